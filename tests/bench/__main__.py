"""`make bench`: the figures beside their limits, printed and written to docs/bench.md."""

from __future__ import annotations

import compileall
import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.moments import Mapped, icon_registered
from tests.bench.process_tree import Cost, measure
from tests.desktop.app import App
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.harness.sound import SoundServer
from tests.desktop.hearing import measure_punctuality

ROUNDS = 20
SETTLE = 60
WINDOW = 120
"""Seconds."""
QUIET_HOUR = '[set]\nlength = "2m"\nget_ready = "15s"\n'
HELD_SOON = '[reminders]\ninterval = "20s"\n[set]\nlength = "5m"\n'
ALWAYS_DUE = '[reminders]\ninterval = "5s"\n[set]\nget_ready = "15s"\n'
TABLE = Path("docs/bench.md")


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    name: str
    unit: str
    value: float
    limit: float | None
    beside: float | None = None
    """Workrave's, measured in the same run."""

    def row(self) -> str:
        limit = "" if self.limit is None else f"{self.limit:g}"
        beside = "" if self.beside is None else f"{self.beside:.1f}"
        verdict = "" if self.limit is None else "met" if self.value <= self.limit else "**missed**"
        return f"| {self.name} | {self.unit} | {self.value:.1f} | {limit} | {beside} | {verdict} |"


def main() -> int:
    """Measure everything; 0 also when a limit is missed (the table says so)."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    _compile()
    figures = [
        *_idle(),
        *_in_a_call(),
        *_start(rounds),
        *_clicks(rounds),
        *_command_line(rounds),
        *_drawing(rounds),
        *_sound(),
    ]
    head = ["| figure | unit | measured | limit | Workrave | |", "|---|---|---|---|---|---|"]
    table = "\n".join([*head, *(figure.row() for figure in figures)])
    print(table)
    machine = f"{platform.platform()}, Python {platform.python_version()}"
    rest = f"idle figures over {WINDOW} s after {SETTLE} s of rest, beside Workrave on the same desktop"
    about = f"Written by `make bench` ({machine}; medians of {rounds}; {rest})."
    TABLE.write_text(f"# What it costs\n\n{about}\n\n{table}\n")
    return 0


def _idle() -> list[Figure]:
    """The waiting tray beside Workrave, at the same time on one desktop."""
    with VirtualDesktop() as desktop, App(desktop, QUIET_HOUR) as app:
        workrave = desktop.spawn(["workrave"])
        time.sleep(SETTLE)
        assert app.process is not None
        ours, theirs = measure([app.process.pid, workrave.pid], WINDOW)
    return [
        Figure("tray idle: memory (PSS)", "MB", ours.pss_mb, 16, theirs.pss_mb),
        Figure("tray idle: private memory (USS)", "MB", ours.private_mb, None, theirs.private_mb),
        Figure("tray idle: memory, share of Workrave's", "%", 100 * ours.pss_mb / theirs.pss_mb, 75),
        Figure("tray idle: processor time", "ms/min", ours.cpu_ms_per_min, 5, theirs.cpu_ms_per_min),
        Figure("tray idle: context switches", "/min", ours.switches_per_min, 40, theirs.switches_per_min),
    ]


def _in_a_call() -> list[Figure]:
    """A reminder held while a real program records, every sensor loaded and read; then a set by the icon."""
    with (
        VirtualDesktop() as desktop,
        TemporaryDirectory() as folder,
        SoundServer(Path(folder)) as sound,
        App(desktop, HELD_SOON, env=sound.environment) as app,
    ):
        sound.record("Zoom")
        desktop.move(300, 300)
        app.wait_state("held", timeout=60)
        time.sleep(SETTLE)
        assert app.process is not None
        (held,) = measure([app.process.pid], WINDOW)
        assert app.state() == "held"
        app("begin", "--quietly", "--minutes", "5")
        time.sleep(10)
        (pacing,) = measure([app.process.pid], 60)
        assert app.state() == "exercising"
    return [
        Figure("in a call: memory (PSS)", "MB", held.pss_mb, 16),
        Figure("in a call: private memory (USS)", "MB", held.private_mb, None),
        Figure("in a call: processor time", "ms/min", held.cpu_ms_per_min, 20),
        Figure("in a call: context switches", "/min", held.switches_per_min, None),
        Figure("quiet set: memory (PSS)", "MB", pacing.pss_mb, None),
        Figure("quiet set: share of a core", "%", pacing.cpu_ms_per_min / 600, 3),
    ]


def _compile() -> None:
    """As an installation leaves it: what each process would compile for itself weighs on its memory."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir("soleus_tray", quiet=2)


def _start(rounds: int) -> list[Figure]:
    """From exec to the registered icon."""
    with VirtualDesktop() as desktop:
        app = App(desktop, QUIET_HOUR)
        with app:  # the first start of a home draws its icons
            desktop.wait_tray_icon()
        times = []
        for _ in range(rounds):
            time.sleep(2)  # the last round's record is still being brought up to date
            times.append(icon_registered(desktop.bus.address, lambda: app.start(wait=False)))
            wait_until(app.running, "the app")
            app.stop()
    return [Figure("icon registered after exec", "ms", 1000 * statistics.median(times), 200, None)]


def _clicks(rounds: int) -> list[Figure]:
    """From the press on the icon to the mapped window: cold, and with a window waiting ready."""
    with VirtualDesktop() as desktop, App(desktop, QUIET_HOUR) as app:
        wait_until(lambda: list(app.home.rglob("*.art")), "the windows' pictures, which are drawn once", 30)
        time.sleep(2)
        cold, filled = _rounds_of_clicks(desktop, app, rounds, ready=False)
        animating = _animating(desktop, app)
    larger = [_animating_at(scale) for scale in (2, 3)]
    with VirtualDesktop() as desktop, App(desktop, ALWAYS_DUE) as app:
        ready, _ = _rounds_of_clicks(desktop, app, rounds, ready=True)
    return [
        Figure("click to mapped window", "ms", 1000 * statistics.median(cold), 150),
        Figure("click to the window's first picture", "ms", 1000 * statistics.median(filled), None),
        Figure("click to mapped window while a reminder shows", "ms", 1000 * statistics.median(ready), 30),
        *_in_a_set("window in a set", animating[0]),
        *_in_a_set("window in a set at 200 %", larger[0][0]),
        *_in_a_set("window in a set at 300 %", larger[1][0]),
        Figure("its sound, a process of its own: memory (PSS)", "MB", animating[1].pss_mb, None),
    ]


def _in_a_set(name: str, cost: Cost) -> list[Figure]:
    return [
        Figure(f"{name}: memory (PSS)", "MB", cost.pss_mb, 30),
        Figure(f"{name}: share of a core", "%", cost.cpu_ms_per_min / 600, 8),
    ]


def _rounds_of_clicks(
    desktop: VirtualDesktop, app: App, rounds: int, *, ready: bool
) -> tuple[list[float], list[float]]:
    """Seconds from each click to the mapped window, and to what fills it."""
    mapped, filled = [], []
    watch = Mapped(desktop.env["DISPLAY"])
    for n in range(rounds):
        watch.point(300 + n, 500)
        if ready:
            sent = len(desktop.notifications.sent)
            app("skip")  # the last round's due hour
            wait_until(lambda sent=sent: len(desktop.notifications.sent) > sent, "the reminder", 60)
            wait_until(lambda: app.children("_window"), "the waiting window", 20)
            time.sleep(2)  # it loads while the reminder is being read
        x, y = desktop.wait_tray_icon()
        clicked = watch.click(x, y)
        mapped.append(watch.wait("Soleus") - clicked)
        filled.append(watch.wait_filled() - clicked)
        _close_session(desktop, app)
    watch.close()
    return mapped, filled


def _close_session(desktop: VirtualDesktop, app: App) -> None:
    """Leave the countdown, as someone does who has no time."""
    window = desktop.wait_window(name="Soleus")
    desktop.click(*window.centre)
    desktop.key("Escape")
    wait_until(lambda: app.state() != "exercising", "the window's end", 20)


def _animating(desktop: VirtualDesktop, app: App) -> tuple[Cost, Cost]:
    """The window's process while it guides a set, and the one that sounds it."""
    app("begin", "--minutes", "2")
    desktop.wait_window(name="Soleus")
    time.sleep(25)  # the countdown, and some reps to warm up
    (window,), (sound,) = app.children("_window"), app.children("_sound")
    both, sounding = measure([window.pid, sound.pid], 30)
    return both.without(sounding), sounding


def _animating_at(scale: int) -> tuple[Cost, Cost]:
    """The same on a desktop of this scaling; its pictures are drawn first."""
    with (
        VirtualDesktop(Layout(size=(1600, 1700))) as desktop,
        App(desktop, QUIET_HOUR, env={"SOLEUS_TRAY_SCALE": str(scale)}) as app,
    ):
        app("begin", "--minutes", "2")
        _close_session(desktop, app)
        return _animating(desktop, app)


def _command_line(rounds: int) -> list[Figure]:
    """A command that talks to the running app, from exec to exit."""
    with VirtualDesktop() as desktop, App(desktop, QUIET_HOUR) as app:
        times = []
        for _ in range(rounds):
            began = time.monotonic()
            app("status", "--json")
            times.append(time.monotonic() - began)
    return [Figure("soleus-tray status", "ms", 1000 * statistics.median(times), 150)]


def _drawing(rounds: int) -> list[Figure]:
    """All pictures of the windows, which a new home waits for once."""
    times = []
    for _ in range(min(rounds, 5)):
        with TemporaryDirectory() as home:
            command = [sys.executable, "-m", "soleus_tray", "_draw", "frames", "light", "1.0"]
            began = time.monotonic()
            subprocess.run(command, env={**os.environ, "SOLEUS_TRAY_HOME": home}, check=True)
            times.append(time.monotonic() - began)
    return [Figure("the windows' pictures drawn, once", "ms", 1000 * statistics.median(times), None)]


def _sound() -> list[Figure]:
    """How far a set's tones are heard from their phases, on a real sound server."""
    idle, busy = measure_punctuality(), measure_punctuality(busy_loops=os.cpu_count() or 1)
    return [
        Figure("tones, from their time: worst", "ms", idle.worst, 60),
        Figure("tones, from their time: worst on a busy machine", "ms", busy.worst, 60),
    ]


if __name__ == "__main__":
    sys.exit(main())
