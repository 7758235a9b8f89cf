"""Where a Wine icon in the panel's tray can be clicked: Wine cuts its clear pixels out of the window."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from Xlib.display import Display
from Xlib.error import XError
from Xlib.ext import shape

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_ICON = 64


def clickable_spots(display: str) -> list[tuple[int, int]]:
    """The middle of the largest solid piece of each Wine icon inside another program's window, in pixels."""
    with closing(Display(display)) as connection:
        root = connection.screen().root
        inside = [window for top in _children(root) for window in _below(top)]
        return [spot for window in inside if _is_wines(window) for spot in _solid(window, root)]


def _below(window: Any) -> Iterator[Any]:
    for child in _children(window):
        yield child
        yield from _below(child)


def _children(window: Any) -> list[Any]:
    try:
        return list(window.query_tree().children)
    except XError:
        return []  # gone meanwhile


def _is_wines(window: Any) -> bool:
    try:
        return (window.get_wm_class() or ("",))[0] == "explorer.exe"
    except XError:
        return False


def _solid(window: Any, root: Any) -> list[tuple[int, int]]:
    try:
        size = window.get_geometry()
        pieces = window.shape_get_rectangles(shape.SK.Bounding).rectangles
        at = root.translate_coords(window, 0, 0)
    except XError:
        return []
    if not pieces or size.width > LARGEST_ICON:
        return []
    largest = max(pieces, key=lambda piece: piece.width * piece.height)
    return [(at.x + largest.x + largest.width // 2, at.y + largest.y + largest.height // 2)]
