"""Fixtures of the tests that use a real desktop."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desktop.harness import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
NEEDED = ("Xvfb", "dbus-daemon", "xdotool", "xfwm4", "xfce4-panel")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder, and fail early and clearly where the desktop's programs are missing."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.desktop)


@pytest.fixture(scope="session")
def desktop_programs() -> None:
    """Fail, with what to do, where the virtual desktop cannot run; a skip would hide half the suite."""
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        pytest.fail(f"The desktop tests need {', '.join(missing)}: run `make test`, which installs them.")


@pytest.fixture
def desktop(desktop_programs: None) -> Iterator[VirtualDesktop]:
    """A fresh virtual desktop for one test, with every part; ready in about a second."""
    with VirtualDesktop() as running:
        yield running


@pytest.fixture(scope="module")
def shared_desktop(desktop_programs: None) -> Iterator[VirtualDesktop]:
    """One virtual desktop for all tests of a module that leave it as they found it."""
    with VirtualDesktop() as running:
        yield running
