"""The actions window's process: shows what the tray says, and tells it what was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soleus_tray.core.window_messages import WindowEvent, panel_from
from soleus_tray.ui import layout
from soleus_tray.ui.panel.view import PanelView
from soleus_tray.ui.teller import Teller
from soleus_tray.ui.window import Window

if TYPE_CHECKING:
    from typing import TextIO

    from soleus_tray.core.window_messages import Panel
    from soleus_tray.ui.window import WindowParts


class PanelProcess:
    """One actions window from hidden to gone. It leaves with its tray: its buttons would do nothing then."""

    def __init__(self, window: Window, teller: Teller) -> None:
        self._window = window
        self._tell = teller
        self._view: PanelView | None = None

    def run(self, orders: TextIO, panel: Panel | None) -> None:
        """Show the panel, or wait hidden for the tray's `show`; returns when the window is gone."""
        self._window.open("Soleus")
        self._window.listen(orders, self._on_order, self._window.root.destroy)
        if panel is not None:
            self._show(panel)
        elif not self._window.order_waiting(orders):
            self._tell(WindowEvent("ready"))
        self._window.root.mainloop()
        self._tell(WindowEvent("closed"))

    def _on_order(self, order: dict[str, Any]) -> None:
        if order["order"] == "close":
            self._window.root.destroy()
        elif order["order"] in ("show", "update"):
            panel = panel_from(order["content"])
            if self._view is None:
                self._show(panel)
            else:
                self._update(panel)
                if order["order"] == "show":
                    self._window.bring_up()

    def _show(self, panel: Panel) -> None:
        window = self._window
        window.dress(panel.theme)
        self._view = PanelView(window, self._act)
        window.root.bind("<Escape>", lambda _event: window.root.destroy())
        window.root.bind("<Button-1>", lambda _event: window.root.focus_set())
        self._view.canvas.bind("<Map>", lambda _event: self._tell(WindowEvent("mapped")))
        window.show(layout.WIDTH, self._view.show(panel))
        if not window.drawn:
            window.when_drawn(self._view.redraw)

    def _update(self, panel: Panel) -> None:
        assert self._view is not None  # noqa: S101 - only called once shown
        self._window.resize(layout.WIDTH, self._view.show(panel))

    def _act(self, action: str) -> None:
        self._tell(WindowEvent("action", action=action))


def run_panel(
    orders: TextIO, events: TextIO | None, *, parts: WindowParts, panel: Panel | None = None
) -> None:
    """The hidden command `_window panel`; the arguments are those of `run_session_window`.

    Raises SoleusError without a display.
    """
    PanelProcess(Window(parts), Teller(events)).run(orders, panel)
