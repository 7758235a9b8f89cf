"""The tray icon: a face to show and the gestures it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from soleus_tray.core import pacing

if TYPE_CHECKING:
    from collections.abc import Callable

Shape = Literal["sitting", "due", "exercising", "quiet", "held", "snoozed", "away", "paused"]


@dataclass(frozen=True, slots=True)
class IconKey:
    """Names one drawn icon."""

    shape: Shape
    step: int = 0
    """How full the ring is, 0 to RING_STEPS (sitting); the position of the mark (exercising); or how high
    the heel is, 0 to QUIET_STEPS - 1 (quiet)."""
    panel: Literal["light", "dark"] = "dark"
    """The kind of panel it is drawn for: dark ink on a light panel, light ink on a dark one."""


RING_STEPS = 24
QUIET_STEPS = pacing.STEPS
"""Pictures of a quiet set: the heel flat, rising, and held."""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One line of the menu; a line whose label is "-" is a separator."""

    label: str
    action: str = ""
    """What choosing it asks for, in the words of app.commands ("begin", "snooze 600"); "" asks nothing."""
    checked: bool | None = None
    """None: no mark; otherwise a check (or radio) mark, on or off."""
    radio: bool = False
    enabled: bool = True
    default: bool = False
    submenu: tuple[MenuLine, ...] = ()


SEPARATOR = MenuLine("-")


@dataclass(frozen=True, slots=True)
class Face:
    """All the tray shows at one moment."""

    icon: IconKey
    title: str
    """The tooltip: one line of words."""
    menu: tuple[MenuLine, ...]


class Tray(Protocol):
    """A place on the desktop for the icon.

    `run` is called once, on the main thread, and blocks until `stop`. `show` and `stop` may be called from
    any thread and never block for longer than a local socket write. Gestures arrive through the `on_action`
    callable given at construction (on the tray's own thread: it must only post).
    """

    backend: str

    @property
    def visible(self) -> bool:
        """Whether some tray is known to show the icon now."""
        ...

    @property
    def keeps_up(self) -> bool:
        """Whether a picture that changes a few times a second is seen to change; False while not visible."""
        ...

    def run(self, ready: Callable[[], None]) -> None:
        """Show the icon, call `ready` once it was offered, and serve gestures until `stop`."""
        ...

    def show(self, face: Face) -> None:
        """Show this face from now on; only what changed is sent."""
        ...

    def stop(self) -> None:
        """Take the icon away and let `run` return."""
        ...
