"""The app's steps: icon, menu, reminder, a set, commands, the end of the session."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from soleus_tray.adapters.session.windows import CLASS_NAME, LONGEST_WAIT
from soleus_tray.adapters.tray.win32 import BALLOON_CLICKED
from soleus_tray.ui import layout
from tests.desktop.harness import wait_until
from tests.windows.app import WINDOW
from tests.windows.parts_trial import (
    LOCK,
    RESUME,
    SUSPEND,
    UNLOCK,
    WM_ENDSESSION,
    WM_POWERBROADCAST,
    WM_QUERYENDSESSION,
    WM_WTSSESSION_CHANGE,
)
from tests.windows.steps import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.windows.app import WindowsApp
    from tests.windows.steps import Steps

SETTINGS = """
[set]
length = "12s"
get_ready = "3s"
"""
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
THEME_KEY = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
STRIP = "^Soleus compact$"
ICON_MESSAGE = 0x40B
"""What the shell tells pystray of its icon with."""
DARK = 70
"""Of 255: as dark as the ink for a light panel, and darker than what is half clear of the other."""


class AppTrial:
    """Drives one app under Wine; each step answers with what it saw."""

    def __init__(self, app: WindowsApp, steps: Steps) -> None:
        self._app, self._steps = app, steps
        self._desktop, self._wine, self._hand = app.desktop, app.wine, app.hand

    def run(self) -> None:
        """All of them; without an icon only the first."""
        (self._wine.app_home / "settings.toml").write_text(SETTINGS)
        take = self._steps.take
        take("self-test", self._self_test)
        if not take("icon", self._icon):
            return
        steps: dict[str, Callable[[], str]] = {
            "second start": self._second_start,
            "idle": self._idle,
            "locked while it runs": self._lock,
            "menu": self._menu,
            "menu inside": self._submenu,
            "reminder": self._reminder,
            "set": self._set,
            "record": self._record,
            "pages": self._pages,
            "strip": self._strip,
            "commands": self._commands,
            "start on login": self._autostart,
            "quit": self._quit,
            "started as on login": self._login,
            "logoff": self._logoff,
        }
        for name, step in steps.items():
            take(name, step)

    def _self_test(self) -> str:
        done = self._app("self-test")
        expect(done.returncode == 0, f"{done.stdout}{done.stderr}".strip()[-500:])
        return done.stdout.strip()

    def _icon(self) -> str:
        for name in ("AppsUseLightTheme", "SystemUsesLightTheme"):
            self._hand("write_number", key=THEME_KEY, name=name, value=1, bits=32)
        began = time.monotonic()
        self._app.start("app", self._wine.python("-m", "soleus_tray", "run"))
        tray = self._app.status()["tray"]
        expect(tray == {"backend": "win32", "visible": True}, f"status says {tray}")
        took = time.monotonic() - began
        wait_until(self._is_dark, "the icon's dark ink, as the registry says that the taskbar is light", 10)
        self._steps.picture("icon")
        return f"seen in the tray, {took:.1f} s after the start, in dark ink for a taskbar said to be light"

    def _is_dark(self) -> bool:
        tray = self._desktop.tray_window()
        return tray is not None and min(self._desktop.image(tray.box).convert("L").tobytes()) < DARK

    def _second_start(self) -> str:
        done = self._app("run")
        expect(done.returncode == 0, f"it ended with {done.returncode}: {done.stderr}")
        self._app.window()
        self._steps.picture("panel")
        return "hands over, and the first one opens its window"

    def _idle(self) -> str:
        """Wine notices input over its own windows only, so the pointer rests on the one that is open."""
        window = self._app.window()
        readings = []
        for rest in (0.0, 4.0):
            self._desktop.move(window.x + 30, window.y + 20)
            self._desktop.move(window.x + 40, window.y + 30)
            moved = time.monotonic()
            time.sleep(rest)  # nobody touches anything: that is the situation
            before, idle = time.monotonic() - moved, self._hand("read_activity")
            after = time.monotonic() - moved
            told = f"{idle['idle']:.2f} s told, {before:.2f} to {after:.2f} s true"
            expect(before - 0.5 <= idle["idle"] <= after + 0.5, told)
            expect(not idle["locked"], "it calls the desktop locked")
            readings.append(told)
        status = self._app.status()["sensors"]["idle"]
        expect(status["source"] == "Windows GetLastInputInfo", f"status says {status}")
        self._app.close_window()
        return "; ".join(readings)

    def _lock(self) -> str:
        """Told to the app's own window; the lock means that nobody sits there."""
        listening = self._hand("windows", class_name=CLASS_NAME)
        expect(len(listening) == 1, f"the windows that listen are {listening}")
        window = listening[0]["window"]
        self._hand("post", window=window, message=WM_WTSSESSION_CHANGE, wparam=LOCK)
        self._app.wait_state("away")
        self._hand("post", window=window, message=WM_WTSSESSION_CHANGE, wparam=UNLOCK)
        self._app.wait_state("sitting")
        waited = self._hand("send", window=window, message=WM_POWERBROADCAST, wparam=SUSPEND)["seconds"]
        expect(waited < LONGEST_WAIT, f"it kept the machine from sleeping for {waited:.1f} s")
        self._hand("send", window=window, message=WM_POWERBROADCAST, wparam=RESUME)
        self._app.wait_state("sitting")
        return f"away while locked, sitting after; before a sleep it saved within {waited:.2f} s"

    def _menu(self) -> str:
        menu = self._app.open_menu()
        self._steps.picture("menu")
        self._app.cancel_menu()
        self._app.choose("Pause")
        self._app.wait_state("paused")
        self._app.choose("Resume")
        wait_until(lambda: self._app.status()["state"] != "paused", "the end of the pause", interval=0.2)
        looks = [menu.look("I'm standing")]
        for standing in (True, False):
            self._app.choose("I'm standing")
            self._app.wait_standing(standing)
            looks.append(self._app.open_menu().look("I'm standing"))
            self._app.cancel_menu()
        expect(looks[0] == looks[2] != looks[1], "the line has no check mark while standing, or keeps it")
        count = len(menu.labels)
        return f"{count} lines; Pause, Resume, and I'm standing on (with its mark) and off, each clicked"

    def _submenu(self) -> str:
        self._app.choose("Snooze", "5 min")
        wait_until(lambda: self._app.status()["snoozed_until"], "the snooze", interval=0.2)
        self._app.choose("Snooze", "End snooze")
        wait_until(lambda: not self._app.status()["snoozed_until"], "the end of the snooze", interval=0.2)
        return "5 min clicked in Snooze, then End snooze"

    def _reminder(self) -> str:
        done = self._app("demo")
        expect(done.returncode == 0, f"demo said {done.stderr.strip()!r}")
        balloon = wait_until(self._balloon, "a balloon", 30, interval=0.1)
        self._desktop.wait_still()
        self._steps.picture("balloon")
        status = self._app.status()
        expect(status["state"] == "due", f"the state is {status['state']!r}")
        expect(not status["notices"], f"status says {status['notices']}")
        told = status["notifications"]["backend"]
        width, height = balloon[2] - balloon[0], balloon[3] - balloon[1]
        return f"a {told} of {width} x {height} pixels at the icon"

    def _balloon(self) -> list[int] | None:
        """Where a balloon is; a tooltip is lower."""
        boxes = [one["box"] for one in self._hand("windows", class_name="tooltips_class32") if one["visible"]]
        return next((box for box in boxes if box[3] - box[1] > 40), None)

    def _set(self) -> str:
        self._app.click_icon()
        window = self._app.window()
        expect((window.width, window.height) == (layout.WIDTH, layout.HEIGHT), f"it is {window}")
        self._app.wait_state("exercising")
        wait_until(self._moving, "the figure to rise", 20)
        self._steps.picture("set")
        began = time.monotonic()
        wait_until(lambda: self._app.status()["today"]["sets"] == 1, "the set's end", 60, interval=0.3)
        took = time.monotonic() - began
        self._desktop.wait_still(timeout=15)
        self._steps.picture("summary")
        self._app.close_window()
        return f"a click on the icon opened the window and its set ran to its end ({took:.0f} s later)"

    def _moving(self) -> bool:
        journal = self._wine.app_home / "state/journal"
        facts = "".join(file.read_text(errors="replace") for file in journal.glob("*.jsonl"))
        return (
            '"reps": 1' in facts
            or '"reps":1' in facts
            or bool(self._app.rows("SELECT 1 FROM sets WHERE reps > 0"))
        )

    def _record(self) -> str:
        query = "SELECT outcome, source, reps, active_seconds FROM sets"
        rows = wait_until(
            lambda: self._app.rows(f"{query} WHERE outcome != 'in_progress'"), "the row", 30, interval=0.3
        )
        expect(len(rows) == 1, f"there are {rows}")
        outcome, source, reps, seconds = rows[0]
        expect(outcome == "completed" and reps > 0, f"the row is {rows[0]}")
        listed = json.loads(self._app("history", "--json").stdout)
        expect([one["reps"] for one in listed] == [reps], f"history says {listed}")
        return f"one row in SQLite, read by Linux: {outcome}, {reps} reps, {seconds} s, from the {source}"

    def _pages(self) -> str:
        for words, title in (
            (("How do your legs feel?",), "^Soleus: check-in"),
            (("Learn", "How it works"), "^Soleus: learn"),
            (("Why?",), "^Soleus: why"),
        ):
            self._app.choose(*words)
            self._see_and_close(title)
        done = self._app("welcome")
        expect(done.returncode == 0, f"welcome said {done.stderr.strip()!r}")
        self._see_and_close("^Welcome")
        return "check-in, learn and why from the menu, the first run by its command; each closed"

    def _see_and_close(self, title: str) -> None:
        self._desktop.wait_window(name=title, timeout=30)
        self._desktop.wait_still(timeout=15)
        self._steps.picture(title.rsplit(maxsplit=1)[-1].strip("^"))
        self._app.close_window(title)

    def _strip(self) -> str:
        """A set as a strip without a frame, which a double click turns into the window."""
        done = self._app("begin", "--mode", "compact", "--minutes", "2")
        expect(done.returncode == 0, f"begin said {done.stderr.strip()!r}")
        strip = self._desktop.wait_window(name=STRIP, timeout=30)
        expect((strip.width, strip.height) == (layout.STRIP_WIDTH, layout.STRIP_HEIGHT), f"it is {strip}")
        time.sleep(6)  # into the first reps
        self._steps.picture("strip")
        self._desktop.click(strip.x + strip.width // 3, strip.centre[1], times=2)
        self._desktop.wait_window(name="^Soleus$", timeout=30)
        self._desktop.wait_no_window(name=STRIP)
        self._app.close_window("^Soleus$")
        self._app.wait_state("sitting")
        return "260 x 64 without a frame; a double click makes it the window"

    def _commands(self) -> str:
        tried = []
        for words, answer in (
            (("--version",), "soleus-tray"),
            (("status",), "Today"),
            (("pause", "5m"), ""),
            (("resume",), ""),
            (("config", "get", "set.length"), "12"),
            (("config", "set", "set.length", "1m"), ""),
            (("history", "--csv"), "completed"),
        ):
            done = self._app(*words)
            told = done.stdout + done.stderr
            expect(done.returncode == 0 and answer in told, f"{' '.join(words)} said {told.strip()!r}")
            tried.append(words[0])
        refused = self._app("begin", "--minutes", "99")
        expect(refused.returncode == 2 and "Traceback" not in refused.stderr, f"{refused.stderr!r}")
        return f"{', '.join(dict.fromkeys(tried))}; a wrong one is refused with a sentence"

    def _autostart(self) -> str:
        done = self._app("autostart", "on")
        expect(done.returncode == 0, done.stderr.strip())
        self._command = str(self._hand("read_value", key=RUN_KEY, name="SoleusTray"))
        expect("pythonw.exe" in self._command, f"the Run value is {self._command!r}")
        told = self._app("autostart", "status").stdout.strip()
        expect("starts on login" in told, told)
        return "the Run value is written, and read back"

    def _quit(self) -> str:
        done = self._app("quit")
        expect(done.returncode == 0, f"quit said {done.stderr.strip()!r}")
        took = self._wine.wait_gone()
        self._desktop.wait_no_window(name=WINDOW)
        wait_until(lambda: self._desktop.tray_window() is None, "the icon to go")
        after = self._app("status")
        expect(after.returncode == 3, f"status ended with {after.returncode} afterwards")
        return f"every process and the icon gone {took:.1f} s later"

    def _login(self) -> str:
        """What the Run value says, as Windows starts it: without a console."""
        self._app.start("login", ["wine", "cmd", "/c", "start", "", "/wait", *_words(self._command)])
        expect(self._app.status()["running"], "it does not run")
        for window in self._hand("windows"):
            if window["class"].endswith("SystemTrayIcon"):
                self._hand("post", window=window["window"], message=ICON_MESSAGE, lparam=BALLOON_CLICKED)
        self._app.window()
        self._app.close_window()
        off = self._app("autostart", "off")
        expect(off.returncode == 0, off.stderr.strip())
        expect(
            self._hand("read_value", key=RUN_KEY, name="SoleusTray") is None, "the Run value is still there"
        )
        return (
            "the Run value's own command starts it without a console; told of a click on its balloon, "
            "it opens its window; then turned off again"
        )

    def _logoff(self) -> str:
        """Every top-level window of the app is asked and told, as Windows does at the end of a session."""
        ours = ("SoleusTray", "SystemTrayIcon")
        open_now = self._hand("windows")
        owners = {one["process"] for one in open_now if any(name in one["class"] for name in ours)}
        expect(owners, "the app has no window to be told")
        mine = [one["window"] for owner in owners for one in self._hand("windows", process=owner)]
        answers = [self._hand("send", window=window, message=WM_QUERYENDSESSION)["answer"] for window in mine]
        expect(all(answers), f"a window forbids it: {answers}")
        for window in mine:
            self._hand("send", window=window, message=WM_ENDSESSION, wparam=1)
        took = self._wine.wait_gone()
        saved = (self._wine.app_home / "state/clock.json").stat().st_mtime
        expect(time.time() - saved < 30, "the state was not saved")
        return f"all {len(mine)} windows allow it; saved, and every process gone {took:.1f} s later"


def _words(command: str) -> list[str]:
    """A Run value's words: the quoted program, then plain ones."""
    program, _, rest = command[1:].partition('"')
    return [program, *(word.strip('"') for word in rest.split())]
