"""The sensors of meetings, films and quiet, each read once; the calendar and the named programs besides."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from soleus_tray.app.children import own_command
from soleus_tray.app.doctor.examining import PATIENCE, Check, once
from soleus_tray.app.doctor.finding import Finding, cannot, clipped, limited, listed, told, works
from soleus_tray.core.signal_words import signal_words
from soleus_tray.core.text import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from soleus_tray.app.doctor.place import Place
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind
    from soleus_tray.ports.sensor import Reading, Sensor

TITLES: dict[Kind, str] = {
    "microphone": N_("microphone"),
    "camera": N_("camera"),
    "sharing": N_("screen sharing"),
    "dnd": N_("do not disturb"),
    "fullscreen": N_("full screen"),
    "media": N_("films and talks"),
    "program": N_("programs"),
    "calendar": N_("calendar"),
}
"""In the order in which they are told."""
NOTHING: dict[Kind, str] = {
    "microphone": N_("No program listens now"),
    "camera": N_("No program has one open now"),
    "sharing": N_("The screen isn't shared now"),
    "dnd": N_("It is off now"),
    "fullscreen": N_("No window is full screen now"),
    "media": N_("Nothing is playing now"),
}
UNTOLD: dict[Kind, str] = {
    "microphone": N_("Its use can't be noticed."),
    "camera": N_("Its use can't be noticed."),
    "sharing": N_("It can't be told here."),
    "dnd": N_("It can't be told here."),
    "fullscreen": N_("It can't be told here."),
    "media": N_("It can't be told here."),
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
        return make(part, _(UNTOLD[kind]), *told(reading.why))
    words = [signal_words(signal.kind, clipped(signal.who)) for signal in reading.signals]
    said = ", ".join(words) or _(NOTHING[kind])
    place = source.replace(" (", ", ").replace(")", "")
    return works(part, f"{said[:1].upper()}{said[1:]} ({place}).")


def programs(sensor: Sensor, chosen: QuietSettings) -> Finding:
    """Which of the named programs run now; one that doesn't is no fault, unless its name is misspelt."""
    part = TITLES["program"]
    if not chosen.programs:
        return works(part, _("You named none to be quiet for (quiet.programs)."))
    reading = sensor.read(chosen)
    if reading.why:
        return cannot(part, _("They can't be looked up."), *told(reading.why))
    from soleus_tray.adapters.programs.choose import running  # noqa: PLC0415

    now = set(running(chosen.programs))
    absent = [name for name in chosen.programs if name not in now]
    present = [name for name in chosen.programs if name in now]
    return works(part, " ".join([*_running(present), *_absent(absent)]))


def _running(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    running = ngettext("{programs} runs now.", "{programs} run now.", len(names))
    return [running.format(programs=listed([clipped(name) for name in names]))]


def _absent(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    absent = ngettext(
        "No program called {programs} runs now; if one should, see its spelling in the system monitor.",
        "No program called {programs} runs now; if one should, see their spelling in the system monitor.",
        len(names),
    )
    return [absent.format(programs=_one_of([clipped(name) for name in names]))]


def _one_of(names: Sequence[str]) -> str:
    *first, last = names
    return _("{first} or {last}").format(first=", ".join(first), last=last) if first else last


def calendar(cache: Path, chosen: QuietSettings) -> Finding:
    """A reading of the calendar made for this; its address is told by its host alone."""
    part = TITLES["calendar"]
    if not chosen.calendar:
        return works(part, _("None is set up (quiet.calendar)."))
    from soleus_tray.adapters.calendar.choose import choose_calendar  # noqa: PLC0415 - few people have one

    sensor = choose_calendar(cache, own_command("_read_calendar"))
    began = time.monotonic()
    said = sensor.describe(chosen, CALENDAR_READ_WITHIN)
    if time.monotonic() - began >= CALENDAR_READ_WITHIN:
        because = _("The {calendar} gave no answer within {seconds:.0f} s.").format(
            calendar=sensor.source, seconds=CALENDAR_READ_WITHIN
        )
        return limited(part, _("It takes its time."), because, _("See whether the network is there."))
    why = sensor.read(chosen).why
    if why:
        kept = said.removeprefix(why).strip()
        found = _("The {calendar} can't be read.").format(calendar=sensor.source)
        because, remedy = told(why)
        if kept:
            return limited(part, found, f"{because} {kept}", remedy)
        return cannot(part, found, because, remedy)
    return works(part, f"{said.removesuffix('.')} ({sensor.source}).")
