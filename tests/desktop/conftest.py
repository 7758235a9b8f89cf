"""Fixtures of the tests that use a real desktop."""

from __future__ import annotations

import shutil
import subprocess
import sys
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


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the windows' pictures are drawn already, light and at 100 %: only to be copied."""
    home = tmp_path_factory.mktemp("drawn")
    subprocess.run(
        [sys.executable, "-m", "soleus_tray", "_draw", "frames", "light", "1.0"],
        env={"SOLEUS_TRAY_HOME": str(home), "PATH": "/usr/bin:/bin"},
        check=True,
        timeout=120,
    )
    return home


@pytest.fixture
def drawn_home(drawn: Path, tmp_path: Path) -> Path:
    """A test's own copy of it."""
    return shutil.copytree(drawn, tmp_path / "home")
