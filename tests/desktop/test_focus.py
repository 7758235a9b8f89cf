"""The keyboard stays where it is: all that is typed arrives while windows and strips come, run and go."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from soleus_tray.core.window_messages import SetRequest
from tests.desktop.focus import wait_for_keyboard
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.window_hand import WindowHand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE_REP = SetRequest("tray", "pulse", 0, 1, 0, "light", 3, (2, 4))
AT_ONCE, ROUNDS, FRESH_EVERY = 3, 17, 6
"""Windows side by side, how often each appears, and after how many times its process is a new one."""
LINES = ("the quick brown fox", "jumps over 13 lazy dogs", "space  return escape", "c m plus minus p q")


@pytest.fixture(scope="module")
def desktop(desktop_programs: None) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(Layout(size=(1600, 1200), panel="none", notification_server=False)) as running:
        yield running


class Typist:
    """Somebody who writes in a terminal's editor of one line, and does not look up."""

    def __init__(self, desktop: VirtualDesktop, file: Path) -> None:
        self._desktop, self._file = desktop, file
        self._enough = threading.Event()
        self._typed = ""
        self._thread = threading.Thread(target=self._type)
        self._terminal = desktop.spawn(
            ["xterm", "-geometry", "80x20+0+700", "-T", "typing", "-e", f"cat > {file}"]
        )

    def begin(self) -> None:
        window = self._desktop.wait_window(name="^typing$")
        self._desktop.click(*window.centre)
        # What was typed before the terminal listens is nobody's loss but would spoil the count.
        wait_until(self._file.exists, "the editor")
        wait_for_keyboard(self._desktop, "^typing$")
        self._thread.start()

    def _type(self) -> None:
        line = 0
        while not self._enough.is_set():
            text = LINES[line % len(LINES)] + "\n"
            self._desktop.type_text(text)
            self._typed += text
            line += 1

    def end(self) -> tuple[str, str]:
        """What was typed, and what arrived."""
        self._enough.set()
        self._thread.join(60)
        wait_until(lambda: len(self._file.read_text()) >= len(self._typed), "the last of what was typed")
        return self._typed, self._file.read_text()

    def leave(self) -> None:
        self._enough.set()
        self._terminal.terminate()
        self._terminal.wait(10)


def test_no_keystroke_is_lost_in_fifty_appearances(
    desktop: VirtualDesktop, drawn_home: Path, tmp_path: Path
) -> None:
    """Full windows and strips take turns, as new processes and in old ones, each through a set to its end."""
    hands: list[WindowHand] = []
    typist = Typist(desktop, tmp_path / "typed")
    appearances, ended = 0, []
    try:
        typist.begin()
        for turn in range(ROUNDS):
            if turn % FRESH_EVERY == 0:
                ended += [event.fact for hand in hands for event in _ends(hand)]
                hands = _replaced(hands, desktop, drawn_home)
            for place, hand in enumerate(hands):
                mode = "compact" if (place + turn) % 2 else "full"
                hand.order("show", replace(ONE_REP, mode=mode))  # type: ignore[arg-type]
                appearances += 1
            for hand in hands:
                done = turn % FRESH_EVERY + 1
                wait_until(lambda hand=hand, done=done: len(_ends(hand)) >= done, "the end of a set", 60)
        typed, arrived = typist.end()
        ended += [event.fact for hand in hands for event in _ends(hand)]
    finally:
        for hand in hands:
            hand.__exit__()
        typist.leave()
    assert arrived == typed
    assert len(typed) > 500
    assert appearances >= 50
    # Nor did any of it pause, end or change a set.
    assert [(fact.outcome, fact.reps) for fact in ended if fact] == [("completed", 1)] * appearances


def _ends(hand: WindowHand) -> list:  # type: ignore[type-arg]
    return [event for event in list(hand.events) if event.kind == "ended"]


def _replaced(hands: list[WindowHand], desktop: VirtualDesktop, home: Path) -> list[WindowHand]:
    for hand in hands:
        hand.order("close")
        hand.wait_end()
        hand.__exit__()
    return [WindowHand(desktop, home) for _ in range(AT_ONCE)]
