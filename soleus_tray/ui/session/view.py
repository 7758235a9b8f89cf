"""The session window on screen: draws Pictures and passes gestures on. Only tkinter; it decides nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.text import _
from soleus_tray.ui import layout
from soleus_tray.ui.button import ButtonRow, IconButton, TextButton
from soleus_tray.ui.form.page import Page
from soleus_tray.ui.session.dial_view import DialView
from soleus_tray.ui.session.fading import FadingText

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.cues import Mark
    from soleus_tray.core.exercise import Leg
    from soleus_tray.ui.session.overlay_view import OverlayView
    from soleus_tray.ui.session.pain_view import PainView
    from soleus_tray.ui.session.picture import Picture
    from soleus_tray.ui.session.summary_view import SummaryView
    from soleus_tray.ui.window import Window

_NOTICE_LETTERS = 96
_WORD_SIZES = (layout.WORD_SIZE, 26, 22, 18)
_WITH_DIAL = ("get_ready", "set", "toes")


def clipped(notice: str) -> str:
    """What fits on the two lines above the phase word."""
    return notice if len(notice) <= _NOTICE_LETTERS else notice[: _NOTICE_LETTERS - 1].rstrip() + "…"


class SessionView:
    """The widgets of one dressed window; `show` changes only what differs from the last picture."""

    def __init__(self, window: Window, act: Callable[[str], None]) -> None:
        self._window = window
        self._act = act
        self._page = Page(window)
        self._colours = self._page.colours
        self._last: Picture | None = None
        self.canvas = self._page.canvas
        self._dial = DialView(window, self.canvas)
        self._texts: dict[str, int] = {}
        self._said: dict[str, str] = {}
        self._posture: tuple[tuple[str, Mark], ...] = ()
        self._feet = ""
        self._buttons = ButtonRow(window, self.canvas, act)
        self._hurts: TextButton | None = None
        self._more: IconButton | None = None
        # Made when they are first needed, so that the first picture is there at once.
        self._overlay: OverlayView | None = None
        self._summary: SummaryView | None = None
        self._pain: PainView | None = None
        colours, middle = self._colours, layout.WIDTH / 2
        cue = self._page.text("", middle, layout.CUE_Y, colour=colours.quiet)
        self._cue = FadingText(self.canvas, cue, colours.quiet, colours.paper)

    def preload(self) -> None:
        """Load the figures ahead of the first rep."""
        self._dial.preload()

    def redraw(self) -> None:
        """The pictures have been drawn meanwhile: show the last moment again, with them."""
        last, self._last = self._last, None
        self._posture, self._feet = (), ""
        self._buttons.repaint()
        for part in (self._summary, self._pain, self._overlay):
            if part is not None:
                part.hide()
        if self._more is not None:
            self._more.paint()
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
        self._show_feet(picture.side if picture.screen == "set" else "both")
        self._show_buttons(picture)
        self._show_ending(picture)
        self._show_overlay(picture)
        self._last = picture

    def covered(self) -> bool:
        """Whether a menu or a list lies over the window."""
        return self._overlay is not None and self._overlay.shown

    def _show_words(self, picture: Picture) -> None:
        colours, middle = self._colours, layout.WIDTH / 2
        header = clipped(picture.notice) or picture.header
        self._text("header", header, (layout.MARGIN, layout.HEADER_Y), layout.SMALL_SIZE, colours.quiet)
        if self._said.get("word") != picture.word:
            font = self._window.fitting_font(picture.word, layout.COLUMN, _WORD_SIZES, "bold")
            place = (middle, layout.WORD_Y)
            self._text("word", picture.word, place, layout.WORD_SIZE, colours.ink, weight="bold")
            self.canvas.itemconfigure(self._texts["word"], font=font)
        before = self._last.screen if self._last else picture.screen
        # Between two screens nothing fades, nor where it would be pale for a while.
        still = picture.still or before != picture.screen or colours.high_contrast
        self._cue.say(picture.cue, still=still)

    def _show_dial(self, picture: Picture) -> None:
        if picture.screen in _WITH_DIAL:
            self._dial.show(picture.figure, picture.height, picture.set_share, picture.phase_share)
        elif self._last is None or self._last.screen in _WITH_DIAL:
            self._dial.hide()
        leg = picture.leg if picture.screen in _WITH_DIAL else ""
        changed = self._said.get("leg", "") != leg
        place, ink = (layout.WIDTH / 2, layout.LEG_Y), self._colours.ink
        self._text("leg", leg, place, layout.LABEL_SIZE, ink, weight="bold")
        if changed:
            font = self._window.fitting_font(leg, layout.LEG_ROOM, (layout.LABEL_SIZE, 12, 11, 10), "bold")
            self.canvas.itemconfigure(self._texts["leg"], font=font)
        if leg:
            self.canvas.tag_raise(self._texts["leg"])

    def _show_posture(self, posture: tuple[tuple[str, Mark], ...]) -> None:
        if posture == self._posture:
            return
        self.canvas.delete("posture")
        for row, (line, mark) in enumerate(posture):
            y = layout.POSTURE_Y + row * layout.POSTURE_STEP
            self._page.image(f"mark-{mark}", layout.POSTURE_X, y, tag="posture")
            left = layout.POSTURE_X + 20
            room = layout.WIDTH - left - 8
            font = self._window.fitting_font(line, room, (layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10))
            colour = self._colours.quiet if mark == "later" else self._colours.ink
            item = self._page.text(line, left, y, colour=colour, anchor="w", width=room, tag="posture")
            self.canvas.itemconfigure(item, font=font)
        self._posture = posture

    def _show_figures(self, figures: tuple[tuple[str, str], ...]) -> None:
        only = len(figures) == 1
        places = (("0", layout.FIGURE_X[0]), ("1", layout.FIGURE_X[1]), ("only", layout.WIDTH / 2))
        shown = {"only": figures[0]} if only else {str(place): pair for place, pair in enumerate(figures)}
        for name, x in places:
            figure, label = shown.get(name, ("", ""))
            ink, quiet = self._colours.ink, self._colours.quiet
            self._text(f"figure{name}", figure, (x, layout.FIGURE_Y), layout.FIGURE_SIZE, ink, weight="bold")
            self._text(f"label{name}", label, (x, layout.FIGURE_LABEL_Y), layout.LABEL_SIZE, quiet)

    def _show_feet(self, working: Leg) -> None:
        """Between the figures: which foot's heel rises, where only one does."""
        if working == self._feet:
            return
        self.canvas.delete("feet")
        if working != "both":
            self._page.image(f"feet-{working}", *layout.FEET_CENTRE, tag="feet")
        self._feet = working

    def _show_buttons(self, picture: Picture) -> None:
        if self._last is not None and self._buttons_of(self._last) == self._buttons_of(picture):
            return
        moving = picture.screen in ("set", "toes")
        self._buttons.show(picture.buttons, layout.SET_BUTTONS_Y if moving else layout.LOW_BUTTONS_Y)
        px = self._window.px
        if picture.hurts and self._hurts is None:
            self._hurts = TextButton(
                self._window, self.canvas, _("It hurts, stop"), partial(self._act, "hurts")
            )
            self._hurts.place(x=px(layout.WIDTH / 2), y=px(layout.HURTS_Y), anchor="center")
        elif not picture.hurts and self._hurts is not None:
            self._hurts.destroy()
            self._hurts = None
        if self._hurts is not None:
            self._hurts.lift()
        self._show_more(on=picture.screen == "get_ready")

    @staticmethod
    def _buttons_of(picture: Picture) -> tuple[object, ...]:
        return picture.screen, picture.buttons, picture.hurts

    def _show_more(self, *, on: bool) -> None:
        """The countdown has no room for "More" in its row: it stands in the corner."""
        if on and self._more is None:
            ground, px = self._colours.paper, self._window.px
            self._more = IconButton(self._window, self.canvas, "more", ground, partial(self._act, "more"))
            side = px(layout.ICON_SIDE)
            x, y = px(layout.WIDTH - 2 * layout.GAP), px(layout.HEADER_Y)
            self._more.place(x=x, y=y, anchor="e", width=side, height=side)
        elif not on and self._more is not None:
            self._more.destroy()
            self._more = None

    def _show_ending(self, picture: Picture) -> None:
        if picture.screen == "summary" and picture.summary is not None:
            if self._summary is None:
                from soleus_tray.ui.session.summary_view import SummaryView  # noqa: PLC0415 - see __init__

                self._summary = SummaryView(self._page, self._act)
            if self._summary.show(picture.summary):
                self._buttons.last_in_order()
        elif self._summary is not None:
            self._summary.hide()
        if picture.pain is not None:
            if self._pain is None:
                from soleus_tray.ui.session.pain_view import PainView  # noqa: PLC0415 - see __init__

                self._pain = PainView(self._page, self._act)
            if self._pain.show(picture.pain):
                self._buttons.last_in_order()
        elif self._pain is not None:
            self._pain.hide()

    def _show_overlay(self, picture: Picture) -> None:
        if self._overlay is None:
            if not picture.overlay:
                return
            from soleus_tray.ui.session.overlay_view import OverlayView  # noqa: PLC0415 - see __init__

            self._overlay = OverlayView(self._window, self.canvas, self._act)
        was = self._overlay.shown
        low = picture.screen == "get_ready"
        bottom = layout.LOW_BUTTONS_Y - layout.GAP if low else layout.HURTS_Y - 2 * layout.GAP
        self._overlay.show(picture.overlay, picture.menu, bottom)
        if was != self._overlay.shown:
            self._buttons.reachable(on=not self._overlay.shown)
            if was:
                self._buttons.take_focus("more")

    def _text(
        self,
        name: str,
        text: str,
        place: tuple[float, float],
        size: int,
        colour: str,
        *,
        weight: str = "normal",
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
        self._said[name] = text
        anchor: Literal["w", "center"] = "w" if name == "header" else "center"
        # The header leaves room for the button in the corner.
        room = layout.COLUMN - (layout.ICON_SIDE if name == "header" else 0)
        self._texts[name] = self._page.text(
            text, *place, size=size, weight=weight, colour=colour, anchor=anchor, width=room
        )
