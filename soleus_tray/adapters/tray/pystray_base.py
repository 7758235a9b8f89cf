"""pystray's base classes, without the choice of backend that importing pystray makes.

`import pystray` tries its Linux backends at once, which loads Pillow and GTK and raises without a display.
Its dummy backend is imported instead; the variable that asks for it must not reach our child processes.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

_VARIABLE = "PYSTRAY_BACKEND"

_wanted = os.environ.get(_VARIABLE)
os.environ[_VARIABLE] = "dummy"
try:
    from pystray import _base
finally:
    if _wanted is None:
        del os.environ[_VARIABLE]
    else:
        os.environ[_VARIABLE] = _wanted

BaseIcon = _base.Icon
Menu = _base.Menu
MenuItem = _base.MenuItem

__all__ = ["BaseIcon", "Menu", "MenuItem", "backend"]


def backend(name: str) -> Any:
    """Import one of pystray's backends ("xorg", "gtk", ...) and return its Icon class.

    Raises whatever its libraries raise where they, or a display, are missing.
    """
    return importlib.import_module(f"pystray._{name}").Icon
