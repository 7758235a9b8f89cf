"""The user's programs, looked for among real processes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

import pytest

from soleus_tray.adapters.programs import linux
from soleus_tray.adapters.programs.choose import choose_programs, running
from soleus_tray.adapters.programs.linux import TRUST, ProcessTable
from soleus_tray.adapters.programs.names import find
from soleus_tray.adapters.programs.sensor import NamedPrograms
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def table(clock):
    return ProcessTable(clock=clock)


@pytest.fixture
def start(tmp_path):
    """Run a copy of sleep under another name, as a program of our own."""
    started = []

    def run(name, *command):
        if not command:
            program = tmp_path / name
            shutil.copy(shutil.which("sleep"), program)
            command = (str(program), "300")
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


def test_a_program_that_runs_is_found_until_it_ends(start, clock, table):
    sensor = NamedPrograms("/proc", table.look)
    chosen = QuietSettings(programs=("My-Talk", "never-there"))
    assert sensor.read(chosen) == Reading()
    talk = start("my-talk")
    clock.now += 8
    assert sensor.read(chosen) == Reading((Signal("program", "My-Talk"),))
    talk.kill()
    talk.wait()
    clock.now += 8
    assert sensor.read(chosen) == Reading()


def test_a_name_longer_than_the_kernel_keeps_is_found_whole(start):
    start("a-program-with-a-long-name")
    assert running(["a-program-with-a-long-name"]) == ("a-program-with-a-long-name",)
    assert running(["a-program-with-a-long-tail"]) == ()


def test_a_script_is_found_by_its_own_name_and_not_by_what_it_is_given(start, tmp_path):
    script = tmp_path / "lecture-tool.py"
    script.write_text("import sys\nprint('up', flush=True)\nsys.stdin.read()\n")
    child = start("", sys.executable, str(script), "other-tool.py")
    assert child.stdout.readline() == b"up\n"
    assert running(["lecture-tool.py", "other-tool.py"]) == ("lecture-tool.py",)


def test_a_program_whose_file_was_replaced_keeps_its_name(start, tmp_path):
    start("replaced-tool")
    (tmp_path / "replaced-tool").unlink()
    assert running(["replaced-tool"]) == ("replaced-tool",)


def test_without_names_nothing_is_looked_at():
    def never():
        pytest.fail("processes were listed")

    assert NamedPrograms("/proc", never).read(QuietSettings()) == Reading()
    assert running([]) == ()


def test_two_ways_of_writing_one_program_are_one_signal(start):
    start("my-talk")
    said = choose_programs().read(QuietSettings(programs=("my-talk", "MY-TALK.exe")))
    assert len(said.signals) == 1


def test_we_ourselves_and_other_users_do_not_count(monkeypatch):
    everybody = {one.number for one in ProcessTable().look()}
    assert everybody
    assert os.getpid() not in everybody
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert list(ProcessTable().look()) == []


def test_a_shell_that_becomes_the_program_is_found_at_the_next_look(start, clock, table, tmp_path):
    shutil.copy(shutil.which("sleep"), tmp_path / "late-tool")
    shell = start("", "sh", "-c", f"echo up; read line; exec {tmp_path}/late-tool 300")
    assert shell.stdout.readline() == b"up\n"
    assert find(["late-tool"], table.look()) == ()
    shell.stdin.write(b"\n")
    shell.stdin.flush()
    while not find(["late-tool"], linux.own_processes()):
        assert shell.poll() is None, "the shell ended"
    clock.now += 8
    assert find(["late-tool"], table.look()) == ("late-tool",)


def test_an_old_process_that_becomes_another_is_found_within_minutes(start, clock, table, tmp_path):
    shutil.copy(shutil.which("sleep"), tmp_path / "later-tool")
    shell = start("", "sh", "-c", f"echo up; read line; exec {tmp_path}/later-tool 300")
    assert shell.stdout.readline() == b"up\n"
    for _ in range(3):
        table.look()
        clock.now += 8
    shell.stdin.write(b"\n")
    shell.stdin.flush()
    while not find(["later-tool"], linux.own_processes()):
        assert shell.poll() is None, "the shell ended"
    clock.now += TRUST
    assert find(["later-tool"], table.look()) == ("later-tool",)


def test_only_new_processes_are_read_from_one_look_to_the_next(start, clock, table, monkeypatch):
    read = []
    plainly = linux.read_process
    monkeypatch.setattr(linux, "read_process", lambda folder: read.append(folder) or plainly(folder))
    start("settled-tool")
    for _ in range(2):
        table.look()
        clock.now += 8
    read.clear()
    fresh = start("fresh-tool")
    table.look()
    assert f"/proc/{fresh.pid}" in read
    assert not any(find(["settled-tool"], [known]) for known in map(plainly, read) if known)
    read.clear()
    table.look()
    assert read == []  # a second sensor in the same round gets the same answer


def test_processes_that_come_and_go_while_they_are_read_disturb_nothing(clock, table):
    storm = subprocess.Popen(["sh", "-c", "while :; do /bin/true; done"])
    try:
        for _ in range(30):
            clock.now += 8
            assert isinstance(list(table.look()), list)
    finally:
        storm.send_signal(signal.SIGKILL)
        storm.wait()


def test_a_proc_that_is_not_there_is_a_sentence(tmp_path):
    sensor = NamedPrograms("/proc", ProcessTable(proc=str(tmp_path / "none")).look)
    said = sensor.read(QuietSettings(programs=("zoom",)))
    assert said.signals == ()
    assert "/proc" in said.why


def test_what_is_odd_in_proc_is_passed_over(tmp_path):
    for name in ("self", "1x", "12"):
        (tmp_path / name).mkdir()
    (tmp_path / "13").write_text("a file")
    (tmp_path / "14").mkdir()
    (tmp_path / "14/comm").write_bytes(b"\xff\xfe-tool\n")
    assert [one.number for one in ProcessTable(proc=str(tmp_path)).look()] == [14]


def test_the_sensor_says_what_it_is():
    sensor = choose_programs()
    assert (sensor.kind, sensor.source) == ("program", "/proc")
    sensor.close()
