"""The compact strip on screen: a small figure, two short lines, a bar and one button. Only tkinter."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.button import IconButton
from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.palette import palette
from soleus_tray.ui.session.places import within
from soleus_tray.ui.session.strip_drawer import StripDrawer

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.fitting_screen import Area
    from soleus_tray.ui.session.picture import Actions, CompactPicture
    from soleus_tray.ui.session.places import Places
    from soleus_tray.ui.window import Window

TITLE = "Soleus compact"
WIDTH, HEIGHT = layout.STRIP_WIDTH, layout.STRIP_HEIGHT
_FIGURE_X, _WORD_X, _WORD_Y, _LINE_Y = 8, 72, 23, 43
_FEET_X, _METER_X, _BUTTON_X = 184, 206, 221
_WORD_SIZES = (layout.TEXT_SIZE, layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10)
_LINE_SIZES = (layout.SMALL_SIZE, 11, 10, 9)
_FROM_THE_EDGE = 16
_STILL_PX = 4
"""A hand that presses moves no further than this, in real pixels."""


class StripView:
    """Its own top level, unknown to the window manager: so it can neither get the keyboard nor be listed."""

    def __init__(self, window: Window, act: Callable[[str], None], places: Places) -> None:
        self._window, self._act, self._places = window, act, places
        self._colours = palette(window.theme)
        self.top = window.bare_top_level(TITLE)
        self.canvas = tk.Canvas(
            self.top, background=self._colours.surface, borderwidth=0, highlightthickness=0, cursor="fleur"
        )
        self.canvas.pack(fill="both", expand=True)
        self._drawer = StripDrawer(window, self.top, self._on_offer, act)
        self._last: CompactPicture | None = None
        self._grip: tuple[int, int, int, int] | None = None
        """Where the pointer and the strip were when it was taken hold of."""
        self._moved = False
        self._lay()
        self._listen()

    # What it shows

    def _lay(self) -> None:
        px, window, colours = self._window.px, self._window, self._colours
        self.canvas.delete("all")
        self._ground()
        middle = px(HEIGHT / 2)
        self._figure = self.canvas.create_image(
            px(_FIGURE_X), px((HEIGHT - g.SMALL_SIZE[1]) / 2), anchor="nw"
        )
        self._word = self._text(_WORD_Y, colours.ink)
        self._line = self._text(_LINE_Y, colours.quiet)
        self._feet = self.canvas.create_image(px(_FEET_X), middle, anchor="center")
        self._meter = self.canvas.create_image(px(_METER_X), middle, anchor="center")
        self._button = IconButton(window, self.canvas, "pause", colours.surface, self._pressed)
        side = px(layout.ICON_SIDE)
        self._button.configure(takefocus=0)
        self._button.place(x=px(_BUTTON_X), y=middle, anchor="w", width=side, height=side)
        self._small = tk.PhotoImage(master=self.canvas)
        self._bar = tk.PhotoImage(master=self.canvas)
        self._shown = {"figure": "", "meter": ""}

    def _ground(self) -> None:
        """The drawn card, or a plain one with an edge while it isn't there."""
        image = self._window.image("strip")
        if image is not None:
            self.canvas.create_image(0, 0, image=image, anchor="nw")
            return
        wide, high = self._window.px(WIDTH), self._window.px(HEIGHT)
        self.canvas.create_rectangle(0, 0, wide - 1, high - 1, outline=self._colours.line)

    def _text(self, y: int, colour: str) -> int:
        px = self._window.px
        return self.canvas.create_text(px(_WORD_X), px(y), anchor="w", fill=colour)

    def redraw(self) -> None:
        """The pictures have been drawn meanwhile."""
        self._button.destroy()
        self._lay()
        last, self._last = self._last, None
        if last is not None:
            self.show(last)

    def show(self, picture: CompactPicture) -> None:
        """Make the strip look like this."""
        before, self._last = self._last, picture
        room = (_METER_X - 8 if picture.side == "both" else _FEET_X - 16) - _WORD_X
        if before is None or picture.word != before.word:
            font = self._window.fitting_font(picture.word, room, _WORD_SIZES, "bold")
            self.canvas.itemconfigure(self._word, text=picture.word, font=font)
        if before is None or picture.line != before.line:
            font = self._window.fitting_font(picture.line, room, _LINE_SIZES)
            self.canvas.itemconfigure(self._line, text=picture.line, font=font)
        if before is None or picture.side != before.side:
            feet = "" if picture.side == "both" else self._window.image(f"small-feet-{picture.side}")
            self.canvas.itemconfigure(self._feet, image=feet or "")
        figure: g.Figure = "legs" if picture.side == "both" else "leg"
        frame = g.small_name(figure, round(picture.height * (g.SMALL_FRAMES - 1)))
        self._put("figure", self._figure, self._small, frame)
        meter = f"meter-{round(picture.phase_share * layout.METER_STEPS)}"
        self._put("meter", self._meter, self._bar, meter)
        self._button.sign(picture.main[1])
        self._drawer.follow()

    def _put(self, name: str, item: int, image: tk.PhotoImage, picture: str) -> None:
        """Show another picture in the place of the one that is there."""
        if self._shown[name] == picture:
            return
        png = self._window.png(picture)
        if png is not None:
            self.canvas.tk.call(image, "put", png, "-format", "png")
            if not self._shown[name]:
                self.canvas.itemconfigure(item, image=image)
            self._shown[name] = picture

    # Where it is

    @property
    def visible(self) -> bool:
        """Whether it is on screen."""
        return bool(self.top.winfo_viewable())

    def appear(self) -> None:
        """Come up where the user last put it on the pointer's monitor, or in its lower right corner."""
        monitor = self._window.monitor(self._window.root.winfo_pointerxy())
        kept = self._places.find(monitor)
        if kept is not None:
            self._go(within(monitor, (monitor[0] + kept[0], monitor[1] + kept[1]), self._size))
        else:
            self._go(self._corner(self._window.room()))
        self._window.round_corners(self.top, WIDTH, HEIGHT)
        self.top.deiconify()
        self.top.lift()

    def disappear(self) -> None:
        """Leave the screen."""
        self._drawer.close()
        self.top.withdraw()

    def stay(self) -> None:
        """Now and then: come back when the monitor has gone, and stay above what was raised meanwhile."""
        x, y, (wide, high) = self.top.winfo_x(), self.top.winfo_y(), self._size
        monitor = self._window.monitor((x + wide // 2, y + high // 2))
        place = within(monitor, (x, y), (wide, high))
        if place != (x, y) and self._grip is None:
            self._go(place)
        self.top.lift()
        self._drawer.lift()

    @property
    def _size(self) -> tuple[int, int]:
        return self._window.px(WIDTH), self._window.px(HEIGHT)

    def _corner(self, area: Area) -> tuple[int, int]:
        gap, (wide, high) = self._window.px(_FROM_THE_EDGE), self._size
        return area[0] + area[2] - wide - gap, area[1] + area[3] - high - gap

    def _go(self, place: tuple[int, int]) -> None:
        wide, high = self._size
        self.top.geometry(f"{wide}x{high}+{place[0]}+{place[1]}")

    # Hands

    def _listen(self) -> None:
        self.canvas.bind("<ButtonPress-1>", self._grasped)
        self.canvas.bind("<B1-Motion>", self._dragged)
        self.canvas.bind("<ButtonRelease-1>", self._released)
        self.canvas.bind("<Double-Button-1>", lambda _event: self._act("full"))
        for button in ("<ButtonRelease-2>", "<ButtonRelease-3>"):
            self.canvas.bind(button, lambda _event: self._drawer.toggle())
        self.top.bind("<Enter>", lambda _event: self._drawer.soon())
        self.top.bind("<Key>", lambda event: self._act("full") if event.keysym in ("c", "C") else None)

    def _pressed(self) -> None:
        if self._last is not None:
            self._act(self._last.main[0])

    def _grasped(self, event: tk.Event[tk.Canvas]) -> None:
        self._grip = (event.x_root, event.y_root, self.top.winfo_x(), self.top.winfo_y())
        self._moved = False
        self._drawer.not_now()

    def _dragged(self, event: tk.Event[tk.Canvas]) -> None:
        if self._grip is None:
            return
        x, y, left, top = self._grip
        over, down = event.x_root - x, event.y_root - y
        if self._moved or max(abs(over), abs(down)) >= _STILL_PX:
            self._moved = True
            self._drawer.close()
            self._go((left + over, top + down))

    def _released(self, event: tk.Event[tk.Canvas]) -> None:
        grip, self._grip = self._grip, None
        if grip is None:
            return
        if not self._moved:
            if self._last is not None and self._last.click:
                self._act(self._last.click)
            return
        monitor = self._window.monitor((event.x_root, event.y_root))
        goal = (grip[2] + event.x_root - grip[0], grip[3] + event.y_root - grip[1])
        x, y = within(monitor, goal, self._size)
        self._go((x, y))
        self._places.keep(monitor, (x - monitor[0], y - monitor[1]))

    def _on_offer(self) -> Actions:
        """What else can be asked for now; nothing while the strip is away."""
        return self._last.drawer if self._last is not None and self.visible else ()
