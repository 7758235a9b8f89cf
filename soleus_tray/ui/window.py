"""What the windows have in common: a quiet, scaled, hidden top level, its pictures, and the tray's two pipes."""

from __future__ import annotations

import json
import os
import sys
import threading
import tkinter as tk
from typing import TYPE_CHECKING, Any, Protocol

from soleus_tray.core.window_messages import WindowEvent, event_to_line
from soleus_tray.ui.drawing.art import art_file, nearest_scale, open_art
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TextIO

    from soleus_tray.ui.drawing.art import Art

_POLL_MS = 40
_ART_POLL_MS = 100
_FALLBACK_FONT = "DejaVu Sans"
# Tk's names for X11's bitmap fonts, which it falls back on when fontconfig has nothing to offer.
_UGLY = ("", "fixed", "courier", "helvetica")


class Screen(Protocol):
    """What only the system knows about the screen. Called on the window's thread; answers in milliseconds."""

    def scale(self) -> float | None:
        """The desktop's scaling, 1.0 being 100 %; None when not known."""
        ...

    def monitor_at(self, x: int, y: int) -> tuple[int, int, int, int] | None:
        """Left, top, width and height of the monitor with this point; None when not known."""
        ...

    def map_quietly(self, window: int) -> None:
        """See to it that this window, about to be shown, leaves the keyboard where it is."""
        ...


class Teller:
    """Sends WindowEvents to the tray, one line each; a tray that is gone is no reason to stop."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def __call__(self, event: WindowEvent) -> None:
        """Send it, unless the tray has gone."""
        if self._stream is None:
            return
        try:
            self._stream.write(event_to_line(event) + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            # The tray's end of the pipe is closed: the set and its record go on without it.
            self._stream = None


class Window:
    """A hidden top level that can be dressed for a brightness and shown without taking the keyboard."""

    def __init__(self, screen: Screen, frames: Path, draw: Callable[[str, float], None]) -> None:
        """Take what is needed; `open` connects to the display.

        frames: the folder of drawn pictures (drawing.art.frames_folder).
        draw: starts drawing them for a brightness and scale in another process, and returns at once.
        """
        self._screen = screen
        self._frames = frames
        self._draw = draw
        self._art: Art | None = None
        self._images: dict[str, tk.PhotoImage] = {}
        self._asked_for: set[str] = set()
        self.root: tk.Tk
        self.scale = 1.0
        self.family = _FALLBACK_FONT
        self.theme = "light"

    def open(self, title: str) -> None:
        """Make the top level, hidden. Raises tkinter.TclError when there is no display."""
        # useTk without `tkinter`'s readprofile would still run ~/.soleus-tray.py; both are off.
        self.root = tk.Tk(className="Soleus-tray")
        self.root.withdraw()
        self.root.title(title)
        self.root.resizable(width=False, height=False)
        self.scale = nearest_scale(self._wanted_scale())
        family = str(self.root.tk.call("font", "actual", "TkDefaultFont", "-family"))
        self.family = _FALLBACK_FONT if family.lower() in _UGLY else family

    def _wanted_scale(self) -> float:
        try:
            return float(os.environ["SOLEUS_TRAY_SCALE"])
        except (KeyError, ValueError):
            pass
        return self._screen.scale() or float(self.root.winfo_fpixels("1i")) / 96

    def px(self, length: float) -> int:
        """A length at 100 % in real pixels."""
        return round(length * self.scale)

    def font(self, size: float, weight: str = "normal") -> tuple[str, int, str]:
        """The system's font, `size` pixels high at 100 %."""
        return self.family, -self.px(size), weight

    def dress(self, theme: str) -> None:
        """Use this brightness; asks for its pictures to be drawn when they are not there yet."""
        self.theme = theme
        self.root.configure(background=palette(theme).paper)
        self._art = open_art(art_file(self._frames, theme, self.scale))
        if self._art is None:
            self._ask_for_art()

    def image(self, name: str) -> tk.PhotoImage | None:
        """A drawn picture, or None while it is not there yet (`when_drawn` says when)."""
        if name in self._images:
            return self._images[name]
        png = self._art.png(name) if self._art else None
        if png is None:
            if self._art is not None:
                self._art = None
                self._ask_for_art()
            return None
        self._images[name] = tk.PhotoImage(master=self.root, data=png, format="png")
        return self._images[name]

    def forget(self, *names: str) -> None:
        """Let go of pictures that won't be shown again."""
        for name in names:
            self._images.pop(name, None)

    @property
    def drawn(self) -> bool:
        """Whether the pictures are there."""
        return self._art is not None

    def when_drawn(self, then: Callable[[], None]) -> None:
        """Call `then` once the pictures are there (at once, if they are)."""
        if self._art is None:
            self._art = open_art(art_file(self._frames, self.theme, self.scale))
        if self._art is None:
            self.root.after(_ART_POLL_MS, self.when_drawn, then)
            return
        then()

    def _ask_for_art(self) -> None:
        if self.theme not in self._asked_for:
            self._asked_for.add(self.theme)
            self._draw(self.theme, self.scale)

    def show(self, width: int, height: int) -> None:
        """Map it, `width` x `height` at 100 %, in the middle of the pointer's monitor, keyboard left alone."""
        width, height = self.px(width), self.px(height)
        pointer = self.root.winfo_pointerxy()
        whole = (0, 0, self.root.winfo_screenwidth(), self.root.winfo_screenheight())
        left, top, wide, high = self._screen.monitor_at(*pointer) or whole
        x, y = left + max(0, (wide - width) // 2), top + max(0, (high - height) // 3)
        self.root.geometry(f"{width}x{height}+{x}+{y}")
        icon = self.image("app")
        if icon is not None:
            self.root.iconphoto(True, icon)  # noqa: FBT003 - Tk's own signature
        self._map_quietly()
        self.root.deiconify()
        self.root.lift()

    def _map_quietly(self) -> None:
        # Tk makes the window that the window manager sees when it first needs it; asking for a group does.
        self.root.wm_group(self.root)
        self.root.winfo_pointerxy()
        self._screen.map_quietly(self.root.winfo_id())

    def listen(
        self, stream: TextIO, on_order: Callable[[dict[str, Any]], None], on_end: Callable[[], None]
    ) -> None:
        """Hear the tray's orders on the window's own thread; `on_end` when the tray closed its end."""
        reader = _Orders(stream, on_order, on_end)
        if sys.platform == "win32":
            reader.start_thread()
            self._poll(reader)
        else:
            self.root.createfilehandler(stream.fileno(), tk.READABLE, lambda *_: reader.read_now(self.root))

    def _poll(self, reader: _Orders) -> None:
        if reader.deliver():
            self.root.after(_POLL_MS, self._poll, reader)


class _Orders:
    """Cuts the tray's bytes into lines and hands each order on."""

    def __init__(
        self, stream: TextIO, on_order: Callable[[dict[str, Any]], None], on_end: Callable[[], None]
    ) -> None:
        self._descriptor = stream.fileno()
        self._on_order = on_order
        self._on_end = on_end
        self._rest = b""
        self._chunks: list[bytes] = []

    def read_now(self, root: tk.Tk) -> None:
        """Read what has come (POSIX, called when there is something)."""
        chunk = os.read(self._descriptor, 1 << 16)
        if not chunk:
            root.deletefilehandler(self._descriptor)
        self._take(chunk)

    def start_thread(self) -> None:
        """Read on a thread, where pipes can't be waited for (Windows)."""
        threading.Thread(target=self._read_all, daemon=True).start()

    def _read_all(self) -> None:
        chunk = b"x"
        while chunk:
            chunk = os.read(self._descriptor, 1 << 16)
            self._chunks.append(chunk)

    def deliver(self) -> bool:
        """Hand on what the thread has read; False once the tray's end is closed."""
        while self._chunks:
            chunk = self._chunks.pop(0)
            self._take(chunk)
            if not chunk:
                return False
        return True

    def _take(self, chunk: bytes) -> None:
        if not chunk:
            self._on_end()
            return
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            if line.strip():
                self._on_order(json.loads(line))
