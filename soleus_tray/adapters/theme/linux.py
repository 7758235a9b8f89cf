"""Light or dark on Linux: the desktop portal, then Xfce's settings, then environment and files.

Contrast and motion: the portal's own keys, GNOME's settings through the portal, a theme named HighContrast,
and what GTK's and KDE's files say of animations. The font: GNOME's and Xfce's settings; KDE's, LXQt's
or GTK's file.
"""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from jeepney import DBusAddress

from ...ports.theme import Brightness, Theme
from ..dbus.messages import Subscription
from .font import family

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..dbus.bus import Bus
    from ..dbus.messages import Reply

PORTAL = "org.freedesktop.portal.Desktop"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
APPEARANCE = "org.freedesktop.appearance"
GNOME = "org.gnome.desktop.interface"
GNOME_ACCESS = "org.gnome.desktop.a11y.interface"
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
        *(
            (PORTAL, PORTAL_PATH, SETTINGS, "SettingChanged", "ssv", namespace)
            for namespace in (APPEARANCE, GNOME, GNOME_ACCESS)
        ),
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

    def found(theme: Theme) -> None:
        _ask_for_ease(bus, theme, on_theme)

    def portal_answered(reply: Reply) -> None:
        value = reply.value("v", None)
        # The portal's Read wraps its variant in another one.
        while isinstance(value, tuple) and value[0] == "v":
            value = value[1]
        if value in {("u", DARK), ("u", LIGHT)}:
            found(_theme("dark" if value[1] == DARK else "light", "portal"))
        else:
            _ask_xfconf(bus, found)

    bus.call(_portal, "Read", "ss", body, on_reply=portal_answered, timeout=QUESTION_SECONDS)


def _ask_for_ease(bus: Bus, theme: Theme, on_theme: Callable[[Theme], None]) -> None:
    """Add what the portal knows of contrast and motion; one that answers nothing adds nothing."""
    namespaces = ([APPEARANCE, GNOME, GNOME_ACCESS],)

    def answered(reply: Reply) -> None:
        known = reply.value("a{sa{sv}}", {})

        def says(namespace: str, key: str, value: tuple[str, object]) -> bool:
            return bool(known.get(namespace, {}).get(key) == value)

        contrast = says(APPEARANCE, "contrast", ("u", 1)) or says(GNOME_ACCESS, "high-contrast", ("b", True))
        still = says(APPEARANCE, "reduced-motion", ("u", 1)) or says(GNOME, "enable-animations", ("b", False))
        still = still or _is_still(os.environ)
        eased = replace(theme, contrast=theme.contrast or contrast, still=still)
        _ask_for_font(bus, eased, known.get(GNOME, {}).get("font-name", ("", "")), on_theme)

    bus.call(_portal, "ReadAll", "as", namespaces, on_reply=answered, timeout=QUESTION_SECONDS)


def _ask_for_font(
    bus: Bus, theme: Theme, gnome: tuple[str, object], on_theme: Callable[[Theme], None]
) -> None:
    """Add the font of the desktop's own windows; `gnome`: what the portal says, anywhere, of GNOME's."""
    desktops = _desktops(os.environ)

    def answered(reply: Reply) -> None:
        kind, font = reply.value("v", ("", ""))
        on_theme(replace(theme, font=family(font) if kind == "s" else ""))

    if "XFCE" in desktops:
        body = ("xsettings", "/Gtk/FontName")
        bus.call(_xfconf, "GetProperty", "ss", body, on_reply=answered, timeout=QUESTION_SECONDS)
    elif "GNOME" in desktops and gnome[0] == "s":
        on_theme(replace(theme, font=family(str(gnome[1]))))
    else:
        on_theme(replace(theme, font=_font_of_files(os.environ)))


def _font_of_files(environ: Mapping[str, str]) -> str:
    """The family that KDE's own file, LXQt's or GTK's names."""
    desktops = _desktops(environ)
    if "KDE" in desktops:
        return family(_value(environ, "kdeglobals", "[General]", "font"))
    if "LXQT" in desktops:
        return family(_value(environ, "lxqt/lxqt.conf", "[Qt]", "font").strip('"'))
    return family(_value(environ, "gtk-3.0/settings.ini", "[Settings]", "gtk-font-name"))


def _desktops(environ: Mapping[str, str]) -> list[str]:
    """What the session calls itself, in capitals."""
    return environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":")


def _ask_xfconf(bus: Bus, on_theme: Callable[[Theme], None]) -> None:
    def theme_answered(reply: Reply) -> None:
        kind, name = reply.value("v", ("", ""))
        named = kind == "s" and bool(name)
        theme = from_files(os.environ)
        if named:
            theme = Theme(_brightness(name), _brightness(name), "xfconf", _is_strong(name))
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
    return replace(_colours(environ), still=_is_still(environ), font=_font_of_files(environ))


def _is_still(environ: Mapping[str, str]) -> bool:
    """Whether GTK's or KDE's file turns animations off."""
    gtk = _value(environ, "gtk-3.0/settings.ini", "[Settings]", "gtk-enable-animations")
    return (
        gtk.lower() in {"0", "false"}
        or _value(environ, "kdeglobals", "[KDE]", "AnimationDurationFactor") == "0"
    )


def _colours(environ: Mapping[str, str]) -> Theme:
    gtk = environ.get("GTK_THEME", "")
    if gtk:
        return replace(_theme(_brightness(gtk), "GTK_THEME", environ), contrast=_is_strong(gtk))
    scheme = _value(environ, "kdeglobals", "[General]", "ColorScheme")
    if scheme:
        return _theme(_brightness(scheme), "kdeglobals", environ)
    prefers_dark = _value(environ, "gtk-3.0/settings.ini", "[Settings]", "gtk-application-prefer-dark-theme")
    name = _value(environ, "gtk-3.0/settings.ini", "[Settings]", "gtk-theme-name")
    if prefers_dark.lower() in {"1", "true"}:
        return _theme("dark", "gtk-3.0", environ)
    theme = _theme(_brightness(name), "gtk-3.0" if name else "default", environ)
    return replace(theme, contrast=_is_strong(name))


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
    name = name.lower()
    return "dark" if "dark" in name or "inverse" in name else "light"


def _is_strong(name: str) -> bool:
    """Whether a GTK theme's name is that of a high-contrast one: HighContrast, HighContrastInverse."""
    return name.lower().replace("-", "").startswith("highcontrast")


def _theme(windows: Brightness, source: str, environ: Mapping[str, str] | None = None) -> Theme:
    """Add the panel: GNOME's is always dark; of an unknown desktop nobody knows, and bars are mostly dark."""
    named = _desktops(os.environ if environ is None else environ)
    follows = not FOLLOWING_PANELS.isdisjoint(named) or source != "default"
    return Theme(windows, windows if follows and "GNOME" not in named else "dark", source)
