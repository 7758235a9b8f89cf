"""The dial on a canvas: swaps drawn figures and moves the rings' heads by small drawn tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.drawing import geometry as g

if TYPE_CHECKING:
    import tkinter as tk

    from soleus_tray.ui.window import Window


class DialView:
    """Two rings and a leg. Costs one picture swap and a few tiles of some pixels per frame."""

    def __init__(self, window: Window, canvas: tk.Canvas) -> None:
        self._window = window
        self._canvas = canvas
        self._dial: tk.PhotoImage | None = None
        self._item = 0
        self._frames: dict[int, int] = {}
        self._frame = -1
        self._steps = {ring.name: 0 for ring in g.RINGS}
        self._hidden = False

    def load(self) -> None:
        """Put the empty dial on the canvas; does nothing while it isn't drawn yet."""
        if self._dial is not None:
            return
        self._dial = self._window.image("dial")
        if self._dial is not None:
            x, y = layout.DIAL_CENTRE
            half = g.dial_side(self._window.scale) // 2
            left, top = self._window.px(x) - half, self._window.px(y) - half
            self._item = self._canvas.create_image(left, top, image=self._dial, anchor="nw")

    def preload(self, frame: int = 0) -> None:
        """Load one figure after another while nothing else is to be done."""
        if self._window.drawn and frame < g.FRAMES:
            self._frame_item(frame)
            self._canvas.after(8, self.preload, frame + 1)

    def show(self, height: float, set_share: float, phase_share: float) -> None:
        """Show the heel at `height` and the rings filled by these shares, all 0 to 1."""
        self.load()
        if self._dial is None:
            return
        self._show_frame(round(height * (g.FRAMES - 1)))
        self._turn(g.SET_RING, set_share)
        self._turn(g.PHASE_RING, phase_share)

    def hide(self) -> None:
        """Take the dial away; `show` brings it back."""
        if self._dial is not None:
            self._canvas.delete(self._item, *self._frames.values())
            self._window.forget("dial")
            self._dial, self._frame = None, -1
            self._frames.clear()
            self._steps = {ring.name: 0 for ring in g.RINGS}

    def _show_frame(self, frame: int) -> None:
        if frame == self._frame:
            return
        item = self._frame_item(frame)
        if item is None:
            return
        self._canvas.itemconfigure(item, state="normal")
        if self._frame in self._frames:
            self._canvas.itemconfigure(self._frames[self._frame], state="hidden")
        self._frame = frame

    def _frame_item(self, frame: int) -> int | None:
        """The canvas item of one heel height; made, hidden, when first needed."""
        if frame not in self._frames:
            image = self._window.image(f"frame-{frame}")
            if image is None or self._dial is None:
                return None
            left, top, _, _ = g.frame_pixels(self._window.scale)
            x, y = layout.DIAL_CENTRE
            x, y = self._window.px(x) + left, self._window.px(y) + top
            self._frames[frame] = self._canvas.create_image(x, y, image=image, anchor="nw", state="hidden")
        return self._frames[frame]

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
        tiles = self._window.image(f"tiles-{ring.name}-{row}")
        if tiles is None or self._dial is None:
            return
        side = g.tile_side(ring, self._window.scale)
        source = (column * side, 0, (column + 1) * side, side)
        x, y = g.tile_corner(ring, step, self._window.scale)
        self._canvas.tk.call(
            self._dial, "copy", tiles, "-from", *source, "-to", x, y, "-compositingrule", "overlay"
        )
