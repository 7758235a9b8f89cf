"""Light or dark on Linux: the desktop portal, then Xfce's settings, then environment and files."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from jeepney import DBusAddress

from ...ports.theme import Brightness, Theme
from ..dbus.messages import Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..dbus.bus import Bus
    from ..dbus.messages import Reply

PORTAL = "org.freedesktop.portal.Desktop"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
APPEARANCE = "org.freedesktop.appearance"
QUESTION_SECONDS = 0.4
READ_SECONDS = 1.0
FOLLOWING_PANELS = frozenset({"KDE", "MATE", "XFCE"})
"""Desktops whose panel is as light or dark as their windows, unless their user says otherwise."""
DARK, LIGHT = 1, 2
"""The portal's color-scheme; 0 is "no preference"."""
_portal = DBusAddress(PORTAL_PATH, bus_name=PORTAL, interface=SETTINGS)
_xfconf = DBusAddress("/org/xfce/Xfconf", bus_name="org.xfce.Xfconf", interface="org.xfce.Xfconf")


class LinuxTheme:
    """Reads once, over a bus connection of its own; for the window's process."""

    def read(self) -> Theme:
        """See ports.theme.ThemeSource."""
        from ..dbus.bus import Bus  # noqa: PLC0415 - the caller may already have one, and then uses ask_theme

        bus, answered, found = Bus(), threading.Event(), [from_files(os.environ)]

        def keep(theme: Theme) -> None:
            found[0] = theme
            answered.set()

        ask_theme(bus, keep)
        bus.start()
        answered.wait(READ_SECONDS)
        bus.close()
        return found[0]


def watch_theme(bus: Bus, on_theme: Callable[[Theme], None]) -> None:
    """Tell the theme now and whenever it may have changed, on the bus's thread; returns at once."""
    ask_theme(bus, on_theme)
    signals = (
        (PORTAL, PORTAL_PATH, SETTINGS, "SettingChanged", "ssv", APPEARANCE),
        ("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf", "PropertyChanged", "ssv", "xsettings"),
    )
    for sender, path, interface, member, signature, first in signals:
        heard = Subscription(
            sender, path, interface, member, signature, lambda *_: ask_theme(bus, on_theme), first
        )
        bus.subscribe(heard)


def ask_theme(bus: Bus, on_theme: Callable[[Theme], None]) -> None:
    """Tell the theme once, on the bus's thread; returns at once."""
    body = (APPEARANCE, "color-scheme")

    def portal_answered(reply: Reply) -> None:
        value = reply.value("v", None)
        # The portal's Read wraps its variant in another one.
        while isinstance(value, tuple) and value[0] == "v":
            value = value[1]
        if value in {("u", DARK), ("u", LIGHT)}:
            on_theme(_theme("dark" if value[1] == DARK else "light", "portal"))
        else:
            _ask_xfconf(bus, on_theme)

    bus.call(_portal, "Read", "ss", body, on_reply=portal_answered, timeout=QUESTION_SECONDS)


def _ask_xfconf(bus: Bus, on_theme: Callable[[Theme], None]) -> None:
    def theme_answered(reply: Reply) -> None:
        kind, name = reply.value("v", ("", ""))
        named = kind == "s" and bool(name)
        theme = Theme(_brightness(name), _brightness(name), "xfconf") if named else from_files(os.environ)
        get("xfce4-panel", "/panels/dark-mode", lambda panel: panel_answered(theme, panel))

    def panel_answered(theme: Theme, reply: Reply) -> None:
        dark = reply.value("v", None)
        if dark == ("b", True):
            theme = replace(theme, panel="dark")
        elif dark == ("b", False):
            theme = replace(theme, panel=theme.windows)
        on_theme(theme)

    def get(channel: str, name: str, on_reply: Callable[[Reply], None]) -> None:
        bus.call(_xfconf, "GetProperty", "ss", (channel, name), on_reply=on_reply, timeout=QUESTION_SECONDS)

    get("xsettings", "/Net/ThemeName", theme_answered)


def from_files(environ: Mapping[str, str]) -> Theme:
    """Return what GTK_THEME, KDE's own file or GTK's says, without asking anybody."""
    gtk = environ.get("GTK_THEME", "")
    if gtk:
        return _theme(_brightness(gtk), "GTK_THEME", environ)
    scheme = _value(environ, "kdeglobals", "[General]", "ColorScheme")
    if scheme:
        return _theme(_brightness(scheme), "kdeglobals", environ)
    prefers_dark = _value(environ, "gtk-3.0/settings.ini", "[Settings]", "gtk-application-prefer-dark-theme")
    name = _value(environ, "gtk-3.0/settings.ini", "[Settings]", "gtk-theme-name")
    if prefers_dark.lower() in {"1", "true"}:
        return _theme("dark", "gtk-3.0", environ)
    return _theme(_brightness(name), "gtk-3.0" if name else "default", environ)


def _value(environ: Mapping[str, str], path: str, section: str, key: str) -> str:
    """Return a key's value in a file of the user's configuration, "" when there is none."""
    folder = environ.get("XDG_CONFIG_HOME") or os.path.join(environ.get("HOME", ""), ".config")  # noqa: PTH118
    try:
        with open(os.path.join(folder, path), encoding="utf-8", errors="replace") as file:  # noqa: PTH118, PTH123
            lines = file.read().splitlines()
    except OSError:
        return ""
    here = ""
    for line in lines:
        if line.startswith("["):
            here = line.strip()
        elif here == section and line.partition("=")[0].strip() == key:
            return line.partition("=")[2].strip()
    return ""


def _brightness(name: str) -> Brightness:
    return "dark" if "dark" in name.lower() else "light"


def _theme(windows: Brightness, source: str, environ: Mapping[str, str] | None = None) -> Theme:
    """Add the panel: GNOME's is always dark; of an unknown desktop nobody knows, and bars are mostly dark."""
    named = (os.environ if environ is None else environ).get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    follows = not FOLLOWING_PANELS.isdisjoint(named) or source != "default"
    return Theme(windows, windows if follows and "GNOME" not in named else "dark", source)
