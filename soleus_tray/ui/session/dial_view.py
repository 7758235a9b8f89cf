"""The dial on a canvas: a figure that is redrawn in place, under rings whose heads move by small tiles.

Memory goes by what Tk holds decoded, 7 bytes a pixel of each picture on screen: so there are no more than the
figure's two parts and the dial, with a hole, above them; and of the tiles only the rows in use.
"""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.layout import PIECE

if TYPE_CHECKING:
    from soleus_tray.ui.window import Window

_DIAL = [f"dial-{n}" for n in range(len(g.PIECES))]
_NONE: tuple[g.Figure, int] = ("legs", -1)


class DialView:
    """Two rings and a leg. Costs two small PNGs and a few tiles of some pixels per frame."""

    def __init__(self, window: Window, canvas: tk.Canvas) -> None:
        self._window = window
        self._canvas = canvas
        self._parts: dict[str, tk.PhotoImage] = {}
        self._pieces: list[tuple[g.Box, tk.PhotoImage]] = []
        self._items: list[int] = []
        self._frame: tuple[g.Figure, int] = _NONE
        self._steps = {ring.name: 0 for ring in g.RINGS}
        self._sides = {ring.name: g.tile_side(ring, window.scale) for ring in g.RINGS}
        self._rows: dict[str, str] = {}
        """The sheet of tiles in use, by ring."""

    def load(self) -> None:
        """Put the empty dial on the canvas; does nothing while it isn't drawn yet."""
        if self._pieces:
            return
        scale = self._window.scale
        images = [self._window.image(name) for name in _DIAL]
        boxes = [g.pixels(piece, scale) for piece in g.PIECES]
        self._pieces = [(box, image) for box, image in zip(boxes, images, strict=True) if image is not None]
        if len(self._pieces) < len(boxes):
            self._pieces = []
            return
        for part, box in g.PARTS.items():
            left, top, right, bottom = g.pixels(box, scale)
            self._parts[part] = tk.PhotoImage(master=self._canvas, width=right - left, height=bottom - top)
            self._place(self._parts[part], (left, top))
        for (left, top, _, _), image in self._pieces:
            self._place(image, (left, top))

    def preload(self) -> None:
        """Read the first tiles ahead of the first rep."""
        if self._pieces:
            for ring in g.RINGS:
                self._sheet(ring, 0)

    def show(self, figure: g.Figure, height: float, set_share: float, phase_share: float) -> None:
        """Show the heel (or the toes) at `height` and the rings filled by these shares, all 0 to 1."""
        self.load()
        if not self._pieces:
            return
        self._show_frame(figure, round(height * (g.FRAMES[figure] - 1)))
        self._turn(g.SET_RING, set_share)
        self._turn(g.PHASE_RING, phase_share)

    def hide(self) -> None:
        """Take the dial away; `show` brings it back."""
        self._canvas.delete(*self._items)
        self._window.forget(*_DIAL, *self._rows.values())
        self._frame = _NONE
        for held in (self._items, self._pieces, self._parts, self._rows):
            held.clear()
        self._steps = dict.fromkeys(self._steps, 0)

    def _place(self, image: tk.PhotoImage, corner: tuple[int, int]) -> None:
        """Put the picture on the canvas, its left top this far from the dial's centre, in real pixels."""
        x, y = (self._window.px(place) for place in layout.DIAL_CENTRE)
        place = x + corner[0], y + corner[1]
        item = self._canvas.create_image(*place, image=image, anchor="nw", tags=PIECE)
        self._items.append(item)

    def _show_frame(self, figure: g.Figure, frame: int) -> None:
        if (figure, frame) == self._frame:
            return
        pngs = {part: self._window.png(g.frame_name(figure, frame, part)) for part in self._parts}
        for part, png in pngs.items():
            if png is None:
                return
            # Into the picture that is there: Tk draws only once all of it has changed.
            self._canvas.tk.call(self._parts[part], "put", png, "-format", "png")
        self._frame = (figure, frame)

    def _turn(self, ring: g.Ring, share: float) -> None:
        """Move the ring's head step by step."""
        wanted = max(0, min(ring.steps, round(share * ring.steps)))
        step = self._steps[ring.name]
        for place in range(step, wanted):
            self._lay(ring, place, line=0)
        for place in range(step - 1, wanted - 1, -1):
            self._lay(ring, place, line=1)
        self._steps[ring.name] = wanted

    def _lay(self, ring: g.Ring, place: int, *, line: int) -> None:
        """Lay one tile; line 0 of its sheet goes on to the next step, line 1 goes back to this one."""
        row, column = divmod(place, g.TILE_COLUMNS)
        tiles, side = self._sheet(ring, row), self._sides[ring.name]
        if tiles is None:
            return
        box = g.tile_box(ring, place, self._window.scale)
        # From a place on the dial to the same on the sheet, and to the same on a piece.
        over, down = column * side - box[0], line * side - box[1]
        for piece, image in self._pieces:
            cut = g.common(box, piece)
            if cut is not None:
                source = (cut[0] + over, cut[1] + down, cut[2] + over, cut[3] + down)
                goal = (cut[0] - piece[0], cut[1] - piece[1])
                self._canvas.tk.call(image, "copy", tiles, "-from", *source, "-to", *goal)

    def _sheet(self, ring: g.Ring, row: int) -> tk.PhotoImage | None:
        """One row of the ring's tiles; the one used before it is let go."""
        name = f"tiles-{ring.name}-{row}"
        if self._rows.get(ring.name, name) != name:
            self._window.forget(self._rows[ring.name])
        self._rows[ring.name] = name
        return self._window.image(name)
