"""A desktop on which windows are pictured, in one theme, size and language."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soleus_tray.adapters.language import FOLDER_VARIABLE
from tests.desktop.layouts import Telling
from tests.desktop.picture_files import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from soleus_tray.core.text import Catalog
    from soleus_tray.core.window_messages import WindowTheme
    from tests.desktop.harness import VirtualDesktop
    from tests.desktop.harness.screen import Box

    Scene = Callable[["Studio"], None]

SETTLED = 0.4
"""Seconds for a window to have painted what it was told."""


@dataclass
class Studio:
    """A desktop, and in which theme, size and language its windows are pictured."""

    desktop: VirtualDesktop
    home: Path
    theme: WindowTheme = "light"
    scale: float = 1.0
    words: Catalog | None = None
    env: dict[str, str] = field(default_factory=dict)
    label: str = ""
    """Of its pictures; the theme and the scaling, unless it is given."""
    missing: list[str] = field(default_factory=list)
    """What could not be pictured, and why."""

    def draw(self) -> None:
        """Have the windows' pictures drawn before any of them shows."""
        env = {**self.desktop.env, "SOLEUS_TRAY_HOME": str(self.home)}
        command = [sys.executable, "-m", "soleus_tray", "_draw", "frames", self.theme, str(self.scale)]
        subprocess.run(command, env=env, check=True, timeout=120)

    def open(self, kind: str, *words: str) -> Telling:
        """A window of this kind."""
        return Telling(self.desktop, self.home, kind, self.scale, words, self.env)

    def say(self, message: str) -> str:
        """A sentence as the windows say it."""
        return self.words.gettext(message) if self.words else message

    def keep(self, window: Telling, name: str) -> None:
        """Save the window's inside as it is in a moment."""
        self.desktop.move(0, 0)  # the pointer, so that it lies on no button
        time.sleep(SETTLED)
        boxes = [item["box"] for item in window.now() if item["kind"] == "window"]
        box = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        self.keep_box(box, name)

    def keep_box(self, box: Box, name: str) -> None:
        """Save this box of the desktop as it is now."""
        label = self.label or f"{self.theme}-{round(self.scale * 100)}"
        self.desktop.screenshot(FOLDER / f"window-{label}-{name}.png", box)

    def play(self, *scenes: Scene) -> None:
        """Play these; one that fails is noted, and the others go on."""
        for scene in scenes:
            try:
                scene(self)
            except (TimeoutError, AssertionError, OSError) as error:
                self.missing.append(
                    f"{scene.__name__} ({self.label or self.theme}, {self.scale:.0%}): {error}"
                )


def language_env(folder: Path, code: str) -> dict[str, str]:
    """What a window's process needs to speak it."""
    return {"LANGUAGE": code, FOLDER_VARIABLE: os.fspath(folder)}
