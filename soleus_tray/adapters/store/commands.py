"""What the store process and the history command do, without the command line around it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from soleus_tray.adapters.store.backups import backup
from soleus_tray.adapters.store.database import explained, make_engine
from soleus_tray.adapters.store.intake import forget_decisions
from soleus_tray.adapters.store.opening import open_store
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.history import as_csv, as_json, as_text, local_day

if TYPE_CHECKING:
    from datetime import date

    from soleus_tray.core.facts import DecisionFact
    from soleus_tray.ports.store import RecordPlaces

Form = Literal["text", "json", "csv"]
KEPT = timedelta(days=90)
"""For so long decisions stay in the record; sets stay for ever."""
RECENT = timedelta(days=7)
"""What the window of decisions shows."""


def drain(places: RecordPlaces, now: datetime | None = None) -> dict[str, Any]:
    """Take in the journal and see to the day's copy; answers with what the tray shows, JSON-able.

    The answer has day, today {sets, reps, active_seconds, sitting_seconds}, week (seven counts of sets,
    Monday first) and notices (sentences). `now` is an aware local moment, the present if None. Raises
    SoleusError.
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
        "notices": [*store.notices, *copying],
    }


def _copy(places: RecordPlaces, today: date) -> list[str]:
    """Make the day's copy; a failure is told, but what was taken in stands."""
    try:
        backup(places, today)
    except SoleusError as error:
        return [f"Today's copy of your record could not be made. {error}"]
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
