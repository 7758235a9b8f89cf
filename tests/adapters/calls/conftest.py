"""A sound server of the test's own, and our microphone sensor beside it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.calls.pulse import PulseMicrophone
from tests.desktop.harness.sound import SoundServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server(short_folder: Path) -> Iterator[SoundServer]:
    """A real PulseAudio."""
    if not shutil.which("pulseaudio") or not shutil.which("parecord"):
        pytest.skip("PulseAudio is not installed (packaging/apt-desktop.txt)")
    with SoundServer(short_folder) as running:
        yield running


@pytest.fixture
def microphone(server: SoundServer) -> PulseMicrophone:
    """Our sensor, told where that server is."""
    return PulseMicrophone(server.environment)
