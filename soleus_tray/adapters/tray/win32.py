"""The tray on Windows: pystray's own icon, which must not stop the user from logging off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .pystray_tray import PystrayTray

if TYPE_CHECKING:
    from .faces import OnAction
    from .pixmaps import IconSource

WM_QUERYENDSESSION, WM_ENDSESSION = 0x11, 0x16
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

        def _session_ends(self, wparam: int, _lparam: int) -> int:
            if wparam:
                on_action("quit")
                self._on_stop(0, 0)
            return 0

    return Icon
