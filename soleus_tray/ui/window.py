"""What the windows share: a quiet, scaled, hidden top level, its pictures, and the tray's two pipes."""

from __future__ import annotations

import os
import sys
import tkinter as tk
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.ui import layout
from soleus_tray.ui.drawing.art import art_file, nearest_scale, open_art
from soleus_tray.ui.fitting_screen import Area, largest_fitting, shared, wanted_scale
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TextIO

    from soleus_tray.ports.screen import Screen
    from soleus_tray.ui.drawing.art import Art
    from soleus_tray.ui.orders import Orders

_POLL_MS = 40
_ART_POLL_MS = 100
_UNLIKE_MS = 300
"""How long a window that was shown or raised is treated unlike others."""
_TITLE_BAR = 32
"""What a window manager's title takes of a screen's height, in real pixels, at a guess."""
_FALLBACK_FONT = "DejaVu Sans"
# Tk's names for X11's bitmap fonts, which it falls back on when fontconfig has nothing to offer.
_UGLY = ("", "fixed", "courier", "helvetica")


@dataclass(frozen=True, slots=True)
class WindowParts:
    """What a window's process is given."""

    screen: Screen
    frames: Path
    """The folder of drawn pictures (drawing.art.frames_folder)."""
    draw: Callable[[str, float], None]
    """Starts drawing them for a brightness and scale in another process, and returns at once."""


class Window:
    """A hidden top level that can be dressed for a brightness and shown without taking the keyboard."""

    def __init__(self, parts: WindowParts) -> None:
        """Take what is needed; `open` connects to the display."""
        self._screen = parts.screen
        self._frames = parts.frames
        self._draw = parts.draw
        self._art: Art | None = None
        self._images: dict[str, tk.PhotoImage] = {}
        self._asked_for: set[str] = set()
        self._dot: tk.PhotoImage
        self._timer = ""
        """Until which it is unlike others: it keeps off the keyboard, or lies above all."""
        self._no_input = False
        self.root: tk.Tk
        self.scale = 1.0
        self.theme = "light"
        self.shown = False

    def open(
        self,
        title: str,
        size: tuple[float, float] = (layout.WIDTH, layout.HEIGHT),
        *,
        typed_in: bool = False,
    ) -> None:
        """Make the top level, hidden. Raises SoleusError when there is no display.

        size: width and height at 100 % that must have room on the pointer's monitor, however large the user
        wants it. typed_in: it has a field, which needs accents and the input methods of other scripts.
        """
        if not typed_in:
            _skip_input_methods()
        try:
            self.root = tk.Tk(className="Soleus-tray")
        except tk.TclError as error:
            message = _("No window can be shown here ({error}).").format(error=error)
            raise SoleusError(message) from error
        self.root.withdraw()
        self.root.title(title)
        self.tell_layout()
        self.root.resizable(width=False, height=False)
        self.root.bind("<Map>", self._mapped)
        self.root.bind_all("<Button-1>", self._clicked)  # beside what each window does with it
        dots_per_inch = float(self.root.winfo_fpixels("1i"))
        wanted = wanted_scale(self._screen, dots_per_inch / 96) or 1.0
        self.scale = nearest_scale(wanted)
        if self.scale > 1.0:
            room = self.room()
            self.scale = largest_fitting(wanted, size, (room[2], room[3] - _TITLE_BAR))

    @property
    def family(self) -> str:
        """The desktop's own font (SOLEUS_TRAY_FONT) where it is there, else what Tk takes by itself."""
        return self._families[0]

    @property
    def instead_of(self) -> str | None:
        """The X server's own font, where there is no other and ours stands in for it."""
        return self._families[1]

    @cached_property
    def _families(self) -> tuple[str, str | None]:
        """The font and the one it stands in for; found with the first word, since it takes 6 ms."""
        wanted = os.environ.get("SOLEUS_TRAY_FONT", "")
        if wanted and self._actual_family((wanted, 12)).lower() == wanted.lower():
            return wanted, None
        family = self._actual_family("TkDefaultFont")
        return (_FALLBACK_FONT, family) if family.lower() in _UGLY else (family, None)

    def _actual_family(self, font: str | tuple[str, int]) -> str:
        return str(self.root.tk.call("font", "actual", font, "-family"))

    def warm(self, sizes: tuple[tuple[float, str], ...]) -> None:
        """Do what is slow the first time: Tk's colour table (20 ms) and these fonts."""
        self._dot = tk.PhotoImage(master=self.root, width=1, height=1)
        self._dot.put("#808080")
        tk.Label(self.root, image=self._dot)
        for size, weight in sizes:
            self.root.tk.call("font", "measure", self.font(size, weight), "Warm")

    def px(self, length: float) -> int:
        """A length at 100 % in real pixels."""
        return round(length * self.scale)

    def font(self, size: float, weight: str = "normal") -> tuple[str, int, str]:
        """The system's font, `size` pixels high at 100 %."""
        return self.family, -self.px(size), weight

    def fitting_font(
        self, words: str, width: float, sizes: tuple[float, ...], weight: str = "normal"
    ) -> tuple[str, int, str]:
        """The largest of these sizes at which the words fit this width (all at 100 %), as a font."""
        for size in sizes:
            font = self.font(size, weight)
            if float(self.root.tk.call("font", "measure", font, words)) <= self.px(width):
                break
        return font

    def room(self, at: tuple[int, int] | None = None) -> Area:
        """What panels leave free of the monitor with this point, or else with the pointer."""
        monitor = self.monitor(at or self.root.winfo_pointerxy())
        return shared(monitor, self._screen.work_area() or monitor)

    def monitor(self, at: tuple[int, int]) -> Area:
        """The monitor with this point; else that with the pointer; the whole screen where none is known."""
        found = self._screen.monitor_at(*at) or self._screen.monitor_at(*self.root.winfo_pointerxy())
        return found or (0, 0, self.root.winfo_screenwidth(), self.root.winfo_screenheight())

    def dress(self, theme: str) -> None:
        """Use this brightness; asks for its pictures to be drawn when they are not there yet."""
        self.theme = theme
        self.root.configure(background=palette(theme).paper)
        self._art = open_art(art_file(self._frames, theme, self.scale))
        if self._art is None:
            self._ask_for_art()

    def image(self, name: str) -> tk.PhotoImage | None:
        """A drawn picture, or None while it is not there yet (`when_drawn` says when)."""
        if name not in self._images:
            png = self.png(name)
            if png is None:
                return None
            self._images[name] = tk.PhotoImage(master=self.root, data=png, format="png")
        return self._images[name]

    def png(self, name: str) -> bytes | None:
        """A drawn picture as it is kept, for what shows many in turn; None while it is not there yet.

        None as well for a name that nothing is drawn for; a damaged picture has all drawn anew.
        """
        if self._art is None or not self._art.has(name):
            return None
        png = self._art.png(name)
        if png is None:
            self._art = None
            self._ask_for_art()
        return png

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
        self._wear_icon()
        then()

    def _ask_for_art(self) -> None:
        if self.theme not in self._asked_for:
            self._asked_for.add(self.theme)
            self._draw(self.theme, self.scale)

    def show(self, width: float, height: float, *, at_once: bool = False) -> None:
        """Map it, `width` x `height` at 100 %, centred on the pointer's monitor, taking no keyboard.

        at_once: and not in Tk's next idle moment.
        """
        wide_px, high_px = self.px(width), self.px(height)
        left, top, wide, high = self.monitor(self.root.winfo_pointerxy())
        x, y = left + max(0, (wide - wide_px) // 2), top + max(0, (high - high_px) // 3)
        self.root.geometry(f"{wide_px}x{high_px}+{x}+{y}")
        self._wear_icon()
        self._come_on_top()
        self.root.deiconify()
        if at_once:
            self.root.update_idletasks()
        self.shown = True

    def tell_layout(self) -> None:
        """Tell what stands where, for the layout check alone."""
        path = os.environ.get("SOLEUS_TRAY_LAYOUT")
        if path:
            from soleus_tray.ui.layout_dump import keep_telling  # noqa: PLC0415 - a debug hook

            self.root.after_idle(keep_telling, self.root, path)

    def _wear_icon(self) -> None:
        """Give the window manager our picture for title bar and task list, once it is there."""
        icon = self.image("app")
        if icon is not None:
            self.root.iconphoto(True, icon)

    def bring_up(self) -> None:
        """Show it on top again, also from the task bar or when it was hidden; it still takes no keyboard."""
        shows = self.root.state() == "normal"
        if shows and self.root.focus_displayof() is not None:
            return  # what has the keyboard is in front
        self._come_on_top()
        if shows:
            self.root.lift()
            self._wait_to_be_like_others()
        else:
            self.root.deiconify()

    def _come_on_top(self) -> None:
        """Lie above other windows as it is shown or raised, and leave the keyboard where it is.

        On X11 the window says for a moment that it has no use for the keyboard (ICCCM's No Input): window
        managers then put it on top and focus nothing. Elsewhere it is above all for that moment. (On xfwm4,
        one that only was above all falls behind the window that has the keyboard, and one that merely
        raises itself is given it now and then.)
        """
        if self.root.tk.call("tk", "windowingsystem") == "x11":
            self._no_input = True
            self.root.wm_focusmodel("active")
        else:
            self.root.attributes("-topmost", True)
            self._wait_to_be_like_others()

    def _wait_to_be_like_others(self) -> None:
        if self._timer:
            self.root.after_cancel(self._timer)
        self._timer = self.root.after(_UNLIKE_MS, self._be_like_others)

    def _be_like_others(self) -> None:
        self._timer = ""
        if self._no_input:
            self._no_input = False
            self.root.wm_focusmodel("passive")
        else:
            self.root.attributes("-topmost", False)

    def _mapped(self, event: tk.Event[tk.Misc]) -> None:
        """The window manager has decided who has the keyboard: from now on this window may be given it."""
        if event.widget is self.root and self._no_input:
            self._wait_to_be_like_others()

    def _clicked(self, _event: tk.Event[tk.Misc]) -> None:
        """Whoever clicks on it wants to type in it, even in its first moments."""
        if self._no_input and self._timer:
            self.root.after_cancel(self._timer)
            self._be_like_others()
            self.root.focus_force()

    def resize(self, width: float, height: float) -> None:
        """Make it `width` x `height` at 100 %, where it stands."""
        self.root.geometry(f"{self.px(width)}x{self.px(height)}")

    def bare_top_level(self, title: str) -> tk.Toplevel:
        """One more, hidden, above all and unknown to the window manager: so it can't get the keyboard."""
        top = tk.Toplevel(self.root, background=palette(self.theme).surface, takefocus=0)
        top.withdraw()
        top.title(title)
        top.overrideredirect(boolean=True)
        top.attributes("-topmost", True)
        return top

    def round_corners(self, top: tk.Toplevel, width: float, height: float) -> None:
        """Cut the corners of a top level without a frame, `width` x `height` at 100 %, as a card's are."""
        size = self.px(width), self.px(height)
        # Tk makes the window that the window manager sees when it first needs it; asking for a group does.
        top.tk.call("wm", "group", top, top)
        top.winfo_pointerxy()
        self._screen.round_corners(top.winfo_id(), size, self.px(layout.CARD_CORNER))

    def listen(
        self, stream: TextIO, on_order: Callable[[dict[str, Any]], None], on_end: Callable[[], None]
    ) -> None:
        """Hear the tray's orders on the window's own thread; `on_end` when the tray closed its end."""
        from soleus_tray.ui.orders import Orders  # noqa: PLC0415 - a window may be on screen before it listens

        reader = Orders(stream, on_order, on_end)
        if sys.platform == "win32":
            reader.start_thread()
            self._poll(reader)
        else:
            self.root.createfilehandler(stream.fileno(), tk.READABLE, lambda *_: reader.read_now(self.root))

    @staticmethod
    def order_waiting(stream: TextIO) -> bool:
        """Whether the tray has already sent something (on Windows, pipes can't be asked)."""
        if sys.platform == "win32":
            return False
        import select  # noqa: PLC0415 - POSIX only

        return bool(select.select([stream], [], [], 0)[0])

    def _poll(self, reader: Orders) -> None:
        chunk = reader.waiting()
        if chunk != b"":  # before it is taken: an order may end the window, and with it the loop
            self.root.after(_POLL_MS, self._poll, reader)
        if chunk is not None:
            reader.take(chunk)


def _skip_input_methods() -> None:
    """For windows nothing is typed in: the Compose table and the input method take Tk 28 of 40 ms."""
    if sys.platform == "linux":
        os.environ.update(XCOMPOSEFILE=os.devnull, XMODIFIERS="@im=none")
