"""The camera's sensor: real processes with a made-up folder of devices open."""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.calls.v4l import SCAN_SECONDS, Roots, V4lCamera
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
ANYTHING = QuietSettings()
ZOOM = Reading((Signal("camera", "Zoom"),))


class Room:
    """A computer with cameras; the time is moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.time = 1000.0
        self.scans = 0
        self._open: list[subprocess.Popen[bytes]] = []
        for name in ("dev", "sys", "bin"):
            (folder / name).mkdir()
        roots = Roots(dev=str(folder / "dev"), sys=str(folder / "sys"))
        self.camera = V4lCamera(roots, now=lambda: self.time)
        scan = self.camera._scan

        def counted(*args: object) -> None:
            self.scans += 1
            scan(*args)

        self.camera._scan = counted

    def plug_in(self, name: str = "video0", use_count: int | None = None) -> None:
        (self.folder / "dev" / name).write_bytes(b"\0" * mmap.PAGESIZE)
        if use_count is not None:
            module = self.folder / "sys/class/video4linux" / name / "device/driver/module"
            module.mkdir(parents=True, exist_ok=True)
            (module / "refcnt").write_text(f"{use_count}\n")

    def open(self, program: str, device: str = "video0") -> subprocess.Popen[bytes]:
        """A process called `program` that has the device open."""
        path = self.folder / "bin" / program
        if not path.exists():
            shutil.copy("/bin/sleep", path)
        with (self.folder / "dev" / device).open("rb") as file:
            process = subprocess.Popen([str(path), "300"], stdin=file)
        self._open.append(process)
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()

    def read(self, chosen: QuietSettings = ANYTHING) -> Reading:
        return self.camera.read(chosen)

    def close(self) -> None:
        for process in self._open:
            self.end(process)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A computer without cameras so far."""
    made = Room(tmp_path)
    yield made
    made.close()


def test_without_a_camera_nothing_is_looked_through(room):
    assert room.read() == Reading()
    assert room.scans == 0


def test_a_camera_nobody_uses(room):
    room.plug_in()
    assert room.read() == Reading()


def test_a_call_shows_while_it_lasts(room):
    room.plug_in()
    call = room.open("zoom")
    assert room.read() == ZOOM
    room.end(call)
    assert room.read() == Reading()


def test_a_driver_that_nobody_uses_spares_the_search(room):
    room.plug_in(use_count=0)
    room.plug_in("video1", use_count=0)
    room.open("zoom")
    assert room.read() == Reading()
    assert room.scans == 0


def test_a_driver_in_use_is_searched_for_once(room):
    room.plug_in(use_count=1)
    room.open("zoom")
    for _ in range(5):
        assert room.read() == ZOOM
        room.time += 60
    assert room.scans == 1


def test_a_second_program_is_seen_by_the_drivers_count(room):
    room.plug_in(use_count=1)
    room.open("zoom")
    assert room.read() == ZOOM
    room.open("firefox-esr")
    room.plug_in(use_count=2)
    assert {signal.who for signal in room.read().signals} == {"Zoom", "Firefox"}


def test_one_that_leaves_as_another_comes_is_noticed(room):
    room.plug_in(use_count=1)
    first = room.open("zoom")
    assert room.read() == ZOOM
    room.end(first)
    room.open("firefox-esr")
    assert room.read().signals == (Signal("camera", "Firefox"),)


def test_a_use_by_another_user_is_not_searched_for_again_and_again(room):
    room.plug_in(use_count=1)
    for _ in range(5):
        assert room.read() == Reading()
        room.time += 60
    assert room.scans == 1


def test_a_driver_that_says_nothing_is_searched_for_now_and_then(room):
    room.plug_in()
    assert room.read() == Reading()
    room.open("zoom")
    assert room.read() == Reading()
    room.time += SCAN_SECONDS
    assert room.read() == ZOOM
    assert room.scans == 2


def test_two_cameras_and_two_programs(room):
    room.plug_in("video0")
    room.plug_in("video12")
    room.open("zoom", "video0")
    room.open("firefox-esr", "video12")
    room.open("zoom", "video12")
    assert {signal.who for signal in room.read().signals} == {"Zoom", "Firefox"}


def test_what_is_no_camera_is_passed_over(room):
    for name in ("video", "videodev", "vide00", "video0x", "media0"):
        room.plug_in(name)
        room.open("zoom", name)
    assert room.read() == Reading()
    assert room.scans == 0


def test_a_program_on_the_users_list_is_no_call_and_hides_no_other(room):
    room.plug_in(use_count=1)
    room.open("obs")
    ignoring = QuietSettings(ignore=("OBS",))
    assert room.read(ignoring) == Reading()
    room.open("zoom")
    room.plug_in(use_count=2)
    assert room.read(ignoring) == ZOOM
    assert {signal.who for signal in room.read().signals} == {"Zoom", "OBS"}


def test_our_own_process_is_no_call(room):
    room.plug_in()
    with (room.folder / "dev/video0").open("rb"):
        assert room.read() == Reading()


def test_a_program_that_was_replaced_while_it_runs_keeps_its_name(room):
    room.plug_in()
    room.open("zoom")
    (room.folder / "bin/zoom").unlink()
    assert room.read() == ZOOM


@pytest.mark.parametrize("service", ["pipewire", "wireplumber"])
def test_a_go_between_that_only_keeps_a_camera_open_is_no_call(room, service):
    room.plug_in(use_count=1)
    room.open(service)
    assert room.read() == Reading()


def test_a_go_between_through_which_pictures_flow_is_a_call_of_nobody_known(room):
    room.plug_in(use_count=1)
    shutil.copy(os.path.realpath(sys.executable), room.folder / "bin/pipewire")
    code = (
        "import mmap, sys; file = open(sys.argv[1], 'rb');"
        "pictures = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ); print(flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [str(room.folder / "bin/pipewire"), "-S", "-c", code, str(room.folder / "dev/video0")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONHOME": sys.base_prefix},
    )
    assert process.stdout
    assert process.stdin
    process.stdout.readline()
    try:
        assert room.read().signals == (Signal("camera", ""),)
        assert room.read(QuietSettings(ignore=("pipewire",))) == Reading()
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()
    assert room.read() == Reading()


def test_a_go_between_is_looked_at_again_after_a_while(room):
    room.plug_in(use_count=1)
    room.open("wireplumber")
    assert room.read() == Reading()
    room.open("zoom")
    assert room.read() == Reading()
    room.time += SCAN_SECONDS
    assert room.read() == ZOOM


def test_a_virtual_camera_is_counted_by_its_own_driver(room):
    room.plug_in()
    for name, content in (
        ("class/video4linux/video0/max_openers", "10"),
        ("module/v4l2loopback/refcnt", "0"),
    ):
        file = room.folder / "sys" / name
        file.parent.mkdir(parents=True)
        file.write_text(content)
    room.open("zoom")
    assert room.read() == Reading()
    assert room.scans == 0
    file.write_text("1")
    assert room.read() == ZOOM


def test_a_count_that_is_no_number_is_doubted(room):
    room.plug_in(use_count=0)
    (room.folder / "sys/class/video4linux/video0/device/driver/module/refcnt").write_text("many\n")
    room.open("zoom")
    assert room.read() == ZOOM


def test_without_a_proc_it_is_said(tmp_path):
    (tmp_path / "video0").touch()
    camera = V4lCamera(Roots(dev=str(tmp_path), proc=str(tmp_path / "none"), sys=str(tmp_path)))
    reading = camera.read(ANYTHING)
    assert reading.signals == ()
    assert "must be readable" in reading.why


def test_processes_that_end_meanwhile_or_make_no_sense_are_passed_over(tmp_path):
    for name in ("dev", "proc/1/fd", "proc/2", "proc/self", "proc/x"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "dev/video0").touch()
    (tmp_path / "proc/1/fd/3").symlink_to(tmp_path / "dev/video0")
    (tmp_path / "proc/1/fd/4").write_text("no link")
    (tmp_path / "proc/1/comm").write_bytes(b"zo\xffom\n")
    (tmp_path / "proc/3").write_text("no folder")
    camera = V4lCamera(Roots(*(str(tmp_path / name) for name in ("dev", "proc", "sys"))))
    assert camera.read(ANYTHING).signals == (Signal("camera", "zo\ufffdom"),)


def test_a_thousand_readings_leave_no_file_open(room):
    room.plug_in()
    room.open("zoom")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(1000):
        room.read()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
