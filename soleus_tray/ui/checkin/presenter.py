"""Takes the day's answers and keeps them. No tkinter, no clock of its own; it judges nothing."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.facts import CheckInFact
from soleus_tray.core.ids import uuid7
from soleus_tray.core.window_messages import WindowEvent
from soleus_tray.ui.checkin.signs import LONGEST_NOTE, Answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ports.clock import Clock, Moment
    from soleus_tray.ports.journal import Journal

SUDDEN_ACTION = "checked-in sudden"
SAVED_ACTION = "checked-in"
NOT_TODAY_ACTION = "check-in not-today"


def check_in(answers: Answers, now: Moment, randomness: bytes, *, sudden: bool = False) -> CheckInFact:
    """The fact for these answers, made now; randomness: ten bytes for its key."""
    given = asdict(answers) | {"note": answers.note.strip()[:LONGEST_NOTE]}
    return CheckInFact(
        id=uuid7(now.wall, randomness), at=now.wall, utc_offset=now.utc_offset, sudden=sudden, **given
    )


class CheckInPresenter:
    """One check-in."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        tell: Callable[[WindowEvent], None],
        entropy: Callable[[], bytes],
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._tell = tell
        self._entropy = entropy
        self.answers = Answers()
        self.problem = ""
        """Why the answers could not be kept, as a sentence; empty while all is well."""
        self.sudden = False
        """Whether the safety page is to be opened."""
        self.closed = False
        """Whether the window has nothing more to show."""

    def answer(self, **changes: Any) -> None:
        """Something was said, or taken back: fields of Answers by name."""
        self.answers = replace(self.answers, **changes)

    def key(self, name: str) -> None:
        """A key was pressed (Tk's name for it) that no control took."""
        if name == "Escape":
            self.act("not today")
        elif name == "Return":
            self.act("save")

    def act(self, action: str) -> None:
        """A button was pressed: "save", "not today" or "sudden"."""
        if self.closed:
            return
        if action == "sudden":
            self._sudden()
        elif action == "save" and self.answers.said:
            self.closed = self._keep(sudden=False)
        elif action in ("save", "not today"):
            self.closed = True
            self._tell(WindowEvent("action", action=NOT_TODAY_ACTION))

    def _sudden(self) -> None:
        """The safety page comes first, and also when the record can't be written."""
        self._tell(WindowEvent("action", action="learn safety"))
        self.sudden = self.closed = True
        if not self._keep(sudden=True):
            self._tell(WindowEvent("action", action=SUDDEN_ACTION))

    def _keep(self, *, sudden: bool) -> bool:
        """Append the fact and tell the tray; whether it was written."""
        fact = check_in(self.answers, self._clock.read(), self._entropy(), sudden=sudden)
        try:
            self._journal.append(fact)
        except SoleusError as error:
            self.problem = str(error)
            return False
        self._tell(WindowEvent("action", action=SUDDEN_ACTION if sudden else SAVED_ACTION))
        return True
