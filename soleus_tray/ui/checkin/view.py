"""The check-in on screen. Only tkinter; it decides nothing, and no colour of it judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.text import _
from soleus_tray.ui import layout
from soleus_tray.ui.button import ButtonRow, PillButton
from soleus_tray.ui.checkin.signs import DAYS, LONGEST_NOTE, SCALED, SUDDEN, VEINS, WORDS
from soleus_tray.ui.form.chips import ChipRow
from soleus_tray.ui.form.field import Field
from soleus_tray.ui.form.page import Page
from soleus_tray.ui.form.scale import Scale, Spots

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from soleus_tray.ui.checkin.signs import Bars
    from soleus_tray.ui.window import Window

MIDDLE, RIGHT = layout.WIDTH // 2, layout.WIDTH - layout.MARGIN
WORD_Y, CUE_Y, PROBLEM_Y = 60, 86, 44
SIGNS_Y, SIGN_STEP, LABEL_HEIGHT = 116, 76, 20
VEINS_Y = SIGNS_Y + SIGN_STEP * len(SCALED)
VEINS_ROOM = 104
NOTE_Y, SUDDEN_Y, BUTTONS_Y = 384, 424, layout.LOW_BUTTONS_Y
CAPTION_Y, CAPTION_SIZE = 110, 11
BAR_STEP, BAR_WIDTH, BARS_HEIGHT = 4, 3, 14
BARS_ROOM = DAYS * BAR_STEP + layout.GAP
_TITLE, _BARS = "title", "bars"


class CheckInView:
    """The widgets of one dressed window."""

    def __init__(self, window: Window, act: Callable[[str], None], answer: Callable[..., None]) -> None:
        self._window = window
        self.page = Page(window)
        canvas = self.page.canvas
        self._header()
        self.show_problem("")
        spots = Spots(window)
        self._scales = [
            self._scale(spots, field, words, SIGNS_Y + place * SIGN_STEP, answer)
            for place, (field, words) in enumerate(SCALED)
        ]
        self._veins = self._veins_row(answer)
        self._note = Field(
            window, canvas, "", _("A note, if you like"), lambda words: answer(note=words), limit=LONGEST_NOTE
        )
        self.page.place(self._note, layout.MARGIN, NOTE_Y)
        self._sudden = PillButton(window, canvas, "hurt", layout.COLUMN, lambda: act("sudden"))
        self._sudden.say(_(SUDDEN))
        self._lay_sudden()
        self._buttons = ButtonRow(window, canvas, act)
        self._buttons.show((("save", _("Save")), ("not today", _("Not today"))), BUTTONS_Y)

    def _header(self) -> None:
        self.page.text(
            _("Soleus · check-in"),
            layout.MARGIN,
            layout.HEADER_Y,
            size=layout.SMALL_SIZE,
            colour=self.page.colours.quiet,
            anchor="w",
        )

    def show_problem(self, problem: str) -> None:
        """The question, or what came between, which takes its place."""
        page = self.page
        page.canvas.delete(_TITLE)
        if problem:
            colour, size = page.colours.coral_text, layout.SMALL_SIZE
            page.text(problem, MIDDLE, PROBLEM_Y, size=size, colour=colour, anchor="n", tag=_TITLE)
            return
        words = _("How are your legs?")
        page.headline(words, WORD_Y, sizes=(layout.FIGURE_SIZE, 22, 18, 16), tag=_TITLE)
        about, quiet = _("Ten seconds, for your own diary"), page.colours.quiet
        sizes = (layout.LABEL_SIZE, layout.SMALL_SIZE, 11)
        page.headline(about, CUE_Y, sizes=sizes, weight="normal", colour=quiet, tag=_TITLE)

    def _scale(self, spots: Spots, field: str, words: str, y: float, answer: Callable[..., None]) -> Scale:
        self._label(_(words), y + LABEL_HEIGHT / 2, layout.COLUMN - BARS_ROOM)
        below = [(value, _(word)) for value, word in WORDS]
        row = Scale(self._window, self.page.canvas, spots, below, lambda value: answer(**{field: value}))
        self.page.place(row, layout.MARGIN, y + LABEL_HEIGHT)
        return row

    def _veins_row(self, answer: Callable[..., None]) -> ChipRow:
        room = layout.COLUMN - BARS_ROOM - layout.GAP - VEINS_ROOM
        self._label(_(VEINS), VEINS_Y + layout.CHIP_HEIGHT / 2, room)
        choices = (("no", _("No")), ("yes", _("Yes")))
        row = ChipRow(
            self._window,
            self.page.canvas,
            choices,
            "",
            lambda value: answer(veins={"no": False, "yes": True}.get(value)),
            room=VEINS_ROOM,
            optional=True,
        )
        self.page.place(row, RIGHT - VEINS_ROOM, VEINS_Y)
        return row

    def _label(self, words: str, y: float, room: float) -> None:
        """A sign's name, left of its bars; on two lines where no size helps."""
        sizes = (layout.TEXT_SIZE, layout.LABEL_SIZE, layout.SMALL_SIZE, 11)
        size = self.page.fitting_size(words, room, sizes)
        self.page.text(words, layout.MARGIN, y, size=size, anchor="w", width=room)

    def _lay_sudden(self) -> None:
        px = self._window.px
        self._sudden.place(
            x=px(layout.MARGIN),
            y=px(SUDDEN_Y),
            width=px(layout.COLUMN),
            height=px(layout.BUTTON_HEIGHT),
        )

    def show_bars(self, bars: Mapping[str, Bars]) -> None:
        """Draw each sign's last days small and quietly beside its name."""
        self.page.canvas.delete(_BARS)
        if not any(value is not None for one in bars.values() for value in one):
            return
        about, quiet = _("last {days} days").format(days=DAYS), self.page.colours.quiet
        self.page.text(about, RIGHT, CAPTION_Y, size=CAPTION_SIZE, colour=quiet, anchor="e", tag=_BARS)
        for place, (field, _words) in enumerate(SCALED):
            bottom = SIGNS_Y + place * SIGN_STEP + LABEL_HEIGHT / 2 + BARS_HEIGHT / 2
            self._strip(bars[field], RIGHT, bottom)
        middle = VEINS_Y + layout.CHIP_HEIGHT / 2
        self._strip(bars["veins"], RIGHT - VEINS_ROOM - layout.GAP, middle + BARS_HEIGHT / 2)

    def _strip(self, bars: Bars, right: float, bottom: float) -> None:
        """Bars on a ground line; a day on which nothing was said is a gap in it."""
        colours, px = self.page.colours, self._window.px
        for ago, value in enumerate(reversed(bars)):
            if value is None:
                continue
            left = px(right - ago * BAR_STEP - BAR_WIDTH)
            top = px(bottom - 2 - value * (BARS_HEIGHT - 2) / 10)
            self.page.canvas.create_rectangle(
                left, top, left + px(BAR_WIDTH), px(bottom), width=0, fill=colours.quiet, tags=_BARS
            )

    def repaint(self) -> None:
        """Paint the faces again, once the pictures are there."""
        self._veins.paint()
        self._note.paint()
        self._sudden.paint()
        self._buttons.repaint()
