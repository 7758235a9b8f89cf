"""Learn's own process: it shows at once, and reads the user's minutes on a thread meanwhile."""

from __future__ import annotations

import threading
import traceback
from typing import TYPE_CHECKING, Any

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.core.window_messages import WindowEvent
from soleus_tray.ui.learn.presenter import LearnPresenter
from soleus_tray.ui.learn.view import HEIGHT, LEAST, WIDTH, LearnView
from soleus_tray.ui.teller import Teller
from soleus_tray.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from soleus_tray.ui.window import WindowParts

_POLL_MS = 50
_TITLE_BAR = 32
"""Of a screen's height, left to the window's frame; in real pixels."""


class LearnProcess:
    """One window from hidden to gone. It reads by itself, and so stays when its tray has gone."""

    def __init__(self, window: Window, teller: Teller, page: str, read: Callable[[], int]) -> None:
        self._window = window
        self._tell = teller
        self._asked = page
        self._presenter = LearnPresenter(page)
        self._read = read
        self._minutes: int | None = None
        self._reading = False
        self._view: LearnView

    def run(self, orders: TextIO, theme: str) -> None:
        """Show the window; returns when it is gone."""
        window = self._window
        window.open(_("Soleus: learn"), LEAST)
        window.listen(orders, self._on_order, lambda: None)
        window.dress(theme)
        self._view = LearnView(window, self._size(), self._go, self._turn)
        self._bind()
        self._show()
        window.show(self._view.width, self._view.height)
        if not window.drawn:
            window.when_drawn(self._view.redraw)
        window.root.mainloop()
        self._tell(WindowEvent("closed"))

    def _size(self) -> tuple[float, float]:
        """The window's size at 100 %: the usual one, or what the monitor has room for."""
        _, _, wide, high = self._window.room()
        scale = self._window.scale
        return min(WIDTH, wide / scale), min(HEIGHT, (high - _TITLE_BAR) / scale)

    def _bind(self) -> None:
        root, view = self._window.root, self._view
        gestures: dict[str, Callable[[], object]] = {
            "Escape": root.destroy,
            "Left": lambda: self._turn(-1),
            "Right": lambda: self._turn(1),
            "Up": lambda: view.scroll(-1),
            "Down": lambda: view.scroll(1),
            "Button-4": lambda: view.scroll(-1),
            "Button-5": lambda: view.scroll(1),
            "Prior": lambda: self._leaf(-1),
            "Next": lambda: self._leaf(1),
            "space": lambda: self._leaf(1),
            "Home": lambda: view.to(0.0),
            "End": lambda: view.to(1.0),
            "FocusIn": self._look_up,
        }
        for event, act in gestures.items():
            root.bind(f"<{event}>", lambda _event, act=act: act())  # type: ignore[misc]
        root.bind("<MouseWheel>", lambda event: view.scroll(-1 if event.delta > 0 else 1))
        root.bind("<Button-1>", self._on_click)
        view.canvas.bind("<Map>", lambda _event: self._on_map())

    def _on_click(self, event: Any) -> None:
        """A click on the paper gives the window the keyboard, and no control the focus."""
        if event.widget is self._window.root or str(event.widget.winfo_class()) == "Canvas":
            self._window.root.focus_set()

    def _on_map(self) -> None:
        self._view.canvas.unbind("<Map>")
        self._tell(WindowEvent("mapped"))
        self._look_up()

    def _look_up(self) -> None:
        """Read the minutes on a thread, since a record in use elsewhere is waited for."""
        if not self._reading:
            self._reading = True
            threading.Thread(target=self._read_minutes, name="record", daemon=True).start()
            self._wait()

    def _read_minutes(self) -> None:
        try:
            self._minutes = self._read()
        except (SoleusError, OSError):
            pass  # what there is to learn stands without them too
        except Exception:
            traceback.print_exc()  # the tray's log has this process's standard error
        self._reading = False

    def _wait(self) -> None:
        if self._reading:
            self._window.root.after(_POLL_MS, self._wait)
        elif self._minutes is not None:
            self._presenter.know(self._minutes)
            self._show()

    def _show(self) -> None:
        self._view.show(self._presenter.picture())

    def _go(self, key: str) -> None:
        self._presenter.go(key)
        self._show()

    def _turn(self, by: int) -> None:
        self._presenter.turn(by)
        self._show()

    def _leaf(self, direction: int) -> None:
        """On through the page, and from its end to the next one."""
        if not self._view.leaf(direction):
            self._turn(direction)

    def _on_order(self, order: dict[str, Any]) -> None:
        if order["order"] == "close":
            self._window.root.destroy()
        elif order["order"] == "show":
            if self._asked:  # who asks for Safety again wants Safety, wherever the pages have been turned to
                self._go(self._asked)
            self._window.bring_up()
            self._look_up()


def run_learn(
    orders: TextIO,
    events: TextIO | None,
    *,
    parts: WindowParts,
    theme: str,
    page: str,
    read: Callable[[], int],
) -> None:
    """The hidden command `_window learn`.

    orders, events: the tray's two pipes; orders known are `show` (to the front, and to `page` where one was
    asked for) and `close`. theme: a WindowTheme. page: where to open, "" for the first. read: today's minutes
    of reps; it is called on a thread of its own, may block, and may raise SoleusError or OSError. Raises
    SoleusError without a display.
    """
    LearnProcess(Window(parts), Teller(events), page, read).run(orders, theme)
