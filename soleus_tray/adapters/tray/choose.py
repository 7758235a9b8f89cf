"""Which tray backend this desktop gets: what the environment asks for, otherwise what the system has."""

from __future__ import annotations

import logging
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...ports.tray import Tray
    from ..dbus.bus import Bus
    from .faces import OnAction
    from .pixmaps import IconSource
    from .pystray_tray import PystrayTray

VARIABLE = "SOLEUS_TRAY_BACKEND"
XEMBED = ("gtk", "appindicator", "xorg")
_log = logging.getLogger(__name__)


def choose_tray(
    *,
    on_action: OnAction,
    icons: IconSource,
    on_trouble: Callable[[str], None],
    bus: Bus | None = None,
    environ: Mapping[str, str] | None = None,
) -> Tray:
    """Return the tray to use; does no I/O.

    `bus` must be given on Linux and must not be served yet: the tray serves it. `on_trouble` hears one
    sentence, once, when the icon has no place to show.
    """
    wanted = (os.environ if environ is None else environ).get(VARIABLE, "")
    if wanted == "none":
        return _none(bus)
    if sys.platform == "win32":
        from .win32 import win32_tray  # noqa: PLC0415

        return win32_tray(on_action, icons)
    if sys.platform == "darwin":
        from .darwin import darwin_tray  # noqa: PLC0415

        return darwin_tray(on_action, icons)
    if bus is None:
        _log.warning("no tray: it needs the session bus")
        return _none(None)
    return _linux(wanted, bus, on_action, icons, on_trouble)


def _none(bus: Bus | None) -> Tray:
    from .unavailable import UnavailableTray  # noqa: PLC0415

    return UnavailableTray(bus)


def _linux(
    wanted: str, bus: Bus, on_action: OnAction, icons: IconSource, on_trouble: Callable[[str], None]
) -> Tray:
    from .linux import LinuxTray  # noqa: PLC0415

    if wanted and wanted != "sni" and wanted not in XEMBED:
        _log.warning("%s=%s is not a tray this system has; choosing one", VARIABLE, wanted)
        wanted = ""
    names = XEMBED if not wanted else () if wanted == "sni" else (wanted,)
    fallbacks = tuple(_maker(name, on_action, icons) for name in names)
    return LinuxTray(
        bus,
        on_action=on_action,
        icons=icons,
        on_trouble=on_trouble,
        fallbacks=fallbacks,
        offer=wanted not in XEMBED,
    )


def _maker(name: str, on_action: OnAction, icons: IconSource) -> Callable[[], PystrayTray]:
    def make() -> PystrayTray:
        from .pystray_tray import PystrayTray  # noqa: PLC0415

        return PystrayTray(name, _icon_class(name, on_action), on_action=on_action, icons=icons)

    make.__qualname__ = name
    return make


def _icon_class(name: str, on_action: OnAction) -> Callable[..., object]:
    """Import one of pystray's Linux backends; raises what its libraries raise where they are missing."""
    if name == "xorg":
        from .xorg import Icon  # noqa: PLC0415

        return partial(Icon, on_right_click=lambda: on_action("window"))
    from .pystray_base import backend  # noqa: PLC0415

    chosen: Callable[..., object] = backend(name)
    return chosen
