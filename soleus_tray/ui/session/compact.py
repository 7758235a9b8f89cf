"""What the strip shows of a set: the same moments as the window, in two short lines and a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.text import _
from soleus_tray.ui.session.picture import CompactPicture
from soleus_tray.ui.session.words import clock_text, reps_text

if TYPE_CHECKING:
    from soleus_tray.core.session import Session
    from soleus_tray.ui.session.picture import Actions, Picture

GOODBYE_SECONDS = 8.0
"""How long the last words stay before the strip leaves by itself."""


def compact_picture(picture: Picture, session: Session, now: float) -> CompactPicture:
    """The strip for this picture of the window."""
    return CompactPicture(
        picture.word,
        picture.notice if picture.notice and picture.screen == "set" else _line(picture, session, now),
        picture.height,
        picture.side,
        picture.set_share if picture.screen == "get_ready" else picture.phase_share,
        _main(picture, session),
        _drawer(picture, session),
        "full" if picture.screen == "summary" else "",
    )


def _line(picture: Picture, session: Session, now: float) -> str:
    if picture.screen == "get_ready":
        return picture.cue
    here, plan = session.moment(now), session.plan
    if picture.screen != "set":
        return reps_text(here.reps_done)
    if here.phase == "rest":
        return _("{reps} of {planned} · rest {time}").format(
            reps=here.reps_done, planned=plan.reps, time=clock_text(here.phase_left)
        )
    if plan.aim == "open":
        return _("{reps} · {time}").format(reps=reps_text(here.reps_done), time=clock_text(int(here.active)))
    return _("{reps} of {planned} · {time}").format(
        reps=here.reps_done, planned=plan.reps, time=clock_text(here.seconds_left)
    )


def _main(picture: Picture, session: Session) -> tuple[str, str, str]:
    action, label = picture.buttons[0]
    if picture.screen == "get_ready" or session.stage == "paused" or action == "skip_rest":
        return action, "play", label
    return (action, "pause", label) if picture.screen == "set" else (action, "close", label)


def _drawer(picture: Picture, session: Session) -> Actions:
    whole = ("full", _("Full size"))
    if session.stage == "over":
        return (whole,)
    if session.stage == "get_ready":
        return whole, ("leave", _("Not now"))
    return whole, ("stop", _("Stop")), ("hurts", _("It hurts"))
