"""The timeline on screen: a title, and a list that scrolls. Only tkinter; decides nothing."""

from __future__ import annotations

import tkinter as tk
from tkinter.font import Font
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _
from soleus_tray.ui import layout
from soleus_tray.ui.palette import mix, palette
from soleus_tray.ui.scrollbar import Scrollbar
from soleus_tray.ui.shapes import disc
from soleus_tray.ui.why.presenter import Heading, Row

if TYPE_CHECKING:
    from typing import Literal

    from soleus_tray.ui.why.presenter import Mark, Page
    from soleus_tray.ui.window import Window

WIDTH, HEIGHT = 440, layout.HEIGHT
TITLE_Y, ABOUT_Y, LIST_Y = 48, 80, 104
CLOCK_X, MARK_X, WORDS_X = layout.MARGIN, 84, 104
WORDS_WIDTH = WIDTH - WORDS_X - layout.MARGIN
ROW_GAP, DAY_GAP, END_GAP = 8, 16, 24
MARK_RADIUS: dict[Mark, float] = {"due": 5, "done": 5, "held": 5, "plain": 3}
MARK_ROOM = 3
"""Of paper around a mark, so that the line between two stops short of them."""
STEP = 48
"""Of the wheel and the arrow keys."""
ABOUT = N_("Each reminder and each silence, as it was decided.")


class WhyView:
    """The widgets of the timeline window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._colours = palette(window.theme)
        self.canvas = self._canvas(window.root)
        self.canvas.pack(fill="both", expand=True)
        self._list = self._canvas(self.canvas)
        self._list.configure(yscrollincrement=1)
        self._bar = Scrollbar(window, self.canvas, self._to)
        self._list.configure(yscrollcommand=self._scrolled)
        self._line_height = Font(root=window.root, font=window.font(layout.TEXT_SIZE)).metrics("linespace")
        self._marks: dict[Mark, tk.PhotoImage] = {}
        self._shown: Page | None = None
        self._days: list[tuple[int, str]] = []
        self._title()
        self._place()
        self._listen()

    def _canvas(self, parent: tk.Misc) -> tk.Canvas:
        return tk.Canvas(parent, background=self._colours.paper, borderwidth=0, highlightthickness=0)

    def _title(self) -> None:
        px, font, colours = self._window.px, self._window.font, self._colours
        bold = font(layout.FIGURE_SIZE, "bold")
        self._text(self.canvas, (layout.MARGIN, px(TITLE_Y)), _("Why?"), colour=colours.ink, font=bold)
        about, room = _(ABOUT), WIDTH - 2 * layout.MARGIN
        small = self._window.fitting_font(about, room, (layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10))
        self._text(self.canvas, (layout.MARGIN, px(ABOUT_Y)), about, colour=colours.quiet, font=small)
        day = (WIDTH - layout.MARGIN, px(TITLE_Y))
        bold = font(layout.LABEL_SIZE, "bold")
        self._day = self._text(self.canvas, day, "", colour=colours.ink, font=bold, anchor="e")
        self._edge = self.canvas.create_rectangle(
            0, px(LIST_Y) - max(1, px(1)), px(WIDTH), px(LIST_Y), fill=colours.line, width=0
        )

    def _place(self) -> None:
        px = self._window.px
        self._list.place(x=0, y=px(LIST_Y), width=px(WIDTH), height=px(HEIGHT - LIST_Y))
        self._bar.place(WIDTH, LIST_Y, HEIGHT - LIST_Y)

    def _listen(self) -> None:
        root, step = self._window.root, self._window.px(STEP)
        whole = self._window.px(HEIGHT - LIST_Y - STEP)
        for keys, pixels in (
            (("Up", "Button-4"), -step),
            (("Down", "Button-5"), step),
            (("Prior",), -whole),
            (("Next", "space"), whole),
        ):
            for key in keys:
                root.bind(f"<{key}>", lambda _event, pixels=pixels: self._by(pixels))  # type: ignore[misc]
        root.bind("<MouseWheel>", lambda event: self._by(-step if event.delta > 0 else step))
        root.bind("<Home>", lambda _event: self._to(0.0))
        root.bind("<End>", lambda _event: self._to(1.0))

    def show(self, page: Page) -> None:
        """Show the page; one that was at its end stays there, any other where it was."""
        if page == self._shown:
            return
        was_at_end = self._shown is None or not self._shown.rows or self._list.yview()[1] >= 1.0
        kept = self._list.canvasy(0)
        self._list.delete("all")
        self._days = []
        height = self._rows(page) if page.rows else self._words_alone(page)
        whole = max(height, self._window.px(HEIGHT - LIST_Y))
        self._list.configure(scrollregion=(0, 0, self._window.px(WIDTH), whole))
        self._to(1.0 if was_at_end else kept / whole)
        self._shown = page

    def _words_alone(self, page: Page) -> int:
        window, colours, middle = self._window, self._colours, WIDTH // 2
        y, wide = window.px((HEIGHT - LIST_Y) * 2 // 5), WIDTH - 4 * layout.MARGIN
        bold, normal = window.font(layout.TEXT_SIZE, "bold"), window.font(layout.TEXT_SIZE)
        below = (middle, y + window.px(layout.GAP))
        for item in (
            self._text(
                self._list, (middle, y), page.title, colour=colours.ink, font=bold, anchor="s", width=wide
            ),
            self._text(
                self._list, below, page.sentence, colour=colours.quiet, font=normal, anchor="n", width=wide
            ),
        ):
            self._list.itemconfigure(item, justify="center")
        return 0

    def _rows(self, page: Page) -> int:
        """Draw them all; the height they need, in pixels."""
        px = self._window.px
        y, above = px(layout.GAP), None
        for row in page.rows:
            if isinstance(row, Heading):
                y = self._heading(row, y + (px(DAY_GAP) if above is not None or y > px(DAY_GAP) else 0))
                above = None
            else:
                y, above = self._row(row, y, above)
        return y - px(ROW_GAP) + px(END_GAP)

    def _heading(self, heading: Heading, y: int) -> int:
        """Draw it with its top at y; where the next row begins."""
        item = self._text(
            self._list,
            (CLOCK_X, y),
            heading.words,
            colour=self._colours.ink,
            font=self._window.font(layout.LABEL_SIZE, "bold"),
            anchor="nw",
            width=WIDTH - 2 * layout.MARGIN,
        )
        bottom = self._list.bbox(item)[3]
        self._days.append((bottom, heading.words))
        return bottom + self._window.px(ROW_GAP)

    def _row(self, row: Row, y: int, above: int | None) -> tuple[int, int]:
        """Draw it with its top at y, and a line from the mark above; the next one's top, and its own mark."""
        window, colours = self._window, self._colours
        middle = y + self._line_height // 2
        small, normal = window.font(layout.LABEL_SIZE), window.font(layout.TEXT_SIZE)
        if above is not None:
            self._thread(above, middle)
        self._list.create_image(window.px(MARK_X), middle, image=self._mark(row.mark))
        self._text(self._list, (CLOCK_X, middle), row.clock, colour=colours.quiet, font=small)
        ink = colours.quiet if row.quiet else colours.ink
        item = self._text(
            self._list, (WORDS_X, y), row.words, colour=ink, font=normal, anchor="nw", width=WORDS_WIDTH
        )
        return self._list.bbox(item)[3] + window.px(ROW_GAP), middle

    def _thread(self, above: int, below: int) -> None:
        px = self._window.px
        wide = max(1, px(1.5))
        left = px(MARK_X) - wide // 2
        item = self._list.create_rectangle(left, above, left + wide, below, fill=self._colours.line, width=0)
        self._list.tag_lower(item)

    def _mark(self, mark: Mark) -> tk.PhotoImage:
        if mark not in self._marks:
            data = self._drawn(mark)
            self._marks[mark] = tk.PhotoImage(master=self._list, data=data, format="ppm")
        return self._marks[mark]

    def _drawn(self, mark: Mark) -> bytes:
        colours, scale = self._colours, self._window.scale
        inks = {
            "due": colours.coral,
            "done": colours.teal,
            "held": colours.quiet,
            "plain": mix(colours.line, colours.quiet, 0.5),
        }
        radius = MARK_RADIUS[mark]
        side = self._window.px(2 * (radius + MARK_ROOM))
        hole = (radius - 1.8) * scale if mark == "held" else 0.0
        return disc(side, radius * scale, inks[mark], colours.paper, hole)

    def _text(
        self,
        canvas: tk.Canvas,
        place: tuple[float, int],
        text: str,
        *,
        colour: str,
        font: tuple[str, int, str],
        anchor: Literal["w", "nw", "n", "s", "e"] = "w",
        width: float = 0,
    ) -> int:
        """Words at x (at 100 %) and y (in pixels), at most `width` wide (at 100 %; 0: one line)."""
        x, y = place
        px = self._window.px
        return canvas.create_text(px(x), y, text=text, fill=colour, font=font, anchor=anchor, width=px(width))

    def _by(self, pixels: int) -> None:
        self._list.yview_scroll(pixels, "units")

    def _to(self, share: float) -> None:
        self._list.yview_moveto(share)

    def _scrolled(self, first: float, last: float) -> None:
        """Let the edge, the bar and the day at the top follow the list."""
        top, bottom = float(first), float(last)  # Tk gives text
        self.canvas.itemconfigure(self._edge, state="normal" if top > 0 else "hidden")
        self._bar.show(top, bottom)
        above = self._list.canvasy(0)
        gone = [words for y, words in self._days if y <= above]
        self.canvas.itemconfigure(self._day, text=gone[-1] if gone else "")
