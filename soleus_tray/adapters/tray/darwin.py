"""The tray on macOS: pystray's own icon, touched on the main thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .pystray_tray import PystrayTray

if TYPE_CHECKING:
    from collections.abc import Callable

    from .faces import OnAction
    from .pixmaps import IconSource

ACCESSORY = 1
"""NSApplicationActivationPolicyAccessory: no symbol in the Dock."""


def darwin_tray(on_action: OnAction, icons: IconSource) -> PystrayTray:
    """Return the tray; pystray, PyObjC and Pillow are imported when it runs."""
    return PystrayTray("darwin", _make_icon, on_action=on_action, icons=icons, call=_on_main_thread)


def _on_main_thread(action: Callable[[], None]) -> None:
    """Since macOS 26 a status item touched on another thread ends the process."""
    from PyObjCTools import AppHelper  # noqa: PLC0415 - macOS only

    AppHelper.callAfter(action)


def _make_icon(*arguments: Any, **named: Any) -> Any:
    import AppKit  # noqa: PLC0415 - macOS only

    from .pystray_base import backend  # noqa: PLC0415

    application = AppKit.NSApplication.sharedApplication()
    application.setActivationPolicy_(ACCESSORY)
    return backend("darwin")(*arguments, darwin_nsapplication=application, **named)
