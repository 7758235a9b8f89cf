"""The strip's process: hears the tray, keeps the pace by itself, and tells of a click."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

from soleus_tray.core.text import N_, _
from soleus_tray.core.window_messages import WindowEvent, strip_from
from soleus_tray.ui.strip.presenter import StripPresenter
from soleus_tray.ui.strip.view import BAR_STEPS, HEIGHT, WIDTH, StripView
from soleus_tray.ui.teller import Teller
from soleus_tray.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from soleus_tray.core.window_messages import Strip
    from soleus_tray.ui.window import WindowParts

TITLE = N_("Soleus pace")
FROM_THE_SIDE = 16
"""Pixels at 100 % from the right: the middle of the edge is where calls have their buttons."""


class StripProcess:
    """One strip from hidden to gone. It leaves with its tray, which keeps the set's record."""

    def __init__(self, window: Window, teller: Teller, icons: Path) -> None:
        self._window, self._tell = window, teller
        self._icons = icons
        self._presenter: StripPresenter | None = None
        self._view: StripView
        self._action = ""
        self._count = ""

    def run(self, orders: TextIO) -> None:
        """Wait hidden for the tray's `show`; returns when the strip is gone."""
        self._window.open(_(TITLE), (WIDTH, HEIGHT))
        self._window.listen(orders, self._on_order, self._window.root.destroy)
        self._window.root.mainloop()
        self._tell(WindowEvent("closed"))

    def _on_order(self, order: dict[str, Any]) -> None:
        if order["order"] == "close":
            self._window.root.destroy()
        elif order["order"] == "show" and self._presenter is None:
            self._show(strip_from(order["content"]))

    def _show(self, strip: Strip) -> None:
        root = self._window.root
        self._presenter = StripPresenter(strip, BAR_STEPS)
        self._action = strip.action
        self._view = StripView(self._window, self._icons, strip.theme)
        self._view.canvas.bind("<Map>", lambda _event: self._tell(WindowEvent("mapped")))
        self._view.canvas.bind("<Button-1>", lambda _event: self._clicked())
        # Unknown to the window manager, it can neither be given the keyboard nor enter a task list.
        root.overrideredirect(boolean=True)
        root.attributes("-topmost", True)
        root.geometry(self._place())
        self._tick()
        root.deiconify()
        root.lift()

    def _place(self) -> str:
        """The geometry at the bottom of the pointer's monitor, above its panels where they are known."""
        window = self._window
        left, top, across, down = window.room()
        wide, high = window.px(WIDTH), window.px(HEIGHT)
        x, y = left + across - wide - window.px(FROM_THE_SIDE), top + down - high
        return f"{wide}x{high}+{max(left, x)}+{max(top, y)}"

    def _tick(self) -> None:
        """Show the present moment and come back when the next one is due."""
        assert self._presenter is not None  # noqa: S101 - only called once shown
        now = time.monotonic()
        picture = self._presenter.picture(now)
        wait = self._presenter.wait(now)
        if wait <= 0:
            self._window.root.destroy()
            return
        self._view.show(picture)
        if picture.count != self._count:
            # Once a rep: a window raised meanwhile may lie on top of us.
            self._count = picture.count
            self._window.root.lift()
        self._window.root.after(max(1, math.ceil(wait * 1000)), self._tick)

    def _clicked(self) -> None:
        self._tell(WindowEvent("action", action=self._action))
        self._window.root.destroy()


def run_strip(orders: TextIO, events: TextIO | None, *, parts: WindowParts, icons: Path) -> None:
    """The hidden command `_window strip`; `icons` is the folder of the tray's drawn icons.

    Raises SoleusError without a display.
    """
    StripProcess(Window(parts), Teller(events), icons).run(orders)
