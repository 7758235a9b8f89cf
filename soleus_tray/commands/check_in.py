"""`check-in`: the day's four questions in the terminal, one line each, and Enter skips any of them."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from soleus_tray.adapters.clock import SystemClock
from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.app.control.client import ask
from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import say
from soleus_tray.core.content.pages import SAFETY_KEY, pages
from soleus_tray.core.content.plain import as_text
from soleus_tray.core.errors import BadValueError, SoleusError
from soleus_tray.core.text import N_, _
from soleus_tray.ui.checkin.presenter import check_in
from soleus_tray.ui.checkin.signs import LONGEST_NOTE, SCALED, SUDDEN, VEINS, WORDS, Answers

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

_MOST = 10
_WIDEST = 80


def run(_given: Namespace) -> int:
    """Ask, keep what was said, and show the safety page for what is sudden. Raises SoleusError."""
    say(_("Enter skips a question."))
    said: dict[str, Any] = {}
    with suppress(EOFError):
        for field, words in SCALED:
            said[field] = _asked(_scale_question(_(words)), read_scale)
        said["veins"] = _asked(_yes_or_no_question(_(VEINS)), read_yes_or_no)
        said["sudden"] = _asked(_yes_or_no_question(_(SUDDEN)), read_yes_or_no)
        if not said["sudden"]:  # then the safety page is what matters
            said["note"] = _line(_("A note: "))[:LONGEST_NOTE]
    sudden = bool(said.pop("sudden", False))
    return _keep(Answers(**{name: value for name, value in said.items() if value is not None}), sudden=sudden)


def _keep(answers: Answers, *, sudden: bool) -> int:
    """Append the fact; the safety page comes first, and also when the record can't be written."""
    if sudden:
        say("\n" + _safety_page() + "\n")
    if not (answers.said or sudden):
        say(_("Nothing was said, so nothing is kept."))
        return 0
    paths = find_paths()
    try:
        FileJournal(paths.journal).append(
            check_in(answers, SystemClock().read(), os.urandom(10), sudden=sudden)
        )
    finally:
        with suppress(SoleusError):  # no app is there, or an older one: the record has it all the same
            ask(paths, "checked-in", sudden=sudden)
    say(_("Kept in your diary."))
    return 0


def _safety_page() -> str:
    page = next(page for page in pages(None) if page.key == SAFETY_KEY)
    return as_text(page, min(_WIDEST, shutil.get_terminal_size().columns))


def _scale_question(words: str) -> str:
    named = ", ".join(f"{value} {_(word)}" for value, word in WORDS)
    return _("{sign}, 0 to 10 ({words}): ").format(sign=words, words=named)


def _yes_or_no_question(words: str) -> str:
    return _("{sign}, y or n: ").format(sign=words)


def _asked(question: str, read: Callable[[str], int | bool]) -> int | bool | None:
    """The answer, asked for until it can be used; None when it was skipped."""
    while True:
        line = _line(question)
        if not line:
            return None
        try:
            return read(line)
        except BadValueError as error:
            say(str(error))


def _line(question: str) -> str:
    """What was typed; raises EOFError when standard input has ended."""
    sys.stdout.write(question)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        say("")
        raise EOFError
    return line.strip()


def read_scale(text: str) -> int:
    """0 to 10, from a figure or one of the words. Raises BadValueError."""
    by_word = {_(word).lower(): value for value, word in WORDS}
    if text.lower() in by_word:
        return by_word[text.lower()]
    if text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= _MOST:
        return int(text)
    words = ", ".join(by_word)
    remedy = _("give a whole number from 0 to 10, or one of {words}").format(words=words)
    raise BadValueError(N_("answer"), text[:40], remedy)


def read_yes_or_no(text: str) -> bool:
    """Yes or no, or how they begin, in the user's language or in English. Raises BadValueError."""
    for word, value in ((_("Yes"), True), (_("No"), False), ("yes", True), ("no", False)):
        if word.lower().startswith(text.lower()):
            return value
    raise BadValueError(N_("answer"), text[:40], _("give y for yes or n for no"))
