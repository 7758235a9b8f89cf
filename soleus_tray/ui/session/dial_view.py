"""The dial on a canvas: one figure that is redrawn in place, under rings whose heads move by small tiles.

Memory goes by what Tk holds decoded, 7 bytes a pixel of each picture on screen: so there are two pictures,
the figure's and the dial's with a hole above it, and of the tiles only the rows in use.
"""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.drawing import geometry as g

if TYPE_CHECKING:
    from soleus_tray.ui.window import Window


class DialView:
    """Two rings and a leg. Costs one small PNG and a few tiles of some pixels per frame."""

    def __init__(self, window: Window, canvas: tk.Canvas) -> None:
        self._window = window
        self._canvas = canvas
        self._dial: tk.PhotoImage | None = None
        self._figure: tk.PhotoImage | None = None
        self._items: tuple[int, ...] = ()
        self._frame = ""
        self._steps = {ring.name: 0 for ring in g.RINGS}
        self._rows: dict[str, str] = {}
        """The sheet of tiles in use, by ring."""

    def load(self) -> None:
        """Put the empty dial on the canvas; does nothing while it isn't drawn yet."""
        if self._dial is not None:
            return
        self._dial = self._window.image("dial")
        if self._dial is None:
            return
        left, top, right, bottom = g.frame_pixels(self._window.scale)
        self._figure = tk.PhotoImage(master=self._canvas, width=right - left, height=bottom - top)
        half = g.dial_side(self._window.scale) // 2
        self._items = tuple(
            self._place(image, corner)
            for image, corner in ((self._figure, (left, top)), (self._dial, (-half, -half)))
        )

    def preload(self) -> None:
        """Read the first tiles ahead of the first rep."""
        if self._dial is not None:
            for ring in g.RINGS:
                self._sheet(ring, 0)

    def show(self, height: float, set_share: float, phase_share: float, *, resting: bool = False) -> None:
        """Show the heel at `height` and the rings filled by these shares, all 0 to 1.

        resting: only one leg works; the other stands flat behind it.
        """
        self.load()
        if self._dial is None:
            return
        self._show_frame(f"frame{'-resting' if resting else ''}-{round(height * (g.FRAMES - 1))}")
        self._turn(g.SET_RING, set_share)
        self._turn(g.PHASE_RING, phase_share)

    def hide(self) -> None:
        """Take the dial away; `show` brings it back."""
        if self._dial is not None:
            self._canvas.delete(*self._items)
            self._window.forget("dial", *self._rows.values())
            self._dial = self._figure = None
            self._items, self._frame = (), ""
            self._rows.clear()
            self._steps = {ring.name: 0 for ring in g.RINGS}

    def _place(self, image: tk.PhotoImage, corner: tuple[int, int]) -> int:
        """An item for the picture, its left top this far from the dial's centre, in real pixels."""
        x, y = (self._window.px(place) for place in layout.DIAL_CENTRE)
        return self._canvas.create_image(x + corner[0], y + corner[1], image=image, anchor="nw")

    def _show_frame(self, name: str) -> None:
        if name == self._frame or self._figure is None:
            return
        png = self._window.png(name)
        if png is not None:
            # Into the picture that is there: Tk draws only once all of it has changed.
            self._canvas.tk.call(self._figure, "put", png, "-format", "png")
            self._frame = name

    def _turn(self, ring: g.Ring, share: float) -> None:
        """Move the ring's head step by step: each step's tile overlaps its neighbours'."""
        wanted = max(0, min(ring.steps, round(share * ring.steps)))
        step = self._steps[ring.name]
        while step != wanted:
            step += 1 if wanted > step else -1
            self._lay(ring, step)
        self._steps[ring.name] = wanted

    def _lay(self, ring: g.Ring, step: int) -> None:
        row, column = divmod(step, g.TILE_COLUMNS)
        tiles = self._sheet(ring, row)
        if tiles is None or self._dial is None:
            return
        side = g.tile_side(ring, self._window.scale)
        source = (column * side, 0, (column + 1) * side, side)
        x, y = g.tile_corner(ring, step, self._window.scale)
        self._canvas.tk.call(
            self._dial, "copy", tiles, "-from", *source, "-to", x, y, "-compositingrule", "overlay"
        )

    def _sheet(self, ring: g.Ring, row: int) -> tk.PhotoImage | None:
        """One row of the ring's tiles; the one used before it is let go."""
        name = f"tiles-{ring.name}-{row}"
        if self._rows.get(ring.name, name) != name:
            self._window.forget(self._rows[ring.name])
        self._rows[ring.name] = name
        return self._window.image(name)
