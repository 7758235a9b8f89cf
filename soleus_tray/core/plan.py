"""The plan: when a longer or a shorter set is offered. Steps are offered, never taken.

Everything here is worked out from the record, whenever the tray asks; nothing is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.history import is_finished, local_day
from soleus_tray.core.text import N_, _
from soleus_tray.core.window_messages import PlanOffer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus_tray.core.facts import PlanFact, ReminderFact, SetFact

MINUTES = (1, 2, 3, 5, 10)
"""A set's length at levels 1 to 5."""
GOAL = 3
"""The level at which staying is fine."""
DAYS_READY = 3
SHARE_READY = 0.8
"""Of the hours that fell due on a day, how many sets make it a good one."""
WHOLE_SET = 0.8
"""How much of a set's planned length makes it one of its level."""
DAYS_OFF = 7
"""Without sets, after which a level down is offered."""
NOT_AGAIN = timedelta(days=7)
"""For so long a step that was declined, or offered on three days without an answer, is not offered."""
MOST_UNANSWERED = 3
LOOK_BACK = 60
"""Days of the record that are looked at."""
_NUMBERS = {
    3: N_("Three"),
    4: N_("Four"),
    5: N_("Five"),
    6: N_("Six"),
    7: N_("Seven"),
    8: N_("Eight"),
    9: N_("Nine"),
    10: N_("Ten"),
}


_ALL_EASY = N_("{days} days at {minutes} min, all easy.")
_NONE_HARD = N_("{days} days at {minutes} min, none of them hard.")
_QUESTIONS = {
    GOAL: N_("Want to try {minutes}? Staying at 3 is fine."),
    len(MINUTES) - 1: N_("Want to try {minutes}, as 2 x 5 with a rest?"),
}


def level_of(seconds: int) -> int:
    """The level of a set's length: the highest one that it reaches, and at least the first."""
    return max((place for place, minutes in enumerate(MINUTES, 1) if minutes * 60 <= seconds), default=1)


def length_of(level: int) -> int:
    """Seconds of a set at this level, 1 to 5."""
    return MINUTES[level - 1] * 60


def offer(
    sets: Sequence[SetFact],
    reminders: Sequence[ReminderFact],
    steps: Sequence[PlanFact],
    settings_length: int,
    today: date,
    *,
    on: bool,
) -> PlanOffer | None:
    """The step to offer today, if any.

    sets, reminders: those of the last LOOK_BACK days, oldest first. steps: everything ever offered and
    answered, oldest first. settings_length: seconds. today: the local day. on: the plan is wanted.
    """
    done = [one for one in sets if is_finished(one) and one.reps > 0]
    found = _step(done, reminders, steps, settings_length, today) if on else _the_plan(done, steps, today)
    return None if found is None or _rests(steps, found.level, today) else found


def _the_plan(sets: Sequence[SetFact], steps: Sequence[PlanFact], today: date) -> PlanOffer | None:
    """The plan itself, once, after three days with sets."""
    days = {_day(one) for one in sets if _day(one) < today}
    before = [step for step in steps if step.level == 0]
    if len(days) < DAYS_READY or any(step.what != "offered" or _step_day(step) < today for step in before):
        return None
    sentence = _("Three days with sets. Want to be offered longer ones, step by step? You always choose.")
    return PlanOffer(0, sentence, _("Yes, offer steps"))


def _step(
    sets: Sequence[SetFact],
    reminders: Sequence[ReminderFact],
    steps: Sequence[PlanFact],
    settings_length: int,
    today: date,
) -> PlanOffer | None:
    level = level_of(settings_length)
    since = max(
        (_step_day(step) for step in steps if step.what != "offered" and step.level), default=date.min
    )
    if reason := _reason_for_less(sets, since, today):
        return _down(reason, level) if level > 1 else None
    days = [day for day in _days(sets, reminders, length_of(level)) if since < day.day < today]
    return _up(days, level) if level < len(MINUTES) else None


# --- up -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _PlanDay:
    """A local day with sets."""

    day: date
    planned: int
    """Hours that fell due and were told of."""
    done: int
    """Sets of the level, those begun without a reminder too."""
    easy: bool
    other: bool
    """Some set was said to be good or hard: more effort than the next level asks for."""
    hurt: bool

    @property
    def good(self) -> bool:
        return self.done > 0 and self.done >= SHARE_READY * self.planned and not self.other and not self.hurt


def _days(sets: Sequence[SetFact], reminders: Sequence[ReminderFact], seconds: int) -> list[_PlanDay]:
    """The days with sets, oldest first."""
    return [
        _PlanDay(
            day,
            planned=sum(
                local_day(due.due_at, due.utc_offset) == day and due.notified > 0 for due in reminders
            ),
            done=sum(_reaches(one, seconds) for one in sets if _day(one) == day),
            easy=any(one.effort == "easy" for one in sets if _day(one) == day),
            other=any(one.effort in ("good", "hard") for one in sets if _day(one) == day),
            hurt=any(one.hurt for one in sets if _day(one) == day),
        )
        for day in sorted({_day(one) for one in sets})
    ]


def _reaches(one: SetFact, seconds: int) -> bool:
    """Whether the set was one of a level, or a longer one, and done nearly to its end."""
    return one.active_seconds >= WHOLE_SET * seconds


def _up(days: Sequence[_PlanDay], level: int) -> PlanOffer | None:
    good = 0
    for day in reversed(days):
        if not day.good:
            break
        good += 1
    easy = [day.easy for day in days[-good:]] if good else []
    if good < DAYS_READY or not any(easy):
        return None
    days_words = _(_NUMBERS[good]) if good in _NUMBERS else str(good)
    words = _(_ALL_EASY if all(easy) else _NONE_HARD).format(days=days_words, minutes=MINUTES[level - 1])
    question = _QUESTIONS.get(level, N_("Want to try {minutes}?"))
    sentence = _("{what_was} {question}").format(
        what_was=words, question=_(question).format(minutes=MINUTES[level])
    )
    return PlanOffer(level + 1, sentence, _try(level + 1))


# --- down ---------------------------------------------------------------------------------------------------


def _reason_for_less(sets: Sequence[SetFact], since: date, today: date) -> str:
    """Pain, two hard sets in a row, or a week without any, as the sentence that says so; else ""."""
    if not sets or _day(sets[-1]) < since:
        return ""
    off = (today - _day(sets[-1])).days
    recent = [one for one in sets if since < _day(one) and (today - _day(one)).days < DAYS_OFF]
    said = [one.effort for one in recent if one.effort]
    if off >= DAYS_OFF:
        return _("{days} days without a set. Want to begin again with {{minutes}} min?").format(days=off)
    if recent and recent[-1].hurt:
        return _("It hurt last time. Want to go on with {minutes} min, once it feels fine?")
    if said[-2:] == ["hard", "hard"]:
        return _("The last two were hard. Want to go back to {minutes} min for a while?")
    return ""


def _down(words: str, level: int) -> PlanOffer:
    return PlanOffer(level - 1, words.format(minutes=MINUTES[level - 2]), _try(level - 1))


def _try(level: int) -> str:
    return _("Try {minutes} min").format(minutes=MINUTES[level - 1])


# --- what was said before -----------------------------------------------------------------------------------


def _rests(steps: Sequence[PlanFact], level: int, today: date) -> bool:
    """Whether this step was declined, or left unanswered on three days, within a week."""
    same = [step for step in steps if step.level == level]
    if any(step.what == "declined" and today - _step_day(step) < NOT_AGAIN for step in same):
        return True
    answered = max((_step_day(step) for step in same if step.what != "offered"), default=date.min)
    open_days = sorted({_step_day(step) for step in same if step.what == "offered"})
    since = [day for day in open_days if day > answered]
    enough = len(since) >= MOST_UNANSWERED and len(since) % MOST_UNANSWERED == 0
    return enough and today - since[-1] < NOT_AGAIN


def _day(one: SetFact) -> date:
    return local_day(one.started_at, one.utc_offset)


def _step_day(step: PlanFact) -> date:
    return local_day(step.at, step.utc_offset)
