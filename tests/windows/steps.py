"""Trying one thing after the other, each with its line, its figure and, where it failed, a picture."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from subprocess import SubprocessError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.harness import VirtualDesktop


class StepError(Exception):
    """Something was not as it should be, in one sentence."""


@dataclass
class Steps:
    """What was found, in the order tried."""

    desktop: VirtualDesktop
    pictures: Path
    found: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, step: Callable[[], str]) -> bool:
        """Try it and say so; whether it went well. The next is tried all the same."""
        began = time.monotonic()
        try:
            self.found[name] = step()
            said = self.found[name]
        except (
            StepError,
            TimeoutError,
            RuntimeError,
            SubprocessError,
            LookupError,
            OSError,
            ValueError,
        ) as error:
            self.failed[name] = str(error)
            said = f"FAILED: {error}"
            self.picture(f"failed-{name.replace(' ', '-')}")
        print(f"{time.monotonic() - began:6.1f} s  {name}: {said}", flush=True)
        return name in self.found

    def picture(self, name: str) -> Path:
        """Keep the screen as it is."""
        return self.desktop.screenshot(self.pictures / f"{name}.png")


def expect(what: object, sentence: str) -> None:
    """Raise StepError with the sentence unless `what` is so."""
    if not what:
        raise StepError(sentence)
