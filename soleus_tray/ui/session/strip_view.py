"""The compact strip on screen: a small figure, two short lines, a bar and one button. Only tkinter."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.button import FlatButton, IconButton
from soleus_tray.ui.card import lay_card
from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.palette import palette
from soleus_tray.ui.session.places import within

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.session.picture import Actions, CompactPicture
    from soleus_tray.ui.session.places import Places
    from soleus_tray.ui.window import Area, Window

TITLE = "Soleus compact"
WIDTH, HEIGHT = layout.STRIP_WIDTH, layout.STRIP_HEIGHT
DRAWER_HEIGHT = 44
_FIGURE_X, _WORD_X, _WORD_Y, _LINE_Y = 8, 72, 23, 43
_FEET_X, _METER_X, _BUTTON_X = 184, 206, 221
_WORD_SIZES = (layout.TEXT_SIZE, layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10)
_LINE_SIZES = (layout.SMALL_SIZE, 11, 10, 9)
_FROM_THE_EDGE = 16
_STILL_PX = 4
"""A hand that presses moves no further than this, in real pixels."""
_OPEN_MS, _CLOSE_MS = 250, 300
"""How long the pointer rests before the drawer opens, and between two looks whether it left."""


class StripView:
    """Its own top level, unknown to the window manager: so it can neither get the keyboard nor be listed."""

    def __init__(self, window: Window, act: Callable[[str], None], places: Places) -> None:
        self._window, self._act, self._places = window, act, places
        self._colours = palette(window.theme)
        self.top = self._own_top_level(TITLE)
        self.canvas = tk.Canvas(
            self.top, background=self._colours.surface, borderwidth=0, highlightthickness=0, cursor="fleur"
        )
        self.canvas.pack(fill="both", expand=True)
        self._drawer: tk.Toplevel | None = None
        self._drawn: Actions = ()
        self._timer = ""
        self._last: CompactPicture | None = None
        self._grip: tuple[int, int, int, int] | None = None
        """Where the pointer and the strip were when it was taken hold of."""
        self._moved = False
        self._lay()
        self._listen()

    def _own_top_level(self, title: str) -> tk.Toplevel:
        top = tk.Toplevel(self._window.root, background=self._colours.surface, takefocus=0)
        top.withdraw()
        top.title(title)
        top.overrideredirect(boolean=True)
        top.attributes("-topmost", True)
        return top

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
        if self._drawer is not None and picture.drawer != self._drawn:
            self._close_drawer()

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
        self._close_drawer()
        self.top.withdraw()

    def stay(self) -> None:
        """Now and then: come back when the monitor has gone, and stay above what was raised meanwhile."""
        x, y, (wide, high) = self.top.winfo_x(), self.top.winfo_y(), self._size
        monitor = self._window.monitor((x + wide // 2, y + high // 2))
        place = within(monitor, (x, y), (wide, high))
        if place != (x, y) and self._grip is None:
            self._go(place)
        self.top.lift()
        if self._drawer is not None:
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
            self.canvas.bind(button, lambda _event: self._toggle_drawer())
        self.top.bind("<Enter>", lambda _event: self._soon())
        self.top.bind("<Key>", lambda event: self._act("full") if event.keysym in ("c", "C") else None)

    def _pressed(self) -> None:
        if self._last is not None:
            self._act(self._last.main[0])

    def _grasped(self, event: tk.Event[tk.Canvas]) -> None:
        self._grip = (event.x_root, event.y_root, self.top.winfo_x(), self.top.winfo_y())
        self._moved = False

    def _dragged(self, event: tk.Event[tk.Canvas]) -> None:
        if self._grip is None:
            return
        x, y, left, top = self._grip
        over, down = event.x_root - x, event.y_root - y
        if self._moved or max(abs(over), abs(down)) >= _STILL_PX:
            self._moved = True
            self._close_drawer()
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

    # The drawer

    def _soon(self) -> None:
        """The pointer came: open the drawer if it stays."""
        if self._drawer is None and not self._timer:
            self._timer = self.top.after(_OPEN_MS, self._open_if_near)

    def _open_if_near(self) -> None:
        self._timer = ""
        if self._pointer_near() and self._grip is None:
            self._open_drawer()

    def _toggle_drawer(self) -> None:
        if self._drawer is None:
            self._open_drawer()
        else:
            self._close_drawer()

    def _open_drawer(self) -> None:
        if self._drawer is not None or self._last is None or not self.visible:
            return
        px, actions = self._window.px, self._last.drawer
        self._drawer, self._drawn = self._own_top_level(f"{TITLE} more"), actions
        card = tk.Canvas(self._drawer, background=self._colours.paper, borderwidth=0, highlightthickness=0)
        card.pack(fill="both", expand=True)
        lay_card(self._window, card, (0, 0, WIDTH, DRAWER_HEIGHT), "card")
        wide = (WIDTH - 8) / len(actions)
        for place, (action, label) in enumerate(actions):
            hurt = action == "hurts"
            button = FlatButton(
                self._window, card, label, partial(self._chosen, action), width=wide, hurt=hurt
            )
            button.place(x=px(4 + place * wide), y=px(4), width=px(wide), height=px(DRAWER_HEIGHT - 8))
        self._drawer.geometry(self._drawer_place())
        self._window.round_corners(self._drawer, WIDTH, DRAWER_HEIGHT)
        self._drawer.deiconify()
        self._drawer.lift()
        self._timer = self.top.after(_CLOSE_MS, self._close_if_far)

    def _drawer_place(self) -> str:
        """Below the strip, or above it where there is no room below."""
        x, y, (wide, high) = self.top.winfo_x(), self.top.winfo_y(), self._size
        tall = self._window.px(DRAWER_HEIGHT)
        monitor = self._window.monitor((x + wide // 2, y + high // 2))
        below = y + high + tall <= monitor[1] + monitor[3]
        return f"{wide}x{tall}+{x}+{y + high if below else y - tall}"

    def _chosen(self, action: str) -> None:
        self._close_drawer()
        self._act(action)

    def _close_if_far(self) -> None:
        self._timer = ""
        if self._drawer is None:
            return
        if self._pointer_near():
            self._timer = self.top.after(_CLOSE_MS, self._close_if_far)
        else:
            self._close_drawer()

    def _close_drawer(self) -> None:
        if self._timer:
            self.top.after_cancel(self._timer)
            self._timer = ""
        if self._drawer is not None:
            self._drawer.destroy()
            self._drawer, self._drawn = None, ()

    def _pointer_near(self) -> bool:
        x, y = self.top.winfo_pointerxy()
        tops = [self.top, *([self._drawer] if self._drawer is not None else [])]
        return any(
            one.winfo_rootx() <= x < one.winfo_rootx() + one.winfo_width()
            and one.winfo_rooty() <= y < one.winfo_rooty() + one.winfo_height()
            for one in tops
        )
