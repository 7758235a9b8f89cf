"""The session window's texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.cues import PHASE_WORDS, cue, get_ready
from soleus_tray.ui.session.picture import Picture, Summary

if TYPE_CHECKING:
    from soleus_tray.core.session import Session

READY_BUTTONS = (("start", "Start now"), ("leave", "Not now"))
MOVING_BUTTONS = (("pause", "Pause"), ("finish", "Finish"), ("stop", "Stop"))
PAUSED_BUTTONS = (("pause", "Go on"), ("finish", "Finish"), ("stop", "Stop"))
REST_BUTTONS = (("done", "Done"),)
OVER_BUTTONS = (("done", "Done"), ("again", "Again"))
WALK = "If you can, stand or walk for a minute."
REST = "Leave it for today. If the pain stays or gets worse, ask a clinician."
_SPOKEN = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_SPOKEN[10] = "ten"


def ready_picture(session: Session, now: float) -> Picture:
    """The countdown."""
    left = session.countdown_left(now)
    words = get_ready(session.get_ready, left)
    return Picture(
        "get_ready",
        "Soleus · get ready",
        words.word,
        words.cue,
        READY_BUTTONS,
        posture=words.posture,
        set_share=1.0 - left / session.get_ready if session.get_ready else 1.0,
    )


def set_picture(session: Session, now: float) -> Picture:
    """Moving, or paused in the middle of it."""
    here = session.moment(now)
    paused = session.stage == "paused"
    return Picture(
        "set",
        f"Soleus · {session.plan.pace.label}",
        "Paused" if paused else PHASE_WORDS[here.phase],
        "Rest as long as you like" if paused else cue(session.plan, here),
        PAUSED_BUTTONS if paused else MOVING_BUTTONS,
        height=here.height,
        set_share=1.0 - here.seconds_left * 1000 / session.plan.milliseconds,
        phase_share=here.effort,
        figures=(
            (str(here.reps_done), f"of {reps_text(session.plan.reps)}"),
            (clock_text(here.seconds_left), "left"),
        ),
        hurts=True,
    )


def over_picture(session: Session, *, hurt: bool, sets_today: int, week: tuple[int, ...]) -> Picture:
    """The summary; `sets_today` and `week` have this set in them."""
    reps = session.moment(session.since).reps_done
    word, line = _over_words(session.ending, reps, session.active(session.since), hurt=hurt)
    # Pain is no moment for bars that grow, nor for another go.
    summary = Summary(counts_text(sets_today, week), () if hurt else week, REST if hurt else WALK)
    buttons = REST_BUTTONS if hurt else OVER_BUTTONS
    return Picture("summary", "Soleus · done", word, line, buttons, summary=summary)


def _over_words(ending: str, reps: int, active: float, *, hurt: bool) -> tuple[str, str]:
    if hurt:
        return "Rest now", "Stopping was the right thing to do"
    did = f"{reps_text(reps)} in {spoken(active)}"
    if ending == "stopped":
        return "Stopped", f"{did}, every one counts" if reps else "Another time, then"
    return "Nicely done", did if reps else "A short one"


def notice_text(problem: str) -> str:
    """The quiet line for a record that can't be written: its reason, without the file's long name."""
    return f"Not saved yet, still trying: {problem.rsplit(': ', 1)[-1]}" if problem else ""


def reps_text(count: int) -> str:
    """Say "1 rep", "12 reps"."""
    return f"{count} rep{'' if count == 1 else 's'}"


def clock_text(seconds: float) -> str:
    """Say "1:12", rounded up so that 0:00 is the end."""
    minutes, rest = divmod(int(-(-seconds // 1)), 60)
    return f"{minutes}:{rest:02}"


def spoken(seconds: float) -> str:
    """Say "two minutes", "1 min 20 s", "45 seconds"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if minutes and not rest:
        return f"{_SPOKEN.get(minutes, str(minutes))} minute{'' if minutes == 1 else 's'}"
    if minutes:
        return f"{minutes} min {rest} s"
    return f"{whole} second{'' if whole == 1 else 's'}"


def counts_text(sets_today: int, week: tuple[int, ...]) -> str:
    """Say "4 sets today, 19 this week"."""
    today = f"{sets_today} set{'' if sets_today == 1 else 's'} today"
    return f"{today}, {sum(week)} this week" if week else today
