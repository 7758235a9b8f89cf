"""The places that docs/content.md names, each asked for all it shows; used by write_content.py."""

# ruff: noqa: E402 - the path comes first

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from soleus_tray.app.notes import with_learn_line
from soleus_tray.commands.table import find_command
from soleus_tray.core.content.pages import pages
from soleus_tray.core.content.plain import as_text
from soleus_tray.core.memory import Memory
from soleus_tray.core.settings_keys import KEYS
from soleus_tray.core.window_messages import SetRequest
from soleus_tray.ports.clock import Moment
from soleus_tray.ports.notifier import Notification
from soleus_tray.ui.session.presenter import SessionPresenter
from soleus_tray.ui.welcome.presenter import WelcomePresenter
from soleus_tray.ui.words import reminder_body, reminder_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus_tray.core.exercise import Legs
    from soleus_tray.core.session import Session

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
GET_READY = 15
MINUTES_TODAY = 6


class Row(NamedTuple):
    """One line of a table."""

    what: str
    words: str
    where: str
    found: str
    """All that is shown there."""


def request_of(pace: str, legs: Legs = "both") -> SetRequest:
    return SetRequest("tray", pace, 120, None, GET_READY, "light", 0, legs=legs)


@cache
def page_of(key: str) -> str:
    """What a page shows, in the window and in a terminal."""
    page = next(one for one in pages(MINUTES_TODAY) if one.key == key)
    plain = " ".join(as_text(page, 80).replace("\u00a0", " ").split())
    return f"{flat(page)} {plain}"


@dataclass
class HandSet:
    """The session window's presenter between a clock turned by hand and a journal that forgets."""

    request: SetRequest
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self._presenter = SessionPresenter(self.request, self, self, lambda _event: None, lambda: bytes(10))

    def read(self) -> Moment:
        return Moment(500 + self.seconds, NOON + timedelta(seconds=self.seconds), 0, 0.0)

    def append(self, *_facts: object) -> None:
        """Forget them."""

    @property
    def session(self) -> Session:
        return self._presenter.session

    def strip(self) -> Any:
        """What the strip shows now."""
        return self._presenter.strip()

    def at(self, seconds: float) -> Any:
        """What is shown then; looked at as often as the window would."""
        self._presenter.picture()
        while (wait := self._presenter.wait()) is not None and self.seconds + wait < seconds:
            self.seconds += wait
            self._presenter.picture()
        self.seconds = seconds
        return self._presenter.picture()


def flat(shown: Any) -> str:
    """Every text in it."""
    if is_dataclass(shown) and not isinstance(shown, type):
        shown = asdict(shown)
    if isinstance(shown, dict):
        shown = list(shown.values())
    if isinstance(shown, list | tuple):
        return " | ".join(filter(None, map(flat, shown)))
    return shown if isinstance(shown, str) else ""


def key(name: str) -> Any:
    return next(key for key in KEYS if key.name == name)


def help_of(command: str, option: str) -> str:
    parser = ArgumentParser(add_help=False)
    find_command(command).options(parser)
    actions = parser._actions  # noqa: SLF001 - argparse shows its options nowhere else
    return next((str(action.help) for action in actions if option in action.option_strings), "")


def first_run() -> Any:
    presenter = WelcomePresenter(None, None, lambda _event: None, still=False)  # type: ignore[arg-type]
    presenter.act("next")
    return presenter.picture()


def asked() -> str:
    """What the terminal's check-in asks of somebody who only presses Enter; it keeps nothing then."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "soleus_tray", "check-in"],
            env={**os.environ, "SOLEUS_TRAY_HOME": home, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"},
            cwd=ROOT, input="\n" * 9, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
    return done.stdout


def reminders(days: int) -> Iterator[str]:
    """The first reminder's body on each of so many days."""
    memory = Memory()
    for day in range(days):
        usual = Notification("due", reminder_title(3600, 3600), reminder_body(120))
        shown, memory = with_learn_line(usual, memory, NOON.date() + timedelta(days=day))
        yield shown.body
