"""Giving a window the keyboard, and waiting until it has it: on a busy machine that takes a while."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.desktop.harness import wait_until

if TYPE_CHECKING:
    from tests.desktop.harness import VirtualDesktop
    from tests.desktop.window_hand import WindowHand


def take_keyboard(hand: WindowHand, desktop: VirtualDesktop, title: str) -> None:
    """Click where nothing is; title: a regular expression."""
    hand.take_keyboard()
    wait_for_keyboard(desktop, title)


def wait_for_keyboard(desktop: VirtualDesktop, title: str) -> None:
    """Return once the window of this title has the keyboard."""

    def has_it() -> bool:
        told = desktop.run(["xdotool", "getwindowfocus", "getwindowname"], check=False).stdout
        return re.search(title, told) is not None

    wait_until(has_it, f"the keyboard to go to {title!r}", 30)
