"""The last screen's lower half: today's count, the week as bars, and what may be answered or done, or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.text import _
from soleus_tray.ui import layout
from soleus_tray.ui.card import lay_card
from soleus_tray.ui.form.chips import ChipRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.form.page import Page
    from soleus_tray.ui.session.picture import Question, Summary

_TAG = "summary"
_END = 4
"""Height of a bar's round end."""
_INSIDE = 280
"""The width of what stands on a card."""
_ROOMS = {1: 152, 2: 264, 3: 280}
"""The width of so many equal answers in a row, gaps included."""
Box = tuple[int, int, int, int]


class SummaryView:
    """Drawn once per set; `hide` takes it all away."""

    def __init__(self, page: Page, act: Callable[[str], None]) -> None:
        self._page, self._window, self._canvas = page, page.window, page.canvas
        self._act = act
        self._shown: Summary | None = None
        self._chips: dict[str, ChipRow] = {}

    def hide(self) -> None:
        """Take it away."""
        if self._shown is not None:
            self._canvas.delete(_TAG)
            for chips in self._chips.values():
                chips.destroy()
            self._chips.clear()
            self._shown = None

    def show(self, summary: Summary) -> bool:
        """Draw it, unless this one is already there; answers whether it was drawn."""
        if self._already(summary):
            self._shown = summary
            return False
        focused = next((name for name, chips in self._chips.items() if chips == self._canvas.focus_get()), "")
        self.hide()
        self._shown = summary
        middle = layout.WIDTH / 2
        self._page.text(summary.counts, middle, layout.COUNT_Y, size=layout.LABEL_SIZE, tag=_TAG)
        if summary.offer is not None:
            self._question("offer", summary.offer, layout.OFFER_CARD)
        elif summary.bars:
            self._bars(summary.bars)
        if summary.effort is not None:
            self._question("effort", summary.effort, layout.EFFORT_CARD)
        self._walk(summary)
        if focused in self._chips:
            self._chips[focused].focus_set()
        return True

    def _already(self, summary: Summary) -> bool:
        """Whether it is on screen; which chip of the effort is chosen, its row shows by itself."""
        shown = self._shown
        if shown is None or (shown.effort is None) != (summary.effort is None):
            return False
        return replace(shown, effort=None) == replace(summary, effort=None)

    def _question(self, name: str, question: Question, box: Box) -> None:
        """Words on a card, and under them the answers."""
        lay_card(self._window, self._canvas, box, _TAG)
        left, top, right, bottom = box
        high = bottom - top - (layout.CHIP_HEIGHT + 24 if question.answers else 16)
        sizes = (layout.LABEL_SIZE, layout.SMALL_SIZE, 11)
        item = self._page.fitted(
            question.text, (left + right) / 2, top + 12, sizes=sizes, high=high, width=_INSIDE, tag=_TAG
        )
        # In the middle of what is free above the answers.
        spare = (high - self._page.height(item)) / 2
        self._canvas.move(item, 0, self._window.px(max(0.0, spare - 4)))
        if question.answers:
            self._lay_chips(name, question.answers, question.chosen, bottom - 12 - layout.CHIP_HEIGHT)

    def _lay_chips(self, name: str, answers: tuple[tuple[str, str], ...], chosen: str, y: float) -> None:
        room = _ROOMS[len(answers)]
        chips = ChipRow(self._window, self._canvas, answers, chosen, self._soon, room=room)
        chips.configure(background=self._page.colours.surface)
        enter_takes(chips)
        self._page.place(chips, (layout.WIDTH - room) / 2, y)
        self._chips[name] = chips

    def _soon(self, action: str) -> None:
        """Act once the row has done with its click: what is shown next may have no such row."""
        self._canvas.after_idle(self._act, action)

    def _walk(self, summary: Summary) -> None:
        """The kind sentence, and the toe lifts where they weren't done yet."""
        left, top, right, bottom = layout.WALK_CARD
        if not summary.toes:
            self._page.text(
                summary.note, (left + right) / 2, (top + bottom) / 2, size=layout.LABEL_SIZE,
                width=_INSIDE, colour=self._page.colours.quiet, tag=_TAG,
            )  # fmt: skip
            return
        self._page.text(
            summary.note, (left + right) / 2, top + 16, size=layout.LABEL_SIZE,
            width=_INSIDE, colour=self._page.colours.quiet, tag=_TAG,
        )  # fmt: skip
        self._lay_chips("toes", summary.toes, "", bottom - 8 - layout.CHIP_HEIGHT)
        self._chips["toes"].configure(background=self._page.colours.paper)

    def _bars(self, bars: tuple[int, ...]) -> None:
        colours = self._page.colours
        left = layout.WIDTH / 2 - 3 * layout.BAR_STEP
        most = max(1, *bars) if len(bars) > 1 else max(1, bars[0])
        for day, letter in enumerate(_("M T W T F S S").split()):
            x = left + day * layout.BAR_STEP
            today = day == len(bars) - 1
            count = bars[day] if day < len(bars) else 0
            self._bar(x, count / most, "today" if today else "past")
            colour = colours.ink if today else colours.quiet
            self._page.text(letter, x, layout.BARS_LABEL_Y, size=layout.SMALL_SIZE, colour=colour, tag=_TAG)

    def _bar(self, x: float, share: float, name: str) -> None:
        """One day's bar; a day without sets is a thin line on the ground."""
        px, colours = self._window.px, self._page.colours
        left, right = px(x - layout.BAR_WIDTH / 2), px(x - layout.BAR_WIDTH / 2) + px(layout.BAR_WIDTH)
        bottom = px(layout.BARS_BOTTOM)
        if not share:
            self._canvas.create_rectangle(
                left, bottom - px(2), right, bottom, width=0, fill=colours.line, tags=_TAG
            )
            return
        top = bottom - max(px(2 * _END), round(px(layout.BARS_BOTTOM - layout.BARS_TOP) * share))
        fill = colours.teal if name == "today" else colours.soft_teal
        self._canvas.create_rectangle(left, top, right, bottom, width=0, fill=fill, tags=_TAG)
        for end, y, anchor in (("top", top, "nw"), ("bottom", bottom, "sw")):
            image = self._window.image(f"bar-{name}-{end}")
            if image is not None:
                self._canvas.create_image(left, y, image=image, anchor=anchor, tags=_TAG)


def enter_takes(chips: ChipRow) -> None:
    """Let Enter take the answer that has the focus, rather than close the window."""

    def taken(_event: object) -> str:
        chips.event_generate("<space>")
        return "break"

    for key in ("<Return>", "<KP_Enter>"):
        chips.bind(key, taken)
