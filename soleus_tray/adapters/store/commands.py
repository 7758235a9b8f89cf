"""What the store process and the history command do, without the command line around it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from soleus_tray.adapters.store.backups import backup
from soleus_tray.adapters.store.database import explained, make_engine
from soleus_tray.adapters.store.intake import forget_decisions
from soleus_tray.adapters.store.opening import open_store
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.history import as_csv, as_json, as_text, local_day
from soleus_tray.core.plan import LOOK_BACK, offer
from soleus_tray.core.settings import Settings
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from datetime import date

    from soleus_tray.core.facts import DecisionFact
    from soleus_tray.ports.store import Record, RecordPlaces

Form = Literal["text", "json", "csv"]
KEPT = timedelta(days=90)
"""For so long decisions stay in the record; sets stay for ever."""
FRESH_DAYS = 3
"""Local days for which a set that was cut short, or a check-in, is news."""
RECENT = timedelta(days=7)
"""What the window of decisions shows."""


def drain(
    places: RecordPlaces, now: datetime | None = None, chosen: Settings | None = None
) -> dict[str, Any]:
    """Take in the journal and see to the day's copy; answers with what the tray shows, JSON-able.

    The answer has day, today {sets, reps, active_seconds, sitting_seconds}, week (seven counts of sets,
    Monday first), offer (a PlanOffer's fields, or None), cut_short ({id, reps} of the last set where it was
    interrupted, or None), checked_in (the local day of the last check-in, or None) and notices (sentences).
    `now` is an aware local moment, the present if None; `chosen`: the settings. Raises SoleusError.
    """
    moment = now or _local_now()
    store = open_store(places, moment.astimezone(UTC))
    today = _day(moment)
    copying = _copy(places, today)
    _tidy(places, moment)
    return {
        "day": today.isoformat(),
        "today": store.record.totals(today).as_values(),
        "week": list(store.record.week(today)),
        "offer": _offer(store.record, moment, chosen or Settings()),
        "cut_short": _cut_short(store.record, today),
        "checked_in": _checked_in(store.record, moment),
        "notices": [*store.notices, *copying],
    }


def _offer(record: Record, now: datetime, chosen: Settings) -> dict[str, Any] | None:
    """The plan's step for today."""
    today, since = _day(now), now - timedelta(days=LOOK_BACK)
    found = offer(
        record.sets(today, LOOK_BACK),
        record.reminders(since),
        record.plan_steps(),
        chosen.set.length,
        today,
        on=chosen.plan.on,
    )
    return None if found is None else asdict(found)


def _cut_short(record: Record, today: date) -> dict[str, Any] | None:
    """The last set, if it was interrupted not long ago."""
    sets = record.sets(today, FRESH_DAYS)
    last = sets[-1] if sets else None
    if last is None or last.outcome != "interrupted" or not last.reps:
        return None
    return {"id": last.id, "reps": last.reps}


def _checked_in(record: Record, now: datetime) -> str | None:
    found = record.check_ins(now - timedelta(days=FRESH_DAYS))
    return local_day(found[-1].at, found[-1].utc_offset).isoformat() if found else None


def _copy(places: RecordPlaces, today: date) -> list[str]:
    """Make the day's copy; a failure is told, but what was taken in stands."""
    try:
        backup(places, today)
    except SoleusError as error:
        return [_("Today's copy of your record could not be made. {reason}").format(reason=error)]
    return []


def _tidy(places: RecordPlaces, now: datetime) -> None:
    """Let old decisions go; once a day there is one to let go, and otherwise nothing is written."""
    with explained(places.database):
        forget_decisions(make_engine(places.database), now - KEPT)


def why(places: RecordPlaces, since: datetime) -> tuple[list[DecisionFact], tuple[str, ...]]:
    """What was decided since then, oldest first, and sentences meant for stderr. Raises SoleusError."""
    store = open_store(places, _local_now().astimezone(UTC))
    return store.record.decisions(since), store.notices


def recent(places: RecordPlaces, now: datetime | None = None) -> tuple[list[DecisionFact], date]:
    """What was decided in the last RECENT, oldest first, and today's local date. Raises SoleusError."""
    moment = now or _local_now()
    store = open_store(places, moment.astimezone(UTC))
    return store.record.decisions(moment - RECENT), _day(moment)


def history(
    places: RecordPlaces, days: int | None, form: Form, now: datetime | None = None
) -> tuple[str, tuple[str, ...]]:
    """The finished sets of the last `days` days (None: all) as text, and sentences meant for stderr.

    Raises SoleusError.
    """
    moment = now or _local_now()
    store = open_store(places, moment.astimezone(UTC))
    sets = store.record.sets(_day(moment), days)
    return {"text": as_text, "json": as_json, "csv": as_csv}[form](sets), store.notices


def _local_now() -> datetime:
    return datetime.now(UTC).astimezone()


def _day(moment: datetime) -> date:
    offset = moment.utcoffset()
    return local_day(moment, round(offset.total_seconds()) if offset else 0)
