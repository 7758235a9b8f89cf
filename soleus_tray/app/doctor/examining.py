"""Runs the checks side by side, each with an end: a part that hangs is a finding too."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from soleus_tray.app.doctor.finding import Finding, cannot
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PATIENCE = 5.0
"""Seconds a check may take unless it says otherwise."""
Made = TypeVar("Made")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """One part to try."""

    part: str
    look: Callable[[], Finding]
    """May block and raise SoleusError; runs on a thread of its own."""
    patience: float = PATIENCE
    """Seconds."""


def once(make: Callable[[], Made]) -> Callable[[], Made]:
    """The same, made by whichever thread asks first, while the others wait for it."""
    lock = threading.Lock()
    made: list[Made] = []

    def get() -> Made:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return get


def examine(checks: Sequence[Check]) -> tuple[Finding, ...]:
    """What each check found, in their order; takes as long as the most patient of them at most."""
    began = time.monotonic()
    answers = [_begun(check) for check in checks]
    return tuple(
        _awaited(check, answer, began + check.patience) for check, answer in zip(checks, answers, strict=True)
    )


def _begun(check: Check) -> SimpleQueue[Finding]:
    answer: SimpleQueue[Finding] = SimpleQueue()
    threading.Thread(
        target=lambda: answer.put(_looked(check)), name=f"doctor-{check.part}", daemon=True
    ).start()
    return answer


def _looked(check: Check) -> Finding:
    """The finding; what a broken installation raises is one as well."""
    try:
        return check.look()
    except SoleusError as error:
        return cannot(check.part, _("It could not be tried."), str(error))
    except Exception as error:
        log.debug("the check of %s stumbled", check.part, exc_info=True)
        return cannot(
            check.part,
            _("It could not be tried."),
            _("Something unforeseen went wrong ({kind}: {error}).").format(
                kind=type(error).__name__, error=error
            ),
            _("Run soleus-tray self-test; if that is well, please report this."),
        )


def _awaited(check: Check, answer: SimpleQueue[Finding], until: float) -> Finding:
    try:
        return answer.get(timeout=max(0.0, until - time.monotonic()))
    except Empty:
        return cannot(
            check.part,
            _("It doesn't answer."),
            _("It gave no answer within {seconds:.0f} s.").format(seconds=check.patience),
            _("Log out and in again if this stays."),
        )
