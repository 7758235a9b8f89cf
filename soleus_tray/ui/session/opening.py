"""The session's window before anything is in it: whoever clicked is waiting for it."""

from __future__ import annotations

from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.window import Window

if TYPE_CHECKING:
    from soleus_tray.ui.window import WindowParts

_CONTENTS = "soleus_tray.ui.session.process"
_FONTS = (
    (layout.WORD_SIZE, "bold"),
    (layout.TEXT_SIZE, "normal"),
    (layout.LABEL_SIZE, "normal"),
    (layout.SMALL_SIZE, "normal"),
)


def open_window(parts: WindowParts, theme: str) -> Window:
    """Open it, and load what fills it.

    theme: the brightness in which to have it on screen first of all; "" leaves it hidden.
    Raises SoleusError without a display.
    """
    window = Window(parts)
    window.open("Soleus")
    if theme:
        window.dress(theme)
        window.show(layout.WIDTH, layout.HEIGHT, at_once=True)
    # Tk spends half of its part waiting for the X server: time enough to load the contents meanwhile.
    loading = Thread(target=import_module, args=(_CONTENTS,), daemon=True)
    loading.start()
    window.warm(_FONTS)
    loading.join()
    return window
