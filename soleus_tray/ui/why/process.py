"""The timeline window's process: reads the record itself, so that the tray only has to start it."""

from __future__ import annotations

import threading
import time
import traceback
from typing import TYPE_CHECKING, Any

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import N_, _
from soleus_tray.core.window_messages import WindowEvent
from soleus_tray.ui.teller import Teller
from soleus_tray.ui.why.presenter import page_of, unreadable, waiting
from soleus_tray.ui.why.view import HEIGHT, WIDTH, WhyView
from soleus_tray.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import TextIO

    from soleus_tray.core.facts import DecisionFact
    from soleus_tray.ui.why.presenter import Page
    from soleus_tray.ui.window import WindowParts

    Read = Callable[[], tuple[list[DecisionFact], date]]

TITLE = N_("Soleus: why?")
_POLL_MS = 30
_PATIENCE = 0.7
"""Seconds after which the window shows without its lines."""
_FRESH = 5.0
"""Seconds for which what was read is good enough."""


class WhyProcess:
    """One timeline window from hidden to gone. It reads by itself, and so stays when its tray has gone."""

    def __init__(self, window: Window, teller: Teller, theme: str, read: Read) -> None:
        self._window = window
        self._tell = teller
        self._theme = theme
        self._read = read
        self._view: WhyView | None = None
        self._page: Page | None = None
        self._reading = False
        self._began = 0.0

    def run(self, orders: TextIO) -> None:
        """Show the window; returns when it is gone."""
        self._start_reading()
        self._window.open(_(TITLE))
        self._window.listen(orders, self._on_order, lambda: None)
        self._window.dress(self._theme)
        self._look()
        self._window.root.mainloop()
        self._tell(WindowEvent("closed"))

    def _start_reading(self) -> None:
        if not self._reading:
            self._reading, self._began = True, time.monotonic()
            threading.Thread(target=self._read_page, name="record", daemon=True).start()

    def _read_page(self) -> None:
        """On a thread, since a record in use elsewhere is waited for."""
        try:
            page = page_of(*self._read())
        except SoleusError as error:
            page = unreadable(str(error))
        except Exception:
            traceback.print_exc()  # the tray's log has this process's standard error
            page = unreadable(_("Something unforeseen came between; the log says what."))
        self._page, self._reading = page, False

    def _look(self) -> None:
        """Show what has been read; with nothing yet, show the window anyway after a while."""
        waited = time.monotonic() - self._began
        if self._page is not None and not self._reading:
            self._show(self._page)
            return
        if waited > _PATIENCE and self._view is None:
            self._show(waiting())
        self._window.root.after(_POLL_MS, self._look)

    def _show(self, page: Page) -> None:
        window = self._window
        if self._view is not None:
            self._view.show(page)
            return
        self._view = WhyView(window)
        self._view.show(page)
        root = window.root
        root.bind("<Escape>", lambda _event: root.destroy())
        root.bind("<F5>", lambda _event: self._again())
        root.bind("<FocusIn>", lambda _event: self._refresh())
        root.bind("<Button-1>", lambda _event: root.focus_set())
        self._view.canvas.bind("<Map>", lambda _event: self._tell(WindowEvent("mapped")))
        window.show(WIDTH, HEIGHT)
        if not window.drawn:
            window.when_drawn(lambda: None)  # for its icon in the task bar

    def _on_order(self, order: dict[str, Any]) -> None:
        if order["order"] == "close":
            self._window.root.destroy()
        elif order["order"] == "show" and self._view is not None:
            self._window.bring_up()
            self._again()

    def _refresh(self) -> None:
        if time.monotonic() - self._began > _FRESH:
            self._again()

    def _again(self) -> None:
        """Read once more, unless that is being done."""
        if not self._reading:
            self._start_reading()
            self._look()


def run_why(orders: TextIO, events: TextIO | None, *, parts: WindowParts, theme: str, read: Read) -> None:
    """The hidden command `_window why`.

    orders, events: the tray's two pipes; orders known are `show` (read again, come to the front) and `close`.
    theme: a WindowTheme. read: the decisions to show, oldest first, and today's local date; it is called
    on a thread of its own, may block, and may raise SoleusError, whose words are then shown.
    Raises SoleusError without a display.
    """
    WhyProcess(Window(parts), Teller(events), theme, read).run(orders)
