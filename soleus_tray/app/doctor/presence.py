"""Whether the desktop tells of input, of the lock and of sleep."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from soleus_tray.app.doctor.finding import Finding, cannot, limited, told, works
from soleus_tray.core.durations import in_words
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.app.doctor.place import Place

LEARNS_WITHIN = 1.5
"""Seconds for those who are told rather than asked (Mutter, a Wayland compositor, logind)."""
IDLE, SESSION = N_("idle time"), N_("lock and sleep")
JUST_NOW = 3.0
"""Seconds; so long Mutter lets pass before it calls input over."""
_STILL_AWAY_UNTIL_THEN = N_("Until then some minutes without input count as away all the same.")
_STILL_AWAY = N_("Some minutes without input count as away all the same.")
_LEAVING = N_("Until that changes: soleus-tray pause when you leave, soleus-tray resume when you are back.")


def idle(place: Place) -> Finding:
    """Whether the last input is known."""
    from soleus_tray.adapters.activity.choose import choose_activity  # noqa: PLC0415

    source = choose_activity(place.bus)
    try:
        _until(lambda: source.read().idle is not None)
        reading = source.read()
        if reading.idle is not None:
            when = (
                _("{span} ago").format(span=in_words(reading.idle))
                if reading.idle >= JUST_NOW
                else _("just now")
            )
            return works(
                IDLE,
                _("Your last key or click was {when} ({source}).").format(when=when, source=source.source),
            )
        because, remedy = told(reading.why)
        return cannot(IDLE, _("When you last typed isn't known."), because, remedy or _(_LEAVING))
    finally:
        source.close()


def session(place: Place) -> Finding:
    """Whether the lock and the machine's sleep are told."""
    from soleus_tray.adapters.session.choose import choose_session  # noqa: PLC0415

    watch = choose_session(place.bus, place.system_bus, lambda _: None)
    watch.start()
    try:
        _until(lambda: bool(watch.source))
        if watch.source:
            return works(SESSION, _("Both are noticed ({source}).").format(source=watch.source))
        because, rest = told(watch.why)
        return limited(SESSION, _("Sleep is noticed, the lock isn't."), because, _remedy(rest))
    finally:
        watch.may_sleep()
        watch.close()


def _remedy(rest: str) -> str:
    """The watch's own sentence goes on with a comfort that is in the finding, and perhaps with a remedy."""
    comfort = _("A suspend is still noticed by the clocks.")
    remedy = rest.removeprefix(comfort).strip()
    return f"{remedy} {_(_STILL_AWAY_UNTIL_THEN)}" if remedy else _(_STILL_AWAY)


def _until(learned: Callable[[], bool]) -> None:
    until = time.monotonic() + LEARNS_WITHIN
    while not learned() and time.monotonic() < until:
        time.sleep(0.02)
