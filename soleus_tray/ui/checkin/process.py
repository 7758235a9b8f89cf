"""The check-in window's process: it keeps the answers by itself, and reads the last days on a thread."""

from __future__ import annotations

import threading
import traceback
from typing import TYPE_CHECKING, Any

from soleus_tray.core.day import local_date
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.core.window_messages import WindowEvent
from soleus_tray.ui import layout
from soleus_tray.ui.checkin.presenter import CheckInPresenter
from soleus_tray.ui.checkin.signs import last_days
from soleus_tray.ui.checkin.view import CheckInView
from soleus_tray.ui.form.page import own_the_clicks
from soleus_tray.ui.teller import Teller
from soleus_tray.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from soleus_tray.core.facts import CheckInFact
    from soleus_tray.ports.clock import Clock
    from soleus_tray.ports.journal import Journal
    from soleus_tray.ui.window import WindowParts

    Recent = Callable[[], Sequence[CheckInFact]]

_POLL_MS = 50


class CheckInProcess:
    """One window from hidden to gone. All on the main thread, in tkinter's loop, but for the reading."""

    def __init__(
        self,
        window: Window,
        presenter: CheckInPresenter,
        tell: Teller,
        *,
        clock: Clock,
        recent: Recent,
        open_safety: Callable[[], None],
    ) -> None:
        self._window = window
        self._presenter = presenter
        self._tell = tell
        self._clock = clock
        self._recent = recent
        self._open_safety = open_safety
        self._view: CheckInView
        self._facts: Sequence[CheckInFact] | None = None
        self._alone = False

    def run(self, orders: TextIO, theme: str) -> None:
        """Show the window; returns when it is gone."""
        window = self._window
        window.open(_("Soleus: check-in"), typed_in=True)
        window.listen(orders, self._on_order, self._on_end)
        window.dress(theme)
        self._view = CheckInView(window, self._act, self._presenter.answer)
        self._bind()
        window.show(layout.WIDTH, layout.HEIGHT)
        if not window.drawn:
            window.when_drawn(self._view.repaint)
        window.root.mainloop()
        self._tell(WindowEvent("closed"))

    def _bind(self) -> None:
        root = self._window.root
        root.protocol("WM_DELETE_WINDOW", lambda: self._act("not today"))
        for key, name in (("Escape", "Escape"), ("Return", "Return"), ("KP_Enter", "Return")):
            root.bind(f"<{key}>", lambda _event, name=name: self._key(name))  # type: ignore[misc]
        own_the_clicks(root)
        self._view.page.canvas.bind("<Map>", lambda _event: self._on_map())

    def _on_map(self) -> None:
        self._view.page.canvas.unbind("<Map>")
        self._tell(WindowEvent("mapped"))
        threading.Thread(target=self._read, name="record", daemon=True).start()
        self._look()

    def _read(self) -> None:
        """On a thread, since a record in use elsewhere is waited for."""
        try:
            self._facts = self._recent()
        except SoleusError:
            self._facts = ()  # the days before are an extra: without them the window asks all the same
        except Exception:
            traceback.print_exc()  # the tray's log has this process's standard error
            self._facts = ()

    def _look(self) -> None:
        """Draw the last days once they are read."""
        if self._facts is None:
            self._window.root.after(_POLL_MS, self._look)
            return
        now = self._clock.read()
        self._view.show_bars(last_days(self._facts, local_date(now.wall, now.utc_offset)))

    def _on_order(self, order: dict[str, Any]) -> None:
        if order["order"] == "show":
            self._window.bring_up()
        elif order["order"] == "close":
            self._window.root.destroy()

    def _on_end(self) -> None:
        self._alone = True

    def _key(self, name: str) -> None:
        self._presenter.key(name)
        self._after()

    def _act(self, action: str) -> None:
        self._presenter.act(action)
        self._after()

    def _after(self) -> None:
        presenter = self._presenter
        if not presenter.closed:
            self._view.show_problem(presenter.problem)
        elif presenter.sudden:
            # A tray that went a moment ago is heard of first.
            self._window.root.withdraw()
            self._window.root.after(_POLL_MS, self._leave_for_safety)
        else:
            self._window.root.destroy()

    def _leave_for_safety(self) -> None:
        """The tray opens the safety page; where it is gone, this does."""
        if self._alone:
            self._open_safety()
        self._window.root.destroy()


def run_checkin(
    orders: TextIO,
    events: TextIO | None,
    *,
    parts: WindowParts,
    theme: str,
    journal: Journal,
    clock: Clock,
    entropy: Callable[[], bytes],
    recent: Recent,
    open_safety: Callable[[], None],
) -> None:
    """The hidden command `_window checkin`.

    orders, events: the tray's two pipes; orders known are `show` (come to the front) and `close`. theme: a
    WindowTheme. entropy: ten random bytes for the key. recent: the check-ins of the last fortnight, oldest
    first; called on a thread, may block and may raise SoleusError. open_safety: shows the safety page where
    no tray is there to do so. Raises SoleusError without a display.
    """
    tell = Teller(events)
    presenter = CheckInPresenter(journal, clock, tell, entropy)
    process = CheckInProcess(
        Window(parts), presenter, tell, clock=clock, recent=recent, open_safety=open_safety
    )
    process.run(orders, theme)
