"""The sensors of meetings, films and quiet, each read once; the calendar and the named programs besides."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from soleus_tray.app.children import own_command
from soleus_tray.app.doctor.examining import PATIENCE, Check, once
from soleus_tray.app.doctor.finding import Finding, cannot, clipped, limited, told, works
from soleus_tray.core.signal_words import signal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from soleus_tray.app.doctor.place import Place
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind
    from soleus_tray.ports.sensor import Reading, Sensor

TITLES: dict[Kind, str] = {
    "microphone": "microphone",
    "camera": "camera",
    "sharing": "screen sharing",
    "dnd": "do not disturb",
    "fullscreen": "full screen",
    "media": "films and talks",
    "program": "programs",
    "calendar": "calendar",
}
"""In the order in which they are told."""
NOTHING: dict[Kind, str] = {
    "microphone": "No program listens now",
    "camera": "No program has one open now",
    "sharing": "The screen isn't shared now",
    "dnd": "It is off now",
    "fullscreen": "No window is full screen now",
    "media": "Nothing is playing now",
}
UNTOLD: dict[Kind, str] = {
    "microphone": "Its use can't be noticed.",
    "camera": "Its use can't be noticed.",
    "sharing": "It can't be told here.",
    "dnd": "It can't be told here.",
    "fullscreen": "It can't be told here.",
    "media": "It can't be told here.",
}
DESKTOPS_OWN: frozenset[Kind] = frozenset({"sharing", "dnd", "fullscreen", "media"})
"""Where a desktop may simply have nothing to tell, and nothing is broken."""
CALENDAR_READ_WITHIN = 8.0
"""Seconds."""


def senses(place: Place) -> tuple[Check, ...]:
    """A check for each kind of sensor, in the order of TITLES."""
    sensors = once(lambda: _sensors(place))
    chosen = place.settings.settings.quiet

    def look(kind: Kind) -> Callable[[], Finding]:
        if kind == "calendar":
            return lambda: calendar(place.paths.cache, chosen)
        read_it = programs if kind == "program" else sensed
        return lambda: read_it(sensors()[kind], chosen)

    def patience(kind: Kind) -> float:
        return CALENDAR_READ_WITHIN + 2 if kind == "calendar" else PATIENCE

    return tuple(Check(title, look(kind), patience(kind)) for kind, title in TITLES.items())


def _sensors(place: Place) -> dict[Kind, Sensor]:
    from soleus_tray.app.sensors import all_sensors  # noqa: PLC0415 - many modules, of which one may be broken

    return {one.kind: one for one in all_sensors(place.paths.cache, place.bus, place.system_bus)}


def sensed(sensor: Sensor, chosen: QuietSettings) -> Finding:
    """What it says now."""
    try:
        return read(sensor.kind, sensor.read(chosen), sensor.source)
    finally:
        sensor.close()


def read(kind: Kind, reading: Reading, source: str) -> Finding:
    """A reading as a finding."""
    part = TITLES[kind]
    if reading.why:
        make: Callable[..., Finding] = limited if kind in DESKTOPS_OWN else cannot
        return make(part, UNTOLD[kind], *told(reading.why))
    words = [signal_words(signal.kind, clipped(signal.who)) for signal in reading.signals]
    said = ", ".join(words) or NOTHING[kind]
    place = source.replace(" (", ", ").replace(")", "")
    return works(part, f"{said[:1].upper()}{said[1:]} ({place}).")


def programs(sensor: Sensor, chosen: QuietSettings) -> Finding:
    """Which of the named programs run now; one that doesn't is no fault, unless its name is misspelt."""
    part = TITLES["program"]
    if not chosen.programs:
        return works(part, "You named none to be quiet for (quiet.programs).")
    reading = sensor.read(chosen)
    if reading.why:
        return cannot(part, "They can't be looked up.", *told(reading.why))
    from soleus_tray.adapters.programs.choose import running  # noqa: PLC0415

    now = set(running(chosen.programs))
    absent = [name for name in chosen.programs if name not in now]
    present = [name for name in chosen.programs if name in now]
    return works(part, " ".join([*_running(present), *_absent(absent)]))


def _running(names: Sequence[str]) -> list[str]:
    return [f"{_listed(names)} {'runs' if len(names) == 1 else 'run'} now."] if names else []


def _absent(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    its = "its spelling" if len(names) == 1 else "their spelling"
    return [
        f"No program called {_listed(names, 'or')} runs now; if one should, see {its} in the system monitor."
    ]


def _listed(names: Sequence[str], word: str = "and") -> str:
    *first, last = [clipped(name) for name in names]
    return f"{', '.join(first)} {word} {last}" if first else last


def calendar(cache: Path, chosen: QuietSettings) -> Finding:
    """A reading of the calendar made for this; its address is told by its host alone."""
    part = TITLES["calendar"]
    if not chosen.calendar:
        return works(part, "None is set up (quiet.calendar).")
    from soleus_tray.adapters.calendar.choose import choose_calendar  # noqa: PLC0415 - few people have one

    sensor = choose_calendar(cache, own_command("_read_calendar"))
    began = time.monotonic()
    said = sensor.describe(chosen, CALENDAR_READ_WITHIN)
    if time.monotonic() - began >= CALENDAR_READ_WITHIN:
        because = f"The {sensor.source} gave no answer within {CALENDAR_READ_WITHIN:.0f} s."
        return limited(part, "It takes its time.", because, "See whether the network is there.")
    why = sensor.read(chosen).why
    if why:
        kept = said.removeprefix(why).strip()
        found = f"The {sensor.source} can't be read."
        because, remedy = told(why)
        if kept:
            return limited(part, found, f"{because} {kept}", remedy)
        return cannot(part, found, because, remedy)
    return works(part, f"{said.removesuffix('.')} ({sensor.source}).")
