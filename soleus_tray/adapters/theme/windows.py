"""Light or dark on Windows: two registry values, one for windows and one for the taskbar."""

from __future__ import annotations

import sys

from ...ports.theme import Brightness, Theme

KEY = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


class WindowsTheme:
    """Reads HKEY_CURRENT_USER; Windows before 10 has neither value and gets the defaults."""

    def read(self) -> Theme:
        """See ports.theme.ThemeSource."""
        windows, panel = _value("AppsUseLightTheme"), _value("SystemUsesLightTheme")
        source = "default" if windows is None and panel is None else "registry"
        return Theme(windows or "light", panel or "dark", source)


def _value(name: str) -> Brightness | None:
    if sys.platform != "win32":
        return None
    import winreg  # noqa: PLC0415 - Windows only

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
            light, _kind = winreg.QueryValueEx(key, name)
    except OSError:
        return None
    return "light" if light else "dark"
