"""What a window shows and where, told to a file for the layout check: SOLEUS_TRAY_LAYOUT names it.

Loaded only with that variable set. The file is JSON, a list with an object for each text, picture, canvas
and top level, the lowest first, in pixels of the screen; it is written anew several times a second, each
time whole.
"""

from __future__ import annotations

import json
import os
import tkinter as tk
from tkinter.font import Font
from typing import TYPE_CHECKING

from soleus_tray.ui.layout import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

VARIABLE = "SOLEUS_TRAY_LAYOUT"
AGAIN_MS = 150


def keep_telling(root: tk.Tk, path: str) -> None:
    """Write the file now and from time to time, for as long as the window lives."""
    seen = [item for top in _tops(root) for item in _of_widget(top, _box(top))]
    part = f"{path}.part"
    with open(part, "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(seen, file)
    os.replace(part, path)  # noqa: PTH105
    root.after(AGAIN_MS, keep_telling, root, path)


def _tops(root: tk.Tk) -> Iterator[tk.Misc]:
    for widget in (root, *root.winfo_children()):
        if widget.winfo_viewable() and widget.winfo_toplevel() is widget:
            yield widget


def _of_widget(widget: tk.Misc, inside: list[int]) -> Iterator[dict[str, Any]]:
    """The widget and all in it; `inside` is the box of its top level."""
    if widget.winfo_toplevel() is widget:
        yield {"kind": "window", "box": inside}
    if isinstance(widget, tk.Canvas):
        yield {"kind": "cover", "box": _box(widget)}
        yield from _of_canvas(widget, inside)
    elif isinstance(widget, tk.Label):
        yield from _of_label(widget, inside)
    for child in widget.winfo_children():
        if child.winfo_viewable() and child.winfo_toplevel() is not child:
            yield from _of_widget(child, inside)


def _of_canvas(canvas: tk.Canvas, inside: list[int]) -> Iterator[dict[str, Any]]:
    left = canvas.winfo_rootx() - round(canvas.canvasx(0))
    top = canvas.winfo_rooty() - round(canvas.canvasy(0))
    scrolls = bool(canvas.cget("scrollregion"))
    for item in canvas.find_all():
        kind, corners = str(canvas.type(item)), canvas.bbox(item)
        if kind not in {"text", "image"} or not corners or _told(canvas, item, "state") == "hidden":
            continue
        if PIECE in canvas.gettags(item):
            continue
        box = [left + corners[0], top + corners[1], left + corners[2], top + corners[3]]
        text = _told(canvas, item, "text") if kind == "text" else ""
        if text.strip() or kind == "image":
            yield {
                "kind": kind, "text": text, "box": box, "clip": _box(canvas), "scrolls": scrolls,
                "window": inside,
            }  # fmt: skip


def _told(canvas: tk.Canvas, item: int, option: str) -> str:
    return str(canvas.tk.call(str(canvas), "itemcget", item, f"-{option}"))


def _of_label(label: tk.Label, inside: list[int]) -> Iterator[dict[str, Any]]:
    """Its words in the middle of it, as a button's are; where lines are broken, as large as it asks to be."""
    words = str(label.cget("text"))
    if not words.strip():
        return
    font = Font(root=label, font=label.cget("font"))
    if int(str(label.cget("wraplength"))):
        wide, high = label.winfo_reqwidth(), label.winfo_reqheight()
    else:
        lines = words.split("\n")
        wide, high = max(map(font.measure, lines)), font.metrics("linespace") * len(lines)
    clip = _box(label)
    left, top = (clip[0] + clip[2] - wide) // 2, (clip[1] + clip[3] - high) // 2
    yield {
        "kind": "text", "text": words, "box": [left, top, left + wide, top + high], "clip": clip,
        "scrolls": False, "window": inside,
    }  # fmt: skip


def _box(widget: tk.Misc) -> list[int]:
    left, top = widget.winfo_rootx(), widget.winfo_rooty()
    return [left, top, left + widget.winfo_width(), top + widget.winfo_height()]
