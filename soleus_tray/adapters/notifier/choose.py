"""Which notifier this system gets: what the environment asks for, otherwise the best there is."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _

from .unavailable import NO_BUS, UnavailableNotifier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...ports.notifier import Notifier, OnAnswer
    from ..dbus.bus import Bus

VARIABLE = "SOLEUS_TRAY_NOTIFIER"
NO_BUNDLE = N_(
    "macOS shows notifications only from the signed application; install Soleus Tray from its disk "
    "image rather than from source."
)
_log = logging.getLogger(__name__)


def choose_notifier(
    on_answer: OnAnswer, bus: Bus | None = None, environ: Mapping[str, str] | None = None, icon: str = ""
) -> Notifier:
    """Return the notifier to use; nothing is sent yet.

    `bus` must be given on Linux; `icon` is a file's absolute path or a name in the icon theme.
    SOLEUS_TRAY_NOTIFIER may ask for "plyer" or "none".
    """
    wanted = (os.environ if environ is None else environ).get(VARIABLE, "")
    if wanted == "none":
        return UnavailableNotifier(
            on_answer, _("Notifications are turned off by {variable}=none.").format(variable=VARIABLE)
        )
    if sys.platform == "win32":
        from .balloon import BalloonNotifier, show_on_icon  # noqa: PLC0415
        from .desktop import DesktopNotifierNotifier  # noqa: PLC0415
        from .plyer import PlyerNotifier  # noqa: PLC0415

        last = PlyerNotifier(on_answer)
        if wanted == "plyer":
            return last
        return DesktopNotifierNotifier(on_answer, BalloonNotifier(on_answer, last, show_on_icon))
    if sys.platform == "darwin":
        from .desktop import DesktopNotifierNotifier  # noqa: PLC0415

        # plyer's own way is broken on current systems, so that nothing is left when this fails.
        return DesktopNotifierNotifier(on_answer, UnavailableNotifier(on_answer, _(NO_BUNDLE)))
    return _linux(on_answer, bus, wanted, icon)


def _linux(on_answer: OnAnswer, bus: Bus | None, wanted: str, icon: str) -> Notifier:
    from .plyer import PlyerNotifier  # noqa: PLC0415

    if bus is None:
        _log.warning("no notifications: they need the session bus")
        return UnavailableNotifier(on_answer, _(NO_BUS))
    last = PlyerNotifier(on_answer, bus)
    if wanted == "plyer":
        return last
    from .freedesktop import FreedesktopNotifier  # noqa: PLC0415

    return FreedesktopNotifier(bus, on_answer, last, icon)
