"""Learn on screen: topics at the side, the open page, which scrolls. Only tkinter; decides nothing."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.core.content.pages import SAFETY_KEY
from soleus_tray.core.text import _
from soleus_tray.ui import layout
from soleus_tray.ui.button import PillButton, TextButton
from soleus_tray.ui.learn import topics
from soleus_tray.ui.learn.column import Column
from soleus_tray.ui.learn.topics import Topics
from soleus_tray.ui.palette import palette
from soleus_tray.ui.scrollbar import Scrollbar

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.learn.presenter import Picture
    from soleus_tray.ui.window import Window

WIDTH, HEIGHT = 680, layout.HEIGHT
LEAST = (400, 376)
"""So much has to have room for the window to be drawn as large as the user wants it; pages scroll."""
TOP, TITLE_GAP, MARGIN, END_GAP = 32, 20, 32, 24
FOOTER = 72
BUTTON_WIDTH = 104
STEP = 48
"""Of the wheel and the arrow keys."""


class LearnView:
    """The widgets of the window.

    size: width and height at 100 %, at most WIDTH x HEIGHT: where that is narrow, the list at the side is
    left out, and Safety stands between the buttons.
    """

    def __init__(
        self,
        window: Window,
        size: tuple[float, float],
        go: Callable[[str], None],
        turn: Callable[[int], None],
    ) -> None:
        self._window = window
        self.width, self.height = size
        self._go = go
        self._turn = turn
        self._colours = palette(window.theme)
        self.canvas = self._canvas(window.root)
        self.canvas.pack(fill="both", expand=True)
        self._shown: Picture | None = None
        wide = self.width >= WIDTH
        self._side = topics.WIDTH if wide else 0
        self._topics = Topics(window, self.canvas, self.height, go) if wide else None
        self._lay_page()
        self._lay_footer()

    def _canvas(self, parent: tk.Misc) -> tk.Canvas:
        return tk.Canvas(parent, background=self._colours.paper, borderwidth=0, highlightthickness=0)

    def _lay_page(self) -> None:
        px, high = self._window.px, self.height - FOOTER
        room = self.width - self._side
        self._page = self._canvas(self.canvas)
        self._page.configure(yscrollincrement=1, yscrollcommand=self._scrolled)
        self._page.place(x=px(self._side), y=0, width=px(self.width) - px(self._side), height=px(high))
        self._column = Column(self._window, self._page, MARGIN, room - 2 * MARGIN, self._go)
        self._bar = Scrollbar(self._window, self.canvas, self._page.yview_moveto)
        self._bar.place(self.width, 0, high)
        line = max(1, px(1))
        self._edge = self.canvas.create_rectangle(
            px(self._side), px(high), px(self.width), px(high) + line, fill=self._colours.line, width=0
        )

    def _lay_footer(self) -> None:
        px, y = self._window.px, self.height - FOOTER + 16
        self._back = PillButton(self._window, self.canvas, "quiet", BUTTON_WIDTH, lambda: self._turn(-1))
        self._next = PillButton(self._window, self.canvas, "main", BUTTON_WIDTH, lambda: self._turn(1))
        self._back.say(_("Back"))
        self._next.say(_("Next"))
        left = self._side + MARGIN
        self._places = {self._back: left, self._next: self.width - MARGIN - BUTTON_WIDTH}
        for button in self._places:
            button.lift()  # Tab comes here after the page
        self._footer_y = px(y)
        if self._topics is None:
            safety = TextButton(self._window, self.canvas, _("Safety"), lambda: self._go(SAFETY_KEY))
            safety.place(x=px(self.width / 2), y=px(y + layout.BUTTON_HEIGHT / 2), anchor="center")

    def show(self, picture: Picture) -> None:
        """Make the window look like this; a page that is merely told more stays where it was scrolled."""
        if picture != self._shown:
            same = self._shown is not None and self._shown.page.key == picture.page.key
            self._lay(picture, self._page.canvasy(0) if same else 0.0)

    def _lay(self, picture: Picture, top: float) -> None:
        """Draw it all, with this place of the page (in real pixels) at the top."""
        self._shown = picture
        if self._topics is not None:
            self._topics.show(picture)
        whole = self._draw(picture)
        self._page.configure(scrollregion=(0, 0, self._window.px(self.width - self._side), whole))
        self._page.yview_moveto(top / whole)
        for button, hidden in ((self._back, picture.first), (self._next, picture.last)):
            self._place(button, hidden=hidden)

    def _draw(self, picture: Picture) -> int:
        """Draw the page anew; how high it is, in real pixels."""
        px = self._window.px
        self._column.clear()
        y = self._column.title(picture.page.title, px(TOP)) + px(TITLE_GAP)
        y = self._column.rows(picture.page.rows, y) + px(END_GAP)
        return max(y, px(self.height - FOOTER))

    def _place(self, button: PillButton, *, hidden: bool) -> None:
        px = self._window.px
        if hidden:
            if button.focus_get() is button:
                self._window.root.focus_set()
            button.place_forget()
            return
        button.place(
            x=px(self._places[button]),
            y=self._footer_y,
            width=px(BUTTON_WIDTH),
            height=px(layout.BUTTON_HEIGHT),
        )

    def redraw(self) -> None:
        """The pictures have been drawn meanwhile: show the page again, with them."""
        for button in self._places:
            button.paint()
        if self._shown is not None:
            self._lay(self._shown, self._page.canvasy(0))

    def scroll(self, steps: int) -> None:
        """Move the page so many steps down."""
        self._page.yview_scroll(steps * self._window.px(STEP), "units")

    def leaf(self, direction: int) -> bool:
        """Move the page by almost what is seen of it; False at its end, where nothing moves."""
        before = self._page.yview()
        self._page.yview_scroll(direction * self._window.px(self.height - FOOTER - STEP), "units")
        return self._page.yview() != before

    def to(self, share: float) -> None:
        """Show this place of the page, 0 its top and 1 its end."""
        self._page.yview_moveto(share)

    def _scrolled(self, first: float, last: float) -> None:
        """Let the edge and the bar follow the page."""
        top, bottom = float(first), float(last)  # Tk gives text
        self.canvas.itemconfigure(self._edge, state="normal" if bottom < 1 else "hidden")
        self._bar.show(top, bottom)
