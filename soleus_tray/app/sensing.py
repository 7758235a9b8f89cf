"""Reads the sensors of meetings, films and quiet, on a thread of its own, when the core needs to know.

A round reads them one after the other; while a reason to wait lasts, only that one's sensor, and all of them
twice a minute. A sensor that doesn't answer in time is set aside with its thread, the round goes on without
it, and some minutes later it is tried again: the clock never waits for it.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soleus_tray.core.signals import HOLDING
from soleus_tray.core.text import _
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind, Signal
    from soleus_tray.ports.sensor import Sensor

LONGEST_READING = 2.0
"""Seconds a sensor may take."""
FULL_ROUND = 30.0
"""Seconds after which all sensors are read, though one of them still says what it said."""
SET_ASIDE = 300.0
"""Seconds until a sensor that didn't answer is tried again."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sensed:
    """What one sensor said, and when."""

    kind: Kind
    source: str
    reading: Reading
    at: float
    """Monotonic seconds."""


def signals_of(readings: Sequence[Sensed]) -> tuple[Signal, ...]:
    """All that was sensed in a round."""
    return tuple(signal for sensed in readings for signal in sensed.reading.signals)


@dataclass(slots=True, eq=False)
class _Round:
    """One reading of all sensors; written by its thread, given up by the reminder thread."""

    chosen: QuietSettings
    left: list[Sensor]
    done: list[Sensed]
    known: dict[Kind, Sensed]
    """What those said before that may be left out of this round; empty when none may."""
    at_work: Sensor | None = None
    since: float = 0.0
    over: bool = False
    """It was told, or given up."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class Sensing:
    """Owns the sensors. For the reminder thread; `on_read` is called on the sensing thread and only posts.

    `make` builds the sensors, in the first round and on its thread: until a decision needs one, nothing of
    them is loaded, and loading them delays nobody.
    """

    def __init__(
        self,
        make: Callable[[], Sequence[Sensor]],
        on_read: Callable[[tuple[Sensed, ...]], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make = make
        self._on_read = on_read
        self._monotonic = monotonic
        self._sensors: Sequence[Sensor] | None = None
        self._last: dict[Kind, Sensed] = {}
        self._full_at = -FULL_ROUND
        self._round: _Round | None = None
        self._aside: dict[Sensor, float] = {}

    def read(self, chosen: QuietSettings) -> None:
        """Have the sensors read, unless they are being read; call again until `on_read` was called."""
        now = self._monotonic()
        going = self._round
        if going is not None and not going.over:
            stuck = self._stuck(going, now)
            if stuck is None:
                return
            going = _Round(chosen, [one for one in going.left if one is not stuck], going.done, {})
            going.done.append(Sensed(stuck.kind, stuck.source, _no_answer(stuck), now))
        else:
            going = self._new_round(chosen, now)
        self._round = going
        threading.Thread(target=self._run, args=(going,), name="sensing", daemon=True).start()

    def close(self) -> None:
        """Let go of the sensors, unless they are being read, when the end of the process does it."""
        if self._sensors and (self._round is None or self._round.over):
            for sensor in self._sensors:
                sensor.close()

    def _new_round(self, chosen: QuietSettings, now: float) -> _Round:
        """All sensors, those first that had something to say; soon after a full round they may be enough."""
        self._aside = {sensor: until for sensor, until in self._aside.items() if until > now}
        ready = [sensor for sensor in self._sensors or () if sensor not in self._aside]
        if now - self._full_at >= FULL_ROUND:
            self._full_at = now
            return _Round(chosen, ready, [], {})
        talking = [one for one in ready if self._says(one.kind)]
        return _Round(chosen, [*talking, *(one for one in ready if one not in talking)], [], self._last)

    def _says(self, kind: Kind) -> bool:
        return kind in self._last and bool(self._last[kind].reading.signals)

    def _stuck(self, going: _Round, now: float) -> Sensor | None:
        """The sensor that has been at work for too long, which is set aside with its thread."""
        with going.lock:
            if going.at_work is None or now - going.since < LONGEST_READING:
                return None
            going.over, stuck = True, going.at_work
        self._aside[stuck] = now + SET_ASIDE
        log.warning("%s", _no_answer(stuck).why)
        return stuck

    def _run(self, going: _Round) -> None:
        """Be the sensing thread for one round."""
        try:
            self._read_all(going)
        except Exception:
            log.exception("the sensors could not be read; the next decision tries again")
            going.over = True

    def _read_all(self, going: _Round) -> None:
        """Read what is left of the round; the last act is to tell, unless the round was given up."""
        if self._sensors is None:
            self._sensors = tuple(self._make())
            going.left += self._sensors
        for sensor in tuple(going.left):
            if self._enough(going, sensor):
                going.done += [going.known[one.kind] for one in going.left]
                going.left.clear()
                break
            with going.lock:
                going.at_work, going.since = sensor, self._monotonic()
            reading = _safely_read(sensor, going.chosen)
            with going.lock:
                if going.over:
                    return
                going.at_work = None
                going.done.append(Sensed(sensor.kind, sensor.source, reading, self._monotonic()))
                going.left.remove(sensor)
        self._last, going.over = {sensed.kind: sensed for sensed in going.done}, True
        self._on_read(tuple(going.done))

    def _enough(self, going: _Round, following: Sensor) -> bool:
        """Whether what was read still gives a reason to wait, and the rest had nothing to say before."""
        if any(one.kind not in going.known for one in going.left) or self._says(following.kind):
            return False
        return any(signal.kind in HOLDING for signal in signals_of(going.done))


def _safely_read(sensor: Sensor, chosen: QuietSettings) -> Reading:
    """The reading; a fault in one sensor must not keep the others from being read."""
    try:
        return sensor.read(chosen)
    except Exception:
        log.exception("the %s sensor stumbled", sensor.kind)
        return Reading(why=_("The {kind} sensor failed; the log says how.").format(kind=sensor.kind))


def _no_answer(sensor: Sensor) -> Reading:
    where = f" ({sensor.source})" if sensor.source else ""
    words = _("The {kind} sensor{place} does not answer; it is left out for {minutes} minutes.")
    return Reading(why=words.format(kind=sensor.kind, place=where, minutes=round(SET_ASIDE / 60)))
