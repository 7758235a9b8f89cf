"""The tray's end of a window's pipes, and a person's hands on it: for tests, screenshots and measurements."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.window_messages import WindowEvent, event_from_line, order_to_line
from soleus_tray.ui import layout
from tests.desktop.harness import wait_until

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from soleus_tray.app.windows import Kind
    from soleus_tray.core.window_messages import Content
    from tests.desktop.harness import Screen, Session, Window


DRAWER = "^Soleus compact more$"


def inside(desktop: Screen, window: Window) -> Window:
    """The same window, placed without its frame.

    Asked of xwininfo: xdotool adds the frame's width twice for windows that have one.
    """
    asked = ["xwininfo", "-id", str(window.id)]
    told = subprocess.run(asked, env=desktop.env, capture_output=True, text=True, timeout=15, check=True)
    corner = [int(line.split()[-1]) for line in told.stdout.splitlines() if "Absolute upper-left" in line]
    return replace(window, x=corner[0], y=corner[1])


class WindowHand:
    """One real `_window` process on a desktop; ended, with its pipes, on leaving the `with`."""

    def __init__(
        self,
        desktop: Screen,
        home: Path,
        kind: Kind | Literal["why"] = "session",
        scale: float = 1.0,
        env: dict[str, str] | None = None,
        *,
        words: tuple[str, ...] = (),
        title: str = "^Soleus$",
    ) -> None:
        """Start it; `words` are what its command takes beside the kind, `title` a regular expression."""
        self.desktop = desktop
        self.home = home
        self.scale = scale
        self._title = title
        self.events: list[WindowEvent] = []
        chosen = {"SOLEUS_TRAY_SCALE": str(scale)} if scale else {}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "soleus_tray", "_window", kind, *words],
            env={**desktop.env, "SOLEUS_TRAY_HOME": str(home), **chosen, **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(30)
        self.leave()
        self._listener.join(10)
        if self.process.stdout:
            self.process.stdout.close()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.events.append(event_from_line(line))

    # The tray's end

    def order(self, order: Literal["show", "update", "close"], content: Content | None = None) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(order_to_line(order, content) + "\n")
        self.process.stdin.flush()

    def leave(self) -> None:
        """Close the tray's end of the orders."""
        with contextlib.suppress(OSError):
            if self.process.stdin:
                self.process.stdin.close()

    def wait(self, kind: str, timeout: float = 30.0) -> WindowEvent:
        """The first event of this kind, once it came."""
        return wait_until(
            lambda: next((event for event in self.events if event.kind == kind), None),
            f"the window's {kind!r}; so far {[event.kind for event in self.events]}",
            timeout,
        )

    def wait_end(self, timeout: float = 30.0) -> int:
        """The exit code, once all that was told has been heard."""
        code = self.process.wait(timeout)
        self._listener.join(timeout)
        return code

    @property
    def told(self) -> list[str]:
        """The actions it asked the tray for, oldest first."""
        return [event.action for event in self.events if event.kind == "action"]

    @property
    def facts(self) -> list[dict[str, object]]:
        """What the journal's file says, oldest first."""
        path = self.home / "state" / "journal" / "facts.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    # The person's end

    @property
    def window(self) -> Window:
        """Where its inside is on screen."""
        return inside(self.desktop, self.desktop.wait_window(name=self._title))

    def click_at(self, x: float, y: float) -> None:
        """Click a place of the layout (pixels at 100 %)."""
        window = self.window
        self.desktop.click(window.x + round(x * self.scale), window.y + round(y * self.scale))

    def take_keyboard(self) -> None:
        """Click where nothing is."""
        self.click_at(6, layout.WORD_Y)

    def press_button(self, place: int, of: int, top: int) -> None:
        """Click button `place` of a row of `of` whose top is at `top`."""
        widths = layout.button_widths(of)
        left = layout.MARGIN + sum(widths[:place]) + layout.GAP * place
        self.click_at(left + widths[place] / 2, top + layout.BUTTON_HEIGHT / 2)

    def press_in_menu(self, place: int, of: int) -> None:
        """Open "More" in a set, and press line `place` of the `of` lines it has."""
        self.press_button(2, 3, layout.SET_BUTTONS_Y)
        rows, (row, column) = (of + 1) // 2, divmod(place, 2)
        line, bottom = min(32.0, 116 / rows), layout.HURTS_Y - 2 * layout.GAP - 6
        x = layout.MARGIN + (column + 0.5) * layout.COLUMN / 2
        self.click_at(x, bottom - (rows - row - 0.5) * line)

    @property
    def strip(self) -> Window:
        """The compact strip, once it is on screen."""
        return self.desktop.wait_window(name="^Soleus compact$")

    def click_strip(self, x: float, y: float, button: int = 1, times: int = 1) -> None:
        """Click a place of the strip (pixels at 100 %)."""
        strip = self.strip
        self.desktop.click(strip.x + round(x * self.scale), strip.y + round(y * self.scale), button, times)

    def open_drawer(self) -> Window:
        """Rest the pointer on the strip until what it has beside it shows."""
        strip = self.strip
        self.desktop.move(strip.x + round(40 * self.scale), strip.centre[1])
        return self.desktop.wait_window(name=DRAWER)

    def press_in_drawer(self, place: int, of: int) -> None:
        """Open what the strip has beside it, and press button `place` of `of`."""
        drawer = self.open_drawer()
        self.desktop.click(drawer.x + round((place + 0.5) * drawer.width / of), drawer.centre[1])


def press_in_panel(desktop: Session, row: int, place: int = 0, of: int = 1) -> None:
    """Press button `place` of the `of` in a row of the small window; rows are counted from the lowest, 0.

    From below, because the window grows upwards of its buttons when it has news.
    """
    window = desktop.wait_window(name="^Soleus$")
    desktop.wait_still()
    told = desktop.run(["xwininfo", "-id", str(window.id)]).stdout
    left, top, height = (
        int(next(line for line in told.splitlines() if words in line).split()[-1])
        for words in ("Absolute upper-left X", "Absolute upper-left Y", "Height")
    )
    x, _, width = layout.row_places(of, 0)[place]
    lowest = top + height - layout.MARGIN - layout.BUTTON_HEIGHT // 2
    desktop.click(left + x + width // 2, lowest - row * layout.BUTTON_STEP)
