"""What macOS' devices and processes say, decided on without a Mac."""

from __future__ import annotations

import os

import pytest

from soleus_tray.adapters.calls.coreaudio import MacCalls, mac_calls
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading

ANYTHING = QuietSettings()
NAMES = {10: "zoom.us", 11: "FaceTime", os.getpid(): "soleus-tray", 12: ""}


class FakeHardware:
    """Properties by object, selector and scope, or by object and selector."""

    def __init__(self, **objects: tuple[int, ...]) -> None:
        self.values: dict[tuple[int, str, str], tuple[int, ...]] = {}

    def set(self, of: int, selector: str, *values: int, scope: str = "glob") -> FakeHardware:
        self.values[of, selector, scope] = values
        return self

    def numbers(self, of: int, selector: str, scope: str = "glob") -> tuple[int, ...] | None:
        return self.values.get((of, selector, scope))


class BrokenHardware:
    def numbers(self, of: int, selector: str, scope: str = "glob") -> tuple[int, ...] | None:
        raise OSError(560947818, "the hardware layer answered with an error")


def processes(*listening: tuple[int, bool]) -> FakeHardware:
    """A Mac since 14: (process id, whether it listens)."""
    made = FakeHardware().set(1, "prs#", *range(100, 100 + len(listening)))
    for at, (process, listens) in enumerate(listening):
        made.set(100 + at, "ppid", process).set(100 + at, "piri", int(listens))
    return made


def device(runs: bool, inputs: int, known: FakeHardware | None = None) -> FakeHardware:
    """A Mac before 14 with one device."""
    made = (known or FakeHardware()).set(1, "dev#", 50).set(50, "gone", int(runs))
    return made.set(50, "stm#", *range(inputs), scope="inpt")


def microphone(hardware, chosen=ANYTHING) -> Reading:
    return MacCalls("microphone", hardware, lambda process: NAMES[process]).read(chosen)


def camera(hardware) -> Reading:
    return MacCalls("camera", hardware, lambda process: NAMES[process]).read(ANYTHING)


def test_the_processes_that_listen_are_named():
    found = microphone(processes((10, True), (11, False), (12, True), (os.getpid(), True)))
    assert found.signals == (Signal("microphone", "Zoom"), Signal("microphone", ""))


def test_the_users_list_is_left_out():
    assert microphone(processes((10, True)), QuietSettings(ignore=("Zoom",))) == Reading()


def test_a_headset_that_plays_is_no_call_where_processes_are_known():
    assert microphone(device(runs=True, inputs=1, known=processes((10, False)))) == Reading()


@pytest.mark.parametrize(("runs", "inputs", "called"), [(True, 1, True), (True, 0, False), (False, 1, False)])
def test_before_macos_14_a_running_device_with_an_input_is_a_call(runs, inputs, called):
    assert bool(microphone(device(runs, inputs)).signals) == called


def test_a_running_camera_is_a_call_of_nobody_known():
    assert camera(device(runs=True, inputs=0)).signals == (Signal("camera", ""),)
    assert camera(device(runs=False, inputs=0)) == camera(FakeHardware()) == Reading()


def test_an_error_of_the_hardware_layer_is_said():
    assert "answered with an error" in microphone(BrokenHardware()).why
    assert "name your meeting program" in camera(BrokenHardware()).why


def test_elsewhere_than_on_a_mac_it_says_so():
    for sensor in mac_calls():
        assert sensor.read(ANYTHING).why
        sensor.close()
