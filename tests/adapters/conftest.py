"""What the tests of several adapters share: a sound server of the test's own, which our programs find."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desktop.harness.sound import SoundServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name."""
    with tempfile.TemporaryDirectory(prefix="soleus-") as folder:
        yield Path(folder)


@pytest.fixture
def sound_server(short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A real PulseAudio."""
    if not shutil.which("pulseaudio") or not shutil.which("parec"):
        pytest.skip("PulseAudio is not installed (packaging/apt-desktop.txt)")
    with SoundServer(short_folder) as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running
