"""What happens by the clock on the wall: saving the state, the end of the day, the daily backup.

`schedule` works in naive local time, so its plan is made anew whenever the clock was set (see TECH notes in
docs/decisions); sitting time is never counted by it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import schedule

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


class Jobs:
    """The plan; `run_due` and `plan` are called on the reminder thread.

    The backup has its own hour so that a machine which sleeps through midnight makes one all the same.
    """

    def __init__(self, save: Callable[[], None], end_of_day: Callable[[], None], backup: Callable[[], None]):
        self._work = (save, end_of_day, backup)
        self._scheduler = schedule.Scheduler()

    def plan(self) -> None:
        """Forget the plan and make it from the present time on."""
        save, end_of_day, backup = self._work
        self._scheduler.clear()
        self._scheduler.every(1).minutes.do(_kept_apart(save))
        self._scheduler.every().day.at("00:00:30").do(_kept_apart(end_of_day))
        self._scheduler.every().day.at("12:30").do(_kept_apart(backup))

    def run_due(self) -> None:
        """Do what is due."""
        self._scheduler.run_pending()


def _kept_apart(work: Callable[[], None]) -> Callable[[], None]:
    """The job with its failure kept from the others: one that raises would starve the next."""

    def run() -> None:
        try:
            work()
        except Exception:
            log.exception("a planned job failed")

    return run
