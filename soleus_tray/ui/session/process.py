"""The session window's process: hears the tray, shows the set, records it, outlives the tray if need be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soleus_tray.core.window_messages import WindowEvent, request_from
from soleus_tray.ui import layout
from soleus_tray.ui.session.presenter import SessionPresenter
from soleus_tray.ui.session.view import SessionView
from soleus_tray.ui.window import Teller, Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from soleus_tray.core.window_messages import SetRequest
    from soleus_tray.ports.clock import Clock
    from soleus_tray.ports.journal import Journal
    from soleus_tray.ui.window import WindowParts

_FONTS = (
    (layout.WORD_SIZE, "bold"),
    (layout.TEXT_SIZE, "normal"),
    (layout.LABEL_SIZE, "normal"),
    (layout.SMALL_SIZE, "normal"),
)
_UNSEEN_MS = 1000
"""Between two looks at the clock while nobody can see the window; often enough to keep the record fresh."""


class SessionProcess:
    """One window from hidden to gone. All on the main thread, in tkinter's loop."""

    def __init__(
        self, window: Window, teller: Teller, journal: Journal, clock: Clock, entropy: Callable[[], bytes]
    ) -> None:
        self._window = window
        self._tell = teller
        self._journal = journal
        self._clock = clock
        self._entropy = entropy
        self._presenter: SessionPresenter | None = None
        self._view: SessionView
        self._timer = ""
        self._seen = False

    def run(self, orders: TextIO, request: SetRequest | None) -> None:
        """Show the request, or wait hidden for the tray's `show`; returns when the window is gone."""
        self._window.open("Soleus")
        self._window.listen(orders, self._on_order, self._on_end)
        if request is not None:
            self._show(request)
        elif not self._window.order_waiting(orders):
            self._window.warm(_FONTS)
            self._tell(WindowEvent("ready"))
        self._window.root.mainloop()
        self._tell(WindowEvent("closed"))

    def _on_order(self, order: dict[str, Any]) -> None:
        if order["order"] == "show":
            self._asked(request_from(order["content"]))
        elif order["order"] == "close":
            self._close()

    def _on_end(self) -> None:
        """The tray has gone: a hidden window leaves, one that guides a set carries on alone."""
        if self._presenter is None:
            self._window.root.destroy()

    def _asked(self, request: SetRequest) -> None:
        """Show the set that is asked for; a window that shows one comes to the front, and may start anew."""
        if self._presenter is None:
            self._show(request)
            return
        self._presenter.ask(request)
        self._window.bring_up()
        self._tick()

    def _show(self, request: SetRequest) -> None:
        window = self._window
        self._presenter = SessionPresenter(request, self._clock, self._journal, self._tell, self._entropy)
        window.dress(request.theme)
        # Ask for the window first: the window manager frames it while the view is being made.
        window.show(layout.WIDTH, layout.HEIGHT)
        self._view = SessionView(window, self._act)
        self._bind()
        self._view.show(self._presenter.picture())
        if not window.drawn:
            window.when_drawn(self._view.redraw)

    def _bind(self) -> None:
        root = self._window.root
        root.protocol("WM_DELETE_WINDOW", self._close)
        for key in ("space", "Return", "Escape"):
            root.bind(f"<{key}>", lambda _event, key=key: self._key(key))  # type: ignore[misc]
        root.bind("<KP_Enter>", lambda _event: self._key("Return"))
        root.bind("<Button-1>", lambda _event: root.focus_set())
        # The canvas, since a binding of the top level hears of all its children too.
        self._view.canvas.bind("<Map>", lambda _event: self._on_map())
        self._view.canvas.bind("<Unmap>", lambda _event: self._on_unmap())

    def _on_map(self) -> None:
        first, self._seen = not self._seen, True
        if first:
            self._tell(WindowEvent("mapped"))
            self._window.root.after_idle(self._view.preload)
        self._tick()

    def _on_unmap(self) -> None:
        self._seen = False

    def _key(self, name: str) -> None:
        if self._presenter is not None:
            self._presenter.key(name)
            self._tick()

    def _act(self, action: str) -> None:
        if self._presenter is not None:
            self._presenter.act(action)
            self._tick()

    def _close(self) -> None:
        if self._presenter is not None:
            self._presenter.close()
        self._window.root.destroy()

    def _tick(self) -> None:
        """Show the present moment and come back when the next one is due."""
        presenter = self._presenter
        if presenter is None:
            return
        if presenter.closed:
            self._window.root.destroy()
            return
        picture = presenter.picture()
        if self._seen:
            self._view.show(picture)
        self._again_in(presenter.wait())

    def _again_in(self, seconds: float | None) -> None:
        root = self._window.root
        if self._timer:
            root.after_cancel(self._timer)
            self._timer = ""
        if seconds is not None:
            milliseconds = max(1, round(seconds * 1000)) if self._seen else _UNSEEN_MS
            self._timer = root.after(milliseconds, self._tick)


def run_session_window(
    orders: TextIO,
    events: TextIO | None,
    *,
    parts: WindowParts,
    journal: Journal,
    clock: Clock,
    entropy: Callable[[], bytes],
    request: SetRequest | None = None,
) -> None:
    """The hidden command `_window session`.

    orders, events: the tray's two pipes, both text. entropy: ten random bytes for each set's key. request:
    show this at once instead of waiting for the tray's `show`.
    Raises SoleusError without a display, and BadValueError when the request can't be used.
    """
    SessionProcess(Window(parts), Teller(events), journal, clock, entropy).run(orders, request)
