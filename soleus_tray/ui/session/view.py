"""The session window on screen: draws Pictures and passes gestures on. Only tkinter; it decides nothing."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING, Literal

from soleus_tray.ui import layout
from soleus_tray.ui.button import ButtonRow, TextButton
from soleus_tray.ui.palette import palette
from soleus_tray.ui.session.dial_view import DialView
from soleus_tray.ui.session.summary_view import SummaryView

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.cues import Mark
    from soleus_tray.ui.session.picture import Picture
    from soleus_tray.ui.window import Window


_NOTICE_LETTERS = 96


def clipped(notice: str) -> str:
    """What fits on the two lines above the phase word."""
    return notice if len(notice) <= _NOTICE_LETTERS else notice[: _NOTICE_LETTERS - 1].rstrip() + "…"


class SessionView:
    """The widgets of one dressed window; `show` changes only what differs from the last picture."""

    def __init__(self, window: Window, act: Callable[[str], None]) -> None:
        self._window = window
        self._act = act
        self._colours = palette(window.theme)
        self._last: Picture | None = None
        self.canvas = tk.Canvas(
            window.root, background=self._colours.paper, borderwidth=0, highlightthickness=0
        )
        self.canvas.pack(fill="both", expand=True)
        self._dial = DialView(window, self.canvas)
        self._texts: dict[str, int] = {}
        self._said: dict[str, str] = {}
        self._posture: tuple[tuple[str, Mark], ...] = ()
        self._buttons = ButtonRow(window, self.canvas, act)
        self._hurts: TextButton | None = None
        self._summary = SummaryView(window, self.canvas)

    def preload(self) -> None:
        """Load the figures ahead of the first rep."""
        self._dial.preload()

    def redraw(self) -> None:
        """The pictures have been drawn meanwhile: show the last moment again, with them."""
        last, self._last = self._last, None
        self._posture = ()
        self._buttons.repaint()
        self._summary.hide()
        if last is not None:
            self.show(last)
        self.preload()

    def show(self, picture: Picture) -> None:
        """Make the window look like this."""
        if picture == self._last:
            return
        self._show_words(picture)
        self._show_dial(picture)
        self._show_posture(picture.posture)
        self._show_figures(picture.figures)
        self._show_buttons(picture)
        if picture.summary is None:
            self._summary.hide()
        else:
            self._summary.show(picture.summary)
        self._last = picture

    def _show_words(self, picture: Picture) -> None:
        colours, middle = self._colours, layout.WIDTH // 2
        header = clipped(picture.notice) or picture.header
        small, text = layout.SMALL_SIZE, layout.TEXT_SIZE
        self._text("header", header, (layout.MARGIN, layout.HEADER_Y), small, colours.quiet, anchor="w")
        self._text(
            "word", picture.word, (middle, layout.WORD_Y), layout.WORD_SIZE, colours.ink, weight="bold"
        )
        self._text("cue", picture.cue, (middle, layout.CUE_Y), text, colours.quiet)

    def _show_dial(self, picture: Picture) -> None:
        if picture.screen == "summary":
            self._dial.hide()
        else:
            self._dial.show(picture.height, picture.set_share, picture.phase_share)

    def _show_posture(self, posture: tuple[tuple[str, Mark], ...]) -> None:
        if posture == self._posture:
            return
        self.canvas.delete("posture")
        px = self._window.px
        for row, (line, mark) in enumerate(posture):
            y = px(layout.POSTURE_Y + row * layout.POSTURE_STEP)
            image = self._window.image(f"mark-{mark}")
            if image is not None:
                self.canvas.create_image(px(layout.POSTURE_X), y, image=image, tags="posture")
            colour = self._colours.quiet if mark == "later" else self._colours.ink
            self.canvas.create_text(
                px(layout.POSTURE_X + 20),
                y,
                text=line,
                anchor="w",
                fill=colour,
                font=self._window.font(layout.LABEL_SIZE),
                tags="posture",
            )
        self._posture = posture

    def _show_figures(self, figures: tuple[tuple[str, str], ...]) -> None:
        for place, x in enumerate(layout.FIGURE_X):
            figure, label = figures[place] if place < len(figures) else ("", "")
            self._text(
                f"figure{place}",
                figure,
                (x, layout.FIGURE_Y),
                layout.FIGURE_SIZE,
                self._colours.ink,
                weight="bold",
            )
            self._text(
                f"label{place}", label, (x, layout.FIGURE_LABEL_Y), layout.LABEL_SIZE, self._colours.quiet
            )

    def _show_buttons(self, picture: Picture) -> None:
        top = layout.SET_BUTTONS_Y if picture.screen == "set" else layout.LOW_BUTTONS_Y
        self._buttons.show(picture.buttons, top)
        if picture.hurts and self._hurts is None:
            self._hurts = TextButton(self._window, self.canvas, "It hurts, stop", lambda: self._act("hurts"))
            px = self._window.px
            self._hurts.place(x=px(layout.WIDTH // 2), y=px(layout.HURTS_Y), anchor="center")
        elif not picture.hurts and self._hurts is not None:
            self._hurts.destroy()
            self._hurts = None

    def _text(
        self,
        name: str,
        text: str,
        place: tuple[int, int],
        size: int,
        colour: str,
        *,
        weight: str = "normal",
        anchor: Literal["w", "center"] = "center",
    ) -> None:
        """Set one of the named texts; made when it first says something."""
        item = self._texts.get(name)
        if item is not None:
            if self._said[name] != text:
                self.canvas.itemconfigure(item, text=text)
                self._said[name] = text
            return
        if not text:
            return
        x, y = self._window.px(place[0]), self._window.px(place[1])
        font = self._window.font(size, weight)
        self._said[name] = text
        self._texts[name] = self.canvas.create_text(
            x,
            y,
            text=text,
            fill=colour,
            font=font,
            anchor=anchor,
            justify="center" if anchor == "center" else "left",
            width=self._window.px(layout.COLUMN),
        )
