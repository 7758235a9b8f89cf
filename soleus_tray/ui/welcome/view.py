"""The first run on screen: draws Pictures and passes gestures on. Only tkinter; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.text import _
from soleus_tray.ui import layout
from soleus_tray.ui.button import ButtonRow
from soleus_tray.ui.card import lay_card
from soleus_tray.ui.form.link import Link
from soleus_tray.ui.form.page import Page
from soleus_tray.ui.session.dial_view import DialView
from soleus_tray.ui.welcome.hour_view import HourView
from soleus_tray.ui.welcome.presenter import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from soleus_tray.ui.welcome.presenter import Picture
    from soleus_tray.ui.window import Window

MIDDLE = layout.WIDTH // 2
TEXT_Y, TEXT_BOTTOM = 376, 464
CARD_TOP, CARD_BOTTOM = 120, 412
LIST_X, LIST_MARK_X, LIST_INSET = 60, 46, 12
NOTE_Y, NOTE_HEIGHT = 420, 48
DOT_STEP = 16
_STEP, _WORDS = "step", "words"


class WelcomeView:
    """The widgets of one dressed window; `show` draws only what differs from the last picture."""

    def __init__(self, window: Window, act: Callable[[str], None], choose: Callable[..., None]) -> None:
        self._window = window
        self._act = act
        self._choose = choose
        self.page = Page(window)
        self._dial = DialView(window, self.page.canvas)
        self._buttons = ButtonRow(window, self.page.canvas, act)
        self._hour: HourView | None = None
        self._skip: Link | None = None
        self._last: Picture | None = None

    def redraw(self) -> None:
        """The pictures have been drawn meanwhile: show the last moment again, with them."""
        last, self._last = self._last, None
        self._dial.hide()
        self._buttons.repaint()
        if self._hour is not None:
            self._hour.repaint()
        if last is not None:
            self.show(last)
        self._dial.preload()

    def show(self, picture: Picture) -> None:
        """Make the window look like this."""
        last, self._last = self._last, picture
        if picture == last:
            return
        if last is None or picture.step != last.step:
            self._dial.hide()
            self._lay_step(picture)
            # The button that had the focus means something else now: Tab begins anew.
            self._window.root.focus_set()
        self._write(picture, last)
        if picture.dial is not None:
            self._dial.show("legs", picture.dial.height, picture.dial.set_share, picture.dial.phase_share)
        if self._hour is not None and picture.choices is not None:
            self._hour.show(picture.choices, picture.hours_problem, picture.problem)
        self._buttons.show(picture.buttons, layout.LOW_BUTTONS_Y)
        if self._skip is not None:
            self._skip.lift()  # the last stop of Tab

    def _lay_step(self, picture: Picture) -> None:
        """What stays while a step lasts."""
        page = self.page
        page.canvas.delete(_STEP)
        quiet = page.colours.quiet
        page.text(
            _("Soleus"),
            layout.MARGIN,
            layout.HEADER_Y,
            size=layout.SMALL_SIZE,
            colour=quiet,
            anchor="w",
            tag=_STEP,
        )
        self._lay_dots(STEPS.index(picture.step))
        self._lay_skip(picture.skip)
        if picture.lines:
            self._lay_list(picture)
        if self._hour is not None:
            self._hour.destroy()
            self._hour = None
        if picture.choices is not None:
            self._hour = HourView(self._window, page, picture.choices, self._choose)

    def _lay_dots(self, now: int) -> None:
        for place in range(len(STEPS)):
            state = "now" if place == now else "done" if place < now else "later"
            x = MIDDLE + (place - (len(STEPS) - 1) / 2) * DOT_STEP
            self.page.image(f"dot-{state}", x, layout.HEADER_Y, tag=_STEP)

    def _lay_skip(self, words: str) -> None:
        if self._skip is not None:
            self._skip.destroy()
            self._skip = None
        right = layout.WIDTH - layout.MARGIN
        if not words:
            hint, size, quiet = _("Esc skips"), layout.SMALL_SIZE, self.page.colours.quiet
            self.page.text(hint, right, layout.HEADER_Y, size=size, colour=quiet, anchor="e", tag=_STEP)
            return
        self._skip = Link(self._window, self.page.canvas, words, lambda: self._act("skip"))
        px = self._window.px
        self._skip.place(x=px(right + layout.GAP), y=px(layout.HEADER_Y), anchor="e")

    def _lay_list(self, picture: Picture) -> None:
        """The list on its card, in the largest letters that fit."""
        page, canvas = self.page, self.page.canvas
        lay_card(
            self._window, canvas, (layout.MARGIN, CARD_TOP, layout.WIDTH - layout.MARGIN, CARD_BOTTOM), _STEP
        )
        room = CARD_BOTTOM - CARD_TOP - 2 * LIST_INSET
        for size in (layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10, 9):
            items = [self._line(line, size) for line in picture.lines]
            heights = [page.height(item) for item in items]
            if sum(heights) + 2 * (len(heights) - 1) <= room or size == 9:
                break
            for item in items:
                canvas.delete(item)
        self._spread(items, heights, room)
        page.fitted(
            picture.text, MIDDLE, NOTE_Y, sizes=(layout.SMALL_SIZE, 11, 10), high=NOTE_HEIGHT, tag=_STEP
        )

    def _line(self, words: str, size: float) -> int:
        width = layout.WIDTH - layout.MARGIN - LIST_INSET - LIST_X
        return self.page.text(words, LIST_X, 0, size=size, anchor="nw", width=width, tag=_STEP)

    def _spread(self, items: list[int], heights: list[float], room: float) -> None:
        """Lay the lines below each other with equal gaps, a mark beside each."""
        gap = min(layout.GAP, (room - sum(heights)) / max(1, len(items) - 1))
        y = CARD_TOP + (CARD_BOTTOM - CARD_TOP - sum(heights) - gap * (len(items) - 1)) / 2
        px, canvas = self._window.px, self.page.canvas
        for item, height in zip(items, heights, strict=True):
            canvas.coords(item, px(LIST_X), px(y))
            self._mark(y + 9)
            y += height + gap

    def _mark(self, y: float) -> None:
        side, px = 2.0, self._window.px
        self.page.canvas.create_rectangle(
            px(LIST_MARK_X - side),
            px(y - side),
            px(LIST_MARK_X + side),
            px(y + side),
            width=0,
            fill=self.page.colours.teal,
            tags=_STEP,
        )

    def _write(self, picture: Picture, last: Picture | None) -> None:
        """The words above and below, when one of them changed."""
        if last is not None and _said(last) == _said(picture):
            return
        page, quiet = self.page, self.page.colours.quiet
        page.canvas.delete(_WORDS)
        page.headline(picture.word, layout.WORD_Y, sizes=(layout.WORD_SIZE, 26, 22, 18), tag=_WORDS)
        cue_sizes = (layout.TEXT_SIZE, layout.LABEL_SIZE, layout.SMALL_SIZE, 11)
        page.headline(picture.cue, layout.CUE_Y, sizes=cue_sizes, weight="normal", colour=quiet, tag=_WORDS)
        if picture.text and not picture.lines:
            sizes = (layout.TEXT_SIZE, layout.LABEL_SIZE, layout.SMALL_SIZE, 11)
            page.fitted(picture.text, MIDDLE, TEXT_Y, sizes=sizes, high=TEXT_BOTTOM - TEXT_Y, tag=_WORDS)
        for x, (figure, label) in zip(layout.FIGURE_X, picture.figures, strict=False):
            y = layout.FIGURE_Y + layout.GAP
            page.text(figure, x, y, size=layout.FIGURE_SIZE, weight="bold", tag=_WORDS)
            page.text(label, x, y + 3 * layout.GAP, size=layout.LABEL_SIZE, colour=quiet, tag=_WORDS)


def _said(picture: Picture) -> tuple[Any, ...]:
    return picture.step, picture.word, picture.cue, picture.text, picture.figures
