"""What the user should know: said once in the log, and in `status` until it is mended."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)


class Notices:
    """At most one sentence about each subject. Used by the reminder thread."""

    def __init__(self) -> None:
        self._sentences: dict[str, str] = {}

    def say(self, about: str, sentence: str) -> None:
        """Say this, or "" once it is mended; a sentence that was said already is not logged again."""
        if not sentence:
            self._sentences.pop(about, None)
        elif self._sentences.get(about) != sentence:
            self._sentences[about] = sentence
            log.warning("%s", sentence)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences.values())
