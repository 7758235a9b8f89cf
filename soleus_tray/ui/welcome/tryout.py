"""Twenty seconds of a real set, guided by the session window's own presenter. No tkinter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.window_messages import SetRequest, WindowEvent
from soleus_tray.ui.session.presenter import SessionPresenter

if TYPE_CHECKING:
    from soleus_tray.core.facts import Fact
    from soleus_tray.ports.clock import Clock
    from soleus_tray.ui.session.picture import Picture

SECONDS, GET_READY = 20, 5
_REQUEST = SetRequest(
    source="window",
    pace="steady",
    seconds=SECONDS,
    reps=None,
    get_ready=GET_READY,
    theme="light",
    sets_today=0,
)


class _Nowhere:
    """A journal that keeps nothing: a try-out is no set, and no one's first reps should be counted."""

    def append(self, *facts: Fact) -> None:
        """Let it go."""


def _to_nobody(_: WindowEvent) -> None:
    """The tray has no part in it either: its hour goes on."""


class TryOut:
    """One try-out, from its countdown to its last rep."""

    def __init__(self, clock: Clock, *, still: bool = False) -> None:
        request = replace(_REQUEST, still=still)
        self._presenter = SessionPresenter(request, clock, _Nowhere(), _to_nobody, lambda: bytes(10))

    def picture(self) -> Picture:
        """What the session window would show now."""
        return self._presenter.picture()

    def wait(self) -> float | None:
        """Seconds until that may look different."""
        return self._presenter.wait()

    @property
    def over(self) -> bool:
        """Whether the last rep is done, as of the last picture."""
        return self._presenter.session.stage == "over"
