"""The first run's window process: on its own once it shows, so that a tray that goes takes nothing away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soleus_tray.core.text import _
from soleus_tray.core.window_messages import WindowEvent
from soleus_tray.ui import layout
from soleus_tray.ui.form.page import own_the_clicks
from soleus_tray.ui.teller import Teller
from soleus_tray.ui.welcome.presenter import WelcomePresenter
from soleus_tray.ui.welcome.view import WelcomeView
from soleus_tray.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from soleus_tray.ports.clock import Clock
    from soleus_tray.ui.welcome.choices import Desk
    from soleus_tray.ui.window import WindowParts

_PATIENCE_MS = 3000
"""How long it waits for its pictures to be drawn: nobody has clicked, and a first look is had only once."""


class WelcomeProcess:
    """One window from hidden to gone. All on the main thread, in tkinter's loop."""

    def __init__(self, window: Window, teller: Teller, presenter: WelcomePresenter) -> None:
        self._window = window
        self._tell = teller
        self._presenter = presenter
        self._view: WelcomeView
        self._timer = ""
        self._appeared = False

    def run(self, orders: TextIO, theme: str) -> None:
        """Show the window; returns when it is gone."""
        window = self._window
        window.open(_("Welcome to Soleus"))
        window.listen(orders, self._on_order, lambda: None)
        window.dress(theme)
        self._view = WelcomeView(window, self._act, self._choose)
        self._view.show(self._presenter.picture())
        self._bind()
        if window.drawn:
            self._appear()
        else:
            window.root.after(_PATIENCE_MS, self._appear)
            window.when_drawn(self._dressed)
        window.root.mainloop()
        self._tell(WindowEvent("closed"))

    def _dressed(self) -> None:
        self._view.redraw()
        self._appear()

    def _appear(self) -> None:
        """Come on screen, once."""
        if not self._appeared:
            self._appeared = True
            self._window.show(layout.WIDTH, layout.HEIGHT)

    def _bind(self) -> None:
        root = self._window.root
        root.protocol("WM_DELETE_WINDOW", lambda: self._act("skip"))
        for key, name in (("Escape", "Escape"), ("Return", "Return"), ("KP_Enter", "Return")):
            root.bind(f"<{key}>", lambda _event, name=name: self._key(name))  # type: ignore[misc]
        own_the_clicks(root)
        self._view.page.canvas.bind("<Map>", lambda _event: self._tell(WindowEvent("mapped")))

    def _on_order(self, order: dict[str, Any]) -> None:
        if order["order"] == "show":
            self._window.bring_up()
        elif order["order"] == "close":
            self._window.root.destroy()

    def _key(self, name: str) -> None:
        self._presenter.key(name)
        self._tick()

    def _act(self, action: str) -> None:
        self._presenter.act(action)
        self._tick()

    def _choose(self, **changes: Any) -> None:
        self._presenter.choose(**changes)
        self._tick()

    def _tick(self) -> None:
        """Show the present moment and come back when the next one is due."""
        root = self._window.root
        if self._timer:
            root.after_cancel(self._timer)
            self._timer = ""
        if self._presenter.closed:
            root.destroy()
            return
        self._view.show(self._presenter.picture())
        seconds = self._presenter.wait()
        if seconds is not None:
            self._timer = root.after(max(1, round(seconds * 1000)), self._tick)


def run_welcome(
    orders: TextIO,
    events: TextIO | None,
    *,
    parts: WindowParts,
    theme: str,
    desk: Desk,
    clock: Clock,
    still: Callable[[], bool],
) -> None:
    """The hidden command `_window welcome`.

    orders, events: the tray's two pipes; orders known are `show` (come to the front) and `close`, which
    leaves the first run for another time. theme: a WindowTheme. still: whether motion is reduced. Raises
    SoleusError without a display.
    """
    tell = Teller(events)
    WelcomeProcess(Window(parts), tell, WelcomePresenter(desk, clock, tell, still=still)).run(orders, theme)
