"""What the app knows of Windows: the session's messages and the sensors, each by the adapter the app uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.desktop.harness import wait_until
from tests.windows.steps import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.windows.hand import Hand
    from tests.windows.steps import Steps

WM_QUERYENDSESSION, WM_ENDSESSION, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x11, 0x16, 0x218, 0x2B1
SUSPEND, RESUME, RESUME_BY_USER, BATTERY = 4, 18, 7, 10
LOCK, UNLOCK = 7, 8
CONSENT = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
STARTED = 133_000_000_000_000_000


class PartsTrial:
    """Each step answers with what it saw."""

    def __init__(self, hand: Hand, steps: Steps) -> None:
        self._hand, self._steps = hand, steps

    def run(self) -> None:
        """All of them."""
        steps: dict[str, Callable[[], str]] = {
            "lock messages": self._lock,
            "sleep messages": self._sleep,
            "end of session": self._ending,
            "calls": self._calls,
            "media": self._media,
            "full screen": self._fullscreen,
            "do not disturb": self._dnd,
            "programs": self._programs,
        }
        for name, step in steps.items():
            self._steps.take(name, step)

    # The session

    def _watch(self) -> int:
        told = self._hand("watch_session")
        expect(told["window"], f"there is no window: {told}")
        expect(told["source"] == "Windows session messages" and not told["why"], f"it says {told}")
        return int(told["window"])

    def _wait_events(self, *events: str) -> None:
        wait_until(
            lambda: self._hand("session_events")["events"] == list(events),
            f"the events {events}; there are {self._hand('session_events')}",
            10,
            interval=0.1,
        )

    def _lock(self) -> str:
        window = self._watch()
        self._hand("post", window=window, message=WM_WTSSESSION_CHANGE, wparam=LOCK)
        self._wait_events("locked")
        expect(self._hand("session_events")["locked"], "it is not locked")
        self._hand("post", window=window, message=WM_WTSSESSION_CHANGE, wparam=UNLOCK)
        self._wait_events("locked", "unlocked")
        expect(not self._hand("session_events")["locked"], "it is still locked")
        self._hand("post", window=window, message=WM_WTSSESSION_CHANGE, wparam=5)  # a logon elsewhere
        self._hand("post", window=window, message=WM_WTSSESSION_CHANGE, wparam=UNLOCK)
        self._wait_events("locked", "unlocked", "unlocked")
        return "registered; lock and unlock posted to its window are told, a logon elsewhere is not"

    def _sleep(self) -> str:
        window = self._watch_again()
        self._hand("save_after", seconds=0.6)
        waited = self._hand("send", window=window, message=WM_POWERBROADCAST, wparam=SUSPEND)
        expect(0.4 < waited["seconds"] < 1.4 and waited["answer"] == 1, f"the machine waited {waited}")
        again = self._hand("send", window=window, message=WM_POWERBROADCAST, wparam=SUSPEND)
        expect(again["seconds"] < 0.4, "a second message of the same sleep was waited on")
        for detail in (RESUME, RESUME_BY_USER, BATTERY):
            self._hand("send", window=window, message=WM_POWERBROADCAST, wparam=detail)
        self._wait_events("sleeping", "woke")
        never = self._hand("send", window=window, message=WM_POWERBROADCAST, wparam=SUSPEND)
        expect(1.3 < never["seconds"] < 3, f"an app that never saves kept it waiting {never}")
        return (
            f"the machine waited {waited['seconds']:.1f} s for the app to save, "
            f"at most {never['seconds']:.1f} s; one sleep told twice counts once"
        )

    def _watch_again(self) -> int:
        expect(self._hand("end_session_watch"), "the window stayed after close")
        return self._watch()

    def _ending(self) -> str:
        window = self._watch_again()
        asked = self._hand("send", window=window, message=WM_QUERYENDSESSION)
        expect(asked["answer"] == 1, "it forbids the end of the session")
        self._hand("send", window=window, message=WM_ENDSESSION, wparam=0)
        self._wait_events()
        self._hand("save_after", seconds=0.5)
        waited = self._hand("send", window=window, message=WM_ENDSESSION, wparam=1)
        self._wait_events("ending")
        expect(self._hand("end_session_watch"), "the window stayed after close")
        return f"allowed; one called off is not told, the real one is, and waited {waited['seconds']:.1f} s"

    # Sensors

    def _sensor(self, kind: str, **given: Any) -> list[dict[str, Any]]:
        readings: list[dict[str, Any]] = self._hand("read_sensors", kind=kind, **given)
        return readings

    def _calls(self) -> str:
        """The record is written here as Windows keeps it; of those in it, Wine's explorer is alive."""
        before = self._sensor("calls")
        expect(all(one["why"] for one in before), f"without a record it should say why: {before}")
        key = "{}\\{}\\NonPackaged\\{}"
        living = str(self._hand("own_program")).replace("\\", "#")
        helper = r"C:#windows#system32#explorer.exe"
        for device in ("microphone", "webcam"):
            self._use(key.format(CONSENT, device, r"C:#Program Files#Gone#gone.exe"), stopped=0)
            self._use(key.format(CONSENT, device, helper), stopped=STARTED + 5)
        expect(not any(one["signals"] for one in self._sensor("calls")), f"{self._sensor('calls')}")
        self._use(key.format(CONSENT, "microphone", helper), stopped=0)
        microphone, camera = self._sensor("calls")
        expect(len(microphone["signals"]) == 1, f"the microphone says {microphone}")
        expect(not camera["signals"] and not camera["why"], f"the camera says {camera}")
        self._use(key.format(CONSENT, "webcam", living), stopped=0)
        own = self._sensor("calls")[1]
        expect(not own["signals"], f"our own process counts: {own}")
        who = microphone["signals"][0][1]
        self._use(key.format(CONSENT, "microphone", helper), stopped=STARTED + 9)
        expect(not self._sensor("calls")[0]["signals"], "it goes on after the program stopped")
        return (
            f"microphone in use by {who}, by a record this test wrote; a program that is gone, one that "
            "stopped and ourselves don't count; without a record it says why"
        )

    def _use(self, key: str, stopped: int) -> None:
        self._hand("write_number", key=key, name="LastUsedTimeStart", value=STARTED)
        self._hand("write_number", key=key, name="LastUsedTimeStop", value=stopped)

    def _media(self) -> str:
        before = self._sensor("media")[0]
        self._hand("keep_display_on", on=True)
        during = self._sensor("media")[0]
        self._hand("keep_display_on", on=False)
        if before["why"] or not during["signals"]:
            return f"Wine can't show it: {before['why'] or 'it does not keep what programs ask for'}"
        expect(not before["signals"] and not self._sensor("media")[0]["signals"], f"{before}")
        return "a program that keeps the display on is noticed"

    def _fullscreen(self) -> str:
        before = self._sensor("fullscreen")[0]
        expect(not before["signals"] and not before["why"], f"before: {before}")
        self._hand("fullscreen_window", seconds=6)
        during = wait_until(
            lambda: next((one for one in self._sensor("fullscreen") if one["signals"]), None),
            "the full-screen window",
            10,
            interval=0.2,
        )
        self._steps.picture("full-screen")
        wait_until(lambda: not self._sensor("fullscreen")[0]["signals"], "its end", 15, interval=0.2)
        who = during["signals"][0][1] or "no name told"
        return f"another process's window over the whole screen is noticed ({who}), and its end"

    def _dnd(self) -> str:
        reading = self._sensor("dnd")[0]
        expect(not reading["signals"], f"it says {reading}")
        return f"read without an error: {reading['why'] or 'no wish for quiet'}"

    def _programs(self) -> str:
        found = self._sensor("programs", programs=["explorer", "nosuchprogram"])[0]
        expect([one[1] for one in found["signals"]] == ["explorer"], f"it says {found}")
        return "explorer runs, a program that does not is not found"
