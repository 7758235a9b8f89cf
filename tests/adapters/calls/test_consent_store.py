"""Windows' record of who uses the microphone and the camera."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.calls.consent_store import ROOT, ConsentStore
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading
from tests.adapters.calls.registry import FakeRegistry, using

ANYTHING = QuietSettings()
ZOOM = r"C:\Users\Ann\AppData\Roaming\Zoom\bin\Zoom.exe"
TEAMS = "MSTeams_8wekyb3d8bbwe"
TEAMS_PATH = r"C:\Program Files\WindowsApps\MSTeams_24193.1805.3040.8975_x64__8wekyb3d8bbwe\ms-teams.exe"
RUNNING = (r"C:\Windows\explorer.exe", ZOOM, TEAMS_PATH)
OURS = r"C:\Program Files\soleus-tray\soleus-tray.exe"


@pytest.fixture
def registry() -> FakeRegistry:
    """A registry with the keys a fresh Windows has."""
    made = FakeRegistry()
    for device in ("microphone", "webcam"):
        made.write(f"{ROOT}\\{device}\\NonPackaged", {"Value": "Allow"})
    return made


def read(registry, kind="microphone", running=RUNNING, chosen=ANYTHING):
    return ConsentStore(kind, registry, lambda: running, own=OURS).read(chosen)


def test_nobody_uses_it(registry):
    assert read(registry) == read(registry, "camera") == Reading()


def test_a_program_and_an_app_that_use_it_are_named(registry):
    using(registry, "microphone", ZOOM)
    using(registry, "microphone", TEAMS)
    assert {signal.who for signal in read(registry).signals} == {"Zoom", "Teams"}
    assert read(registry, "camera") == Reading()
    using(registry, "webcam", ZOOM)
    assert read(registry, "camera").signals == (Signal("camera", "Zoom"),)


@pytest.mark.parametrize(
    ("started", "stopped"),
    [(1, 2), (0, 0), (None, None), (1, None), (None, 0), ("1", 0), (1, "0"), (b"\1", b"\0")],
)
def test_what_ended_or_makes_no_sense_is_no_use(registry, started, stopped):
    using(registry, "microphone", ZOOM, started, stopped)
    assert read(registry) == Reading()


def test_a_program_that_crashed_in_a_call_is_no_call(registry):
    using(registry, "microphone", ZOOM)
    using(registry, "microphone", TEAMS)
    assert read(registry, running=(r"C:\Windows\explorer.exe",)) == Reading()


def test_a_program_elsewhere_with_the_same_name_is_another(registry):
    using(registry, "microphone", ZOOM)
    assert read(registry, running=(r"D:\Zoom.exe",)) == Reading()


def test_upper_and_lower_case_are_alike(registry):
    using(registry, "microphone", ZOOM.upper())
    assert read(registry).signals == (Signal("microphone", "Zoom"),)


def test_where_nobody_knows_what_runs_the_record_is_believed(registry):
    using(registry, "microphone", ZOOM)
    using(registry, "microphone", "Odd.Maker.Talker_123abc")
    assert {signal.who for signal in read(registry, running=None).signals} == {"Zoom", "Talker"}


def test_our_own_program_and_the_users_list_are_left_out(registry):
    using(registry, "microphone", OURS)
    using(registry, "microphone", ZOOM)
    assert read(registry, running=(*RUNNING, OURS), chosen=QuietSettings(ignore=("zoom",))) == Reading()


def test_a_windows_without_the_record_is_said(registry):
    reading = read(FakeRegistry())
    assert reading.signals == ()
    assert "keeps no record of who uses the microphone" in reading.why


def test_a_record_that_may_not_be_read_is_said(registry):
    registry.locked = True
    assert "can't be read" in read(registry).why


def test_nothing_is_asked_about_processes_while_nobody_uses_it(registry):
    def never() -> None:
        raise AssertionError

    assert ConsentStore("camera", registry, never).read(ANYTHING) == Reading()
