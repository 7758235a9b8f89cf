"""Putting a Face on a pystray icon, sending only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .pystray_base import Menu, MenuItem
from .text import clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...ports.tray import Face, MenuLine
    from .pixmaps import DrawnIcon, IconSource

    OnAction = Callable[[str], None]


class FaceOnIcon:
    """Keeps one pystray icon showing the newest face."""

    def __init__(
        self, icons: IconSource, on_action: OnAction, convert: Callable[[DrawnIcon], Any], clip: int = 0
    ) -> None:
        self._icons, self._on_action = icons, on_action
        self._convert, self._clip = convert, clip
        self._shown: Face | None = None

    def first(self, face: Face) -> dict[str, Any]:
        """Return the arguments for the icon's constructor."""
        self._shown = face
        return {"icon": self._drawn(face), "title": self._title(face), "menu": self._menu(face)}

    def put(self, icon: Any, face: Face) -> None:
        """Bring the icon up to date; may be called on any thread, by one at a time."""
        before, self._shown = self._shown, face
        if before is None or face.icon != before.icon:
            icon.icon = self._drawn(face)
        if before is None or face.title != before.title:
            icon.title = self._title(face)
        if before is None or face.menu != before.menu:
            icon.menu = self._menu(face)

    def _drawn(self, face: Face) -> Any:
        return self._convert(self._icons(face.icon))

    def _title(self, face: Face) -> str:
        return clip(face.title, self._clip) if self._clip else face.title

    def _menu(self, face: Face) -> Menu:
        return build_menu(face.menu, self._on_action)


class Chosen:
    """What choosing a line does; an object, for pystray would look into a function by way of `inspect`."""

    __slots__ = ("_action", "_on_action")

    def __init__(self, on_action: OnAction, action: str) -> None:
        self._on_action, self._action = on_action, action

    def __call__(self, *_: object) -> None:
        """Ask for the line's action, if it has one."""
        if self._action:
            self._on_action(self._action)


def build_menu(lines: tuple[MenuLine, ...], on_action: OnAction) -> Menu:
    """Make a pystray menu of these lines."""
    return Menu(*(_item(line, on_action) for line in lines))


def _item(line: MenuLine, on_action: OnAction) -> MenuItem:
    if line.label == "-":
        return Menu.SEPARATOR
    if line.submenu:
        return MenuItem(line.label, build_menu(line.submenu, on_action), enabled=line.enabled)

    checked = None if line.checked is None else lambda _: bool(line.checked)
    return MenuItem(
        line.label,
        Chosen(on_action, line.action),
        checked=checked,
        radio=line.radio,
        default=line.default,
        enabled=line.enabled,
    )
