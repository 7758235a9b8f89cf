"""What a set's window is told: what was asked for, and the settings and the moment for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus_tray.core.signals import MEETINGS
from soleus_tray.core.text import ngettext
from soleus_tray.core.window_messages import SetRequest, SoundChoice

if TYPE_CHECKING:
    from soleus_tray.core.events import OpenSession
    from soleus_tray.core.settings import SetSettings, Settings, SoundSettings
    from soleus_tray.core.state import State
    from soleus_tray.core.window_messages import Mode, PlanOffer, WindowTheme

KNOWN_FOR = 300.0
"""Seconds for which what the sensors said decides whether a set may be heard."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The moment at which a set begins."""

    theme: WindowTheme
    still: bool
    silent: bool
    """A call or do-not-disturb was noticed."""
    sets_today: int
    week: tuple[int, ...]
    """Sets of this week's days so far, Monday first."""
    offer: PlanOffer | None = None
    note: str = ""


def set_request(
    opening: OpenSession, chosen: SetSettings, settings: Settings, occasion: Occasion
) -> SetRequest:
    """The request; `chosen` is the settings' set, or the demo's short one.

    Where nothing may be heard, a set for the ears is a strip for the eyes.
    """
    mode, may = opening.mode or chosen.mode, settings.sound.in_calls or not occasion.silent
    return SetRequest(
        source=opening.source,
        pace=opening.pace or chosen.pace,
        seconds=opening.seconds or chosen.length,
        reps=opening.reps,
        get_ready=chosen.get_ready,
        theme=occasion.theme,
        sets_today=occasion.sets_today,
        sets_this_week=occasion.week,
        legs=opening.legs or chosen.legs,
        until_stopped=opening.until_stopped,
        mode=mode if may or mode != "ears" else "compact",
        still=occasion.still,
        sound=heard(settings.sound, silent=occasion.silent),
        offer=occasion.offer,
        note=occasion.note,
    )


def heard(chosen: SoundSettings, *, silent: bool) -> SoundChoice:
    """What is to be heard: nothing in calls and with do-not-disturb, unless the user wants it there too."""
    may = chosen.in_calls or not silent
    return SoundChoice(chosen.tones and may, chosen.volume, chosen.voice and may)


def is_silent(state: State) -> bool:
    """Whether the sensors said last that a call is on, or nobody wants to be disturbed."""
    return any(signal.kind in MEETINGS or signal.kind == "dnd" for signal in state.signals)


def must_listen(state: State, chosen: SoundSettings, mode: Mode) -> bool:
    """Whether the sensors are to be read before a set may be heard; one for the ears always is."""
    if chosen.in_calls or not (chosen.tones or chosen.voice or mode == "ears"):
        return False
    return state.sensed is None or state.presence.now - state.sensed >= KNOWN_FOR


def cut_short_note(reps: int) -> str:
    """What is said once of a set that was interrupted."""
    return ngettext(
        "Your last set was cut short after {reps} rep; it is in your record.",
        "Your last set was cut short after {reps} reps; they are in your record.",
        reps,
    ).format(reps=reps)
