"""How long each part of one rep takes: the presets, and paces of one's own within comfortable limits."""

from __future__ import annotations

from dataclasses import dataclass

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.text import N_, _


@dataclass(frozen=True, slots=True)
class Pace:
    """How long each part of one rep takes, in milliseconds (whole, so that reps add up exactly)."""

    name: str
    """"steady", or "up/hold/down" in seconds for a custom one; `find_pace` reads both."""
    label: str
    """For people: "steady pace"; to be translated where it is shown, as is the note."""
    up: int
    hold: int
    down: int
    note: str = ""
    """What is worth knowing before choosing it; one sentence or nothing."""

    @property
    def cycle(self) -> int:
        """One rep, in milliseconds."""
        return self.up + self.hold + self.down


PULSE_NOTE = N_("Pulse is a different, faster movement.")
_QUICK_DOWN = N_("Lowering is quicker than lifting here; slower is kinder to the calf.")

PACES: dict[str, Pace] = {
    pace.name: pace
    for pace in (
        Pace("gentle", N_("gentle pace"), 2000, 1000, 3000),
        Pace("steady", N_("steady pace"), 1000, 1000, 2000),
        Pace("flow", N_("flow pace"), 500, 1000, 1500),
        Pace("pulse", N_("pulse pace"), 700, 0, 1300, PULSE_NOTE),
    )
}

_RANGE: tuple[str, ...] = ("gentle", "steady", "flow")
"""Slow to fast; Pulse is another movement, so nobody comes to it by asking for a little faster."""

# Each part's shortest and longest length, in seconds.
_LIMITS = ((N_("up"), 0.5, 3.0), (N_("hold"), 0.0, 3.0), (N_("down"), 1.0, 5.0))
_CYCLE_LIMITS = (2.0, 8.0)


def custom_pace(up: float, hold: float, down: float) -> Pace:
    """A pace of the user's own, in seconds.

    Raises:
        BadValueError: a part or the whole rep is outside what is comfortable; says the range.
    """
    for (part, low, high), value in zip(_LIMITS, (up, hold, down), strict=True):
        if not low <= value <= high:
            remedy = _("choose {low:g} to {high:g} seconds").format(low=low, high=high)
            raise BadValueError(_("pace, {part}").format(part=_(part)), f"{value:g}", remedy)
    low, high = _CYCLE_LIMITS
    whole = up + hold + down
    if not low <= round(whole, 3) <= high:
        remedy = _("make it {low:g} to {high:g} seconds in all").format(low=low, high=high)
        raise BadValueError(_("pace, one rep"), f"{whole:g}", remedy)
    name = f"{up:g}/{hold:g}/{down:g}"
    note = _QUICK_DOWN if down < up else ""
    return Pace(name, N_("your own pace"), round(up * 1000), round(hold * 1000), round(down * 1000), note)


def find_pace(name: str) -> Pace:
    """The preset of that name, or the custom pace written as "up/hold/down" in seconds.

    Raises:
        BadValueError: it is neither.
    """
    known = PACES.get(name.strip().lower())
    if known:
        return known
    try:
        up, hold, down = (float(part) for part in name.split("/"))
    except ValueError:
        choices = ", ".join(PACES)
        remedy = _("choose {choices}, or seconds like 1/1/2").format(choices=choices)
        raise BadValueError(_("pace"), name, remedy) from None
    return custom_pace(up, hold, down)


def neighbour(pace: Pace, *, faster: bool) -> Pace | None:
    """The next preset from this pace on, faster or slower; None where there is none."""
    presets = [PACES[name] for name in (_RANGE if faster else reversed(_RANGE))]
    beyond = (one for one in presets if (one.cycle < pace.cycle if faster else one.cycle > pace.cycle))
    return next(beyond, None)
