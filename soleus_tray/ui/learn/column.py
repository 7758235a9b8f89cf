"""Draws a page's rows below each other: paragraphs with air between lines, lists, cards. Only tkinter."""

from __future__ import annotations

import tkinter as tk
from tkinter.font import Font
from typing import TYPE_CHECKING, NamedTuple

from soleus_tray.core.content.pages import Bars, Item, Panel, Picture, Text
from soleus_tray.core.content.plain import tied
from soleus_tray.ui import layout
from soleus_tray.ui.card import lay_card
from soleus_tray.ui.form.link import Link as LinkButton
from soleus_tray.ui.learn.wrapping import lines_of
from soleus_tray.ui.palette import palette
from soleus_tray.ui.shapes import pill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soleus_tray.core.content.pages import Link, Row, Style
    from soleus_tray.ui.window import Window

LEADING = 1.25
"""Between the tops of two lines, in heights of the font's own line."""
GAP, SMALL_GAP = 16, 6
PANEL_GAP, INSET = 12, 16
MARK_WIDTH, NUMBER_WIDTH = 16, 28
BAR_WIDTH = 4
CAPTION_WIDTH, CAPTION_GAP = 96, 10
BAR_LEFT, BAR_GAP, AMOUNT_WIDTH = 128, 10, 64
TITLE_SIZE = 24


class Look(NamedTuple):
    """How a style is written."""

    size: float
    weight: str
    colour: str
    """A name of the palette's."""


LOOKS: dict[Style, Look] = {
    "lead": Look(15, "normal", "ink"),
    "body": Look(layout.TEXT_SIZE, "normal", "ink"),
    "strong": Look(layout.TEXT_SIZE, "bold", "ink"),
    "alarm": Look(layout.TEXT_SIZE, "bold", "coral_text"),
    "quiet": Look(layout.LABEL_SIZE, "normal", "quiet"),
    "small": Look(layout.SMALL_SIZE, "normal", "quiet"),
    "dose": Look(layout.LABEL_SIZE, "bold", "teal_text"),
}


class Column:
    """A column of a canvas; heights and places down are in real pixels, the rest in pixels at 100 %."""

    def __init__(
        self, window: Window, canvas: tk.Canvas, left: float, width: float, follow: Callable[[str], None]
    ) -> None:
        self._window = window
        self._canvas = canvas
        self._left = left
        self._width = width
        self._follow = follow
        self._colours = palette(window.theme)
        self._fonts: dict[tuple[float, str], Font] = {}
        self._images: list[tk.PhotoImage] = []
        self._buttons: list[tk.Widget] = []

    def clear(self) -> None:
        """Take everything away."""
        self._canvas.delete("all")
        for button in self._buttons:
            button.destroy()
        self._images, self._buttons = [], []

    def title(self, words: str, y: int) -> int:
        """Write the page's title with its top at y; where it ends."""
        return self._write(words, y, Look(TITLE_SIZE, "bold", "ink"), self._left, self._width)

    def rows(self, rows: Sequence[Row], y: int) -> int:
        """Draw them all from y on; where the last ends."""
        before: Row | None = None
        for row in rows:
            y = self._row(row, y + self._gap(before, row))
            before = row
        return y

    def _gap(self, before: Row | None, row: Row) -> int:
        if before is None:
            return 0
        if isinstance(row, Panel):
            return self._window.px(PANEL_GAP)
        both_items = isinstance(row, Item) and isinstance(before, Item)
        both_small = _is_small(row) and _is_small(before)
        return self._window.px(PANEL_GAP if both_items else SMALL_GAP if both_small else GAP)

    def _row(self, row: Row, y: int) -> int:
        if isinstance(row, Text):
            return self._text(row, y, self._left, self._width)
        if isinstance(row, Item):
            return self._item(row, y, self._left, self._width)
        if isinstance(row, Panel):
            return self._panel(row, y)
        if isinstance(row, Bars):
            return self._bars(row, y)
        return self._picture(row, y) if isinstance(row, Picture) else self._link(row, y)

    def _text(self, row: Text, y: int, left: float, width: float) -> int:
        return self._write(row.words, y, LOOKS[row.style], left, width)

    def _item(self, row: Item, y: int, left: float, width: float) -> int:
        """A line of a list, its mark before it."""
        numbered = row.mark.isdigit()
        inset = NUMBER_WIDTH if numbered else MARK_WIDTH
        mark = Look(layout.TEXT_SIZE, "bold" if numbered else "normal", "teal_text" if numbered else "quiet")
        self._write(row.mark, y, mark, left, inset)
        return self._write(row.words, y, LOOKS["body"], left + inset, width - inset)

    def _panel(self, panel: Panel, y: int) -> int:
        """A card around its rows."""
        px, top = self._window.px, y
        inset = INSET + (BAR_WIDTH + 8 if panel.urgent else 0)
        left, width = self._left + inset, self._width - inset - INSET
        y += px(INSET - 2)
        before: Text | Item | None = None
        for row in panel.rows:
            y += self._inner_gap(before, row)
            write = self._text if isinstance(row, Text) else self._item
            y, before = write(row, y, left, width), row  # type: ignore[arg-type]
        bottom = y + px(INSET - 2)
        self._card(top, bottom)
        if panel.urgent:
            self._bar(top, bottom)
        return bottom

    def _inner_gap(self, before: Text | Item | None, row: Text | Item) -> int:
        if before is None:
            return 0
        same_list = isinstance(before, Item) and isinstance(row, Item)
        small = _is_small(before) and _is_small(row)
        return self._window.px(2 if small else 5 if same_list else 8)

    def _card(self, top: int, bottom: int) -> None:
        scale, tag = self._window.scale, f"card-{top}"
        box = (self._left, top / scale, self._left + self._width, bottom / scale)
        lay_card(self._window, self._canvas, box, tag)
        self._canvas.tag_lower(tag)

    def _bar(self, top: int, bottom: int) -> None:
        """A mark of urgency along the card's edge: it is told by shape, too."""
        px, colours = self._window.px, self._colours
        height = bottom - top - 2 * px(INSET)
        data = pill(px(BAR_WIDTH), height, colours.coral, colours.surface)
        image = tk.PhotoImage(master=self._canvas, data=data, format="ppm")
        self._images.append(image)  # Tk itself holds none
        self._canvas.create_image(px(self._left + INSET), top + px(INSET), image=image, anchor="nw")

    def _picture(self, row: Picture, y: int) -> int:
        """The drawing, whose place is kept until it is there, and its captions, beside it or below."""
        px = self._window.px
        image = self._window.image(row.name)
        if image is not None:
            self._canvas.create_image(px(self._left), y, image=image, anchor="nw")
        left, width = self._left + layout.LEARN_WIDTH + GAP, self._width - layout.LEARN_WIDTH - GAP
        bottom = y + px(layout.LEARN_HEIGHT)
        if width < CAPTION_WIDTH:
            return self._captions(row.captions, bottom + px(SMALL_GAP), self._left, self._width)
        return max(bottom, self._captions(row.captions, y, left, width))

    def _captions(self, captions: Sequence[str], y: int, left: float, width: float) -> int:
        px = self._window.px
        for caption in captions:
            y = self._write(caption, y, LOOKS["small"], left, width) + px(CAPTION_GAP)
        return y - px(CAPTION_GAP)

    def _bars(self, row: Bars, y: int) -> int:
        """A card with a bar for each amount."""
        px, top = self._window.px, y
        y = self._write(row.title, y + px(INSET), LOOKS["quiet"], self._left + INSET, self._width - 2 * INSET)
        y += px(CAPTION_GAP - BAR_GAP)
        for place, (name, share, amount) in enumerate(row.bars):
            colour = self._colours.teal if place else self._colours.coral
            y = self._amount(name, share, amount, y + px(BAR_GAP), colour)
        bottom = y + px(INSET)
        self._card(top, bottom)
        return bottom

    def _amount(self, name: str, share: float, amount: str, y: int, colour: str) -> int:
        """Name, bar and amount in one line."""
        px, left = self._window.px, self._left + INSET
        start, end = (
            left + BAR_LEFT,
            left + BAR_LEFT + (self._width - 2 * INSET - BAR_LEFT - AMOUNT_WIDTH) * share,
        )
        bottom = self._write(name, y, LOOKS["body"], left, BAR_LEFT - 8)
        self._write(amount, y, LOOKS["strong"], end + 8, AMOUNT_WIDTH)
        high = self._font(layout.TEXT_SIZE, "normal").metrics("linespace")
        box = (px(start), y + round(high * 0.15), px(end), y + round(high * 0.85))
        self._canvas.create_rectangle(box, fill=colour, width=0)
        return bottom

    def _link(self, row: Link, y: int) -> int:
        px = self._window.px
        button = LinkButton(self._window, self._canvas, row.words, lambda: self._follow(row.page))
        button.configure(foreground=self._colours.teal_text)
        self._buttons.append(button)
        # Its words, not its edge, stand in line with the others.
        self._canvas.create_window(px(self._left - 8), y, window=button, anchor="nw")
        return y + button.winfo_reqheight()

    def _write(self, words: str, y: int, look: Look, left: float, width: float) -> int:
        """Write a paragraph with its top at y; where its last line ends."""
        font, x = self._font(look.size, look.weight), self._window.px(left)
        colour: str = getattr(self._colours, look.colour)
        step = round(font.metrics("linespace") * LEADING)
        for line in lines_of(tied(words), self._window.px(width), font.measure):
            self._canvas.create_text(x, y, text=line, font=font, fill=colour, anchor="nw")
            y += step
        return y - step + font.metrics("linespace")

    def _font(self, size: float, weight: str) -> Font:
        key = (size, weight)
        if key not in self._fonts:
            self._fonts[key] = Font(root=self._canvas, font=self._window.font(size, weight))
        return self._fonts[key]


def _is_small(row: Row | None) -> bool:
    return isinstance(row, Text) and row.style == "small"
