"""Light or dark on Windows: two registry values; contrast and motion from the system's parameters."""

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
        return Theme(windows or "light", panel or "dark", source, _high_contrast(), _still())


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


def _high_contrast() -> bool:
    """Source: SystemParametersInfoW with SPI_GETHIGHCONTRAST, and HIGHCONTRASTW, in winuser.h."""
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - Windows only

    class HighContrast(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("flags", ctypes.c_uint), ("scheme", ctypes.c_wchar_p))

    spi_gethighcontrast, hcf_highcontrast_on = 0x42, 1
    found = HighContrast(size=ctypes.sizeof(HighContrast))
    asked = ctypes.windll.user32.SystemParametersInfoW(
        spi_gethighcontrast, found.size, ctypes.byref(found), 0
    )
    return bool(asked and found.flags & hcf_highcontrast_on)


def _still() -> bool:
    """Source: SPI_GETCLIENTAREAANIMATION in winuser.h; Vista and later."""
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - Windows only

    spi_getclientareaanimation, animated = 0x1042, ctypes.c_int(1)
    asked = ctypes.windll.user32.SystemParametersInfoW(
        spi_getclientareaanimation, 0, ctypes.byref(animated), 0
    )
    return bool(asked and not animated.value)
