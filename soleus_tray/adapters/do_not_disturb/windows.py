"""Windows: the shell's notification state, and do-not-disturb itself where Windows 11 tells it.

Sources: https://learn.microsoft.com/windows/win32/api/shellapi/ne-shellapi-query_user_notification_state and
https://learn.microsoft.com/uwp/api/windows.ui.notifications.toastnotificationmanagerforuser.notificationmode
(from build 23504 on). Before that build Focus Assist has no documented way to be read.
"""

from __future__ import annotations

import sys

from soleus_tray.core.signals import Signal
from soleus_tray.core.text import N_, _
from soleus_tray.ports.sensor import Reading

PRESENTATION, QUIET_TIME = 4, 6
"""Presentation settings; the first hour of a new user. A full screen (2, 3 and 7) is another sensor's."""
UNRESTRICTED = 0
"""ToastNotificationMode; 1 is priority only, 2 alarms only."""
SHELL = "Windows notification state"
MODE = "Windows notification mode"
UNKNOWN = N_(
    "Windows did not say whether you want quiet, so do-not-disturb can't be seen; snooze from the "
    "icon's menu instead."
)


def reading_of(state: int | None, mode: int | None) -> Reading:
    """What the shell's state and the notification mode mean; None for what Windows did not tell."""
    if state is None and mode is None:
        return Reading(why=_(UNKNOWN))
    quiet = state in {PRESENTATION, QUIET_TIME} or (mode or UNRESTRICTED) != UNRESTRICTED
    return Reading((Signal("dnd"),) if quiet else ())


if sys.platform == "win32":
    import ctypes
    from typing import TYPE_CHECKING

    if TYPE_CHECKING:
        from soleus_tray.core.settings import QuietSettings
        from soleus_tray.core.signals import Kind

    class WindowsDoNotDisturb:
        """Both, where there are both; `source` says whether do-not-disturb itself can be read."""

        kind: Kind = "dnd"
        source = SHELL

        def read(self, chosen: QuietSettings) -> Reading:
            """See ports.sensor.Sensor."""
            mode = _mode()
            self.source = SHELL if mode is None else f"{SHELL}, {MODE}"
            return reading_of(_state(), mode)

        def close(self) -> None:
            """Nothing is held."""

    def _state() -> int | None:
        """The shell's QUERY_USER_NOTIFICATION_STATE."""
        state = ctypes.c_int(0)
        failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        return None if failed else state.value

    def _mode() -> int | None:
        """The ToastNotificationMode, through the package desktop-notifier brings along."""
        try:
            from winrt.windows.ui.notifications import (  # type: ignore[import-not-found]  # noqa: PLC0415
                ToastNotificationManager,
            )

            return int(ToastNotificationManager.get_default().notification_mode)
        except (ImportError, AttributeError, OSError):  # an older Windows, or none of its runtime (Wine)
            return None
