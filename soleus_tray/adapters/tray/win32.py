"""The tray on Windows: pystray's own icon, which must not stop the user from logging off.

Its menu is left alone while it is open: pystray would destroy it under the user's hand at each new label.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from .pystray_tray import PystrayTray

if TYPE_CHECKING:
    from .faces import OnAction
    from .pixmaps import IconSource

WM_QUERYENDSESSION, WM_ENDSESSION = 0x11, 0x16
BALLOON_CLICKED = 0x405
"""NIN_BALLOONUSERCLICK: a click on the balloon that adapters.notifier.balloon shows on this icon."""
TOOLTIP_UNITS = 127
"""szTip holds 128 UTF-16 units with the closing zero; pystray raises above that."""


def win32_tray(on_action: OnAction, icons: IconSource) -> PystrayTray:
    """Return the tray; pystray and Pillow are imported when it runs."""

    def make_icon(*arguments: Any, **named: Any) -> Any:
        return _icon_class(on_action)(*arguments, **named)

    return PystrayTray("win32", make_icon, on_action=on_action, icons=icons, clip=TOOLTIP_UNITS)


def _icon_class(on_action: OnAction) -> Any:
    from .pystray_base import backend  # noqa: PLC0415 - imports Pillow

    class Icon(backend("win32")):  # type: ignore[misc]  # pystray carries no types
        """Answers the end of the session as Windows expects."""

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            # pystray answers 0 to whatever it does not know, which here means "do not log off".
            self._message_handlers[WM_QUERYENDSESSION] = lambda _wparam, _lparam: 1
            self._message_handlers[WM_ENDSESSION] = self._session_ends
            self._menu_lock = threading.Lock()
            self._menu_open = self._menu_stale = False

        def _session_ends(self, wparam: int, _lparam: int) -> int:
            if wparam:
                on_action("quit")
                self._on_stop(0, 0)
            return 0

        def _on_notify(self, wparam: int, lparam: int) -> None:
            if lparam == BALLOON_CLICKED:
                on_action("begin")
                return
            with self._menu_lock:
                self._menu_open = True
            try:
                super()._on_notify(wparam, lparam)  # returns when the menu is closed
            finally:
                with self._menu_lock:
                    self._menu_open, stale, self._menu_stale = False, self._menu_stale, False
                if stale:
                    self._update_menu()

        def _update_menu(self) -> None:
            with self._menu_lock:
                if self._menu_open:
                    self._menu_stale = True
                else:
                    super()._update_menu()

    return Icon
