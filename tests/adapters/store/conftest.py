from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fakes.records import home

if TYPE_CHECKING:
    from soleus_tray.app.paths import Paths

Mount = Callable[[str], Path]


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    return home(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Mount]:
    """A real file system of a given size, since root may write to a folder whatever its mode."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def mount(options: str) -> Path:
        if sys.platform != "linux":
            pytest.skip("a tmpfs can be mounted on Linux only")
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], check=False, capture_output=True
        )
        if done.returncode:
            pytest.skip(f"mounting a tmpfs is not permitted here: {done.stderr.decode().strip()}")
        return disk

    yield mount
    if disk.is_mount():
        subprocess.run(["umount", disk], check=True)
