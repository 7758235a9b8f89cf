"""Light or dark on Linux: who is asked, in which order, and what happens when nobody answers."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.theme.font import family
from soleus_tray.adapters.theme.linux import LinuxTheme, ask_theme, from_files, watch_theme
from soleus_tray.ports.theme import Theme
from tests.adapters.dbus.peers import Peer, until

PORTAL = "org.freedesktop.portal.Desktop"


def portal(address, scheme, wrapped=True):
    one = Peer(address, PORTAL)
    value = ("v", ("u", scheme)) if wrapped else ("u", scheme)
    one.methods["Read"] = lambda _: ("v", (value,))
    return one


def xfconf(address, **values):
    one = Peer(address, "org.xfce.Xfconf")
    font = values.get("font", "")
    known = {
        "ThemeName": ("s", values.get("theme", "")),
        "dark-mode": ("b", values.get("panel", False)),
        "FontName": ("s" if isinstance(font, str) else "u", font),
    }
    one.methods["GetProperty"] = lambda message: ("v", (known[message.body[1].rsplit("/", 1)[-1]],))
    return one


@pytest.fixture
def ask(bus):
    def answer():
        themes = []
        ask_theme(bus, themes.append)
        return until(lambda: themes, "the theme")[0]

    return answer


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch):
    monkeypatch.delenv("GTK_THEME", raising=False)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize(("scheme", "brightness"), [(1, "dark"), (2, "light")])
def test_the_portal_is_asked_first(ask, private_bus, scheme, brightness, wrapped):
    one, other = (
        portal(private_bus.address, scheme, wrapped),
        xfconf(private_bus.address, theme="Adwaita-dark"),
    )

    assert ask() == Theme(brightness, brightness, "portal")
    one.close()
    other.close()


def test_gnome_s_panel_is_dark_on_a_light_desktop(ask, private_bus, monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    one = portal(private_bus.address, 2)

    assert ask() == Theme("light", "dark", "portal")
    one.close()


@pytest.mark.parametrize(
    ("name", "panel", "theme"),
    [
        ("Adwaita-dark", False, Theme("dark", "dark", "xfconf")),
        ("Adwaita", False, Theme("light", "light", "xfconf")),
        ("Greybird", True, Theme("light", "dark", "xfconf")),
    ],
)
def test_a_portal_without_preference_leaves_it_to_xfce(ask, private_bus, name, panel, theme):
    one, other = portal(private_bus.address, 0), xfconf(private_bus.address, theme=name, panel=panel)

    assert ask() == theme
    one.close()
    other.close()


def test_gtk_s_variable_and_kde_s_file_come_last(ask, monkeypatch, tmp_path):
    assert ask() == Theme("light", "light", "default")

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "kdeglobals").write_text("[Icons]\nTheme=breeze\n[General]\nColorScheme=BreezeDark\n")
    assert ask() == Theme("dark", "dark", "kdeglobals")

    monkeypatch.setenv("GTK_THEME", "Adwaita:dark")
    assert ask() == Theme("dark", "dark", "GTK_THEME")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"ColorScheme=BreezeDark\n", b"[General\nColorScheme"]
)
def test_a_garbled_file_is_no_preference(tmp_path, content):
    (tmp_path / "kdeglobals").write_bytes(content)

    assert from_files({"XDG_CONFIG_HOME": str(tmp_path)}) == Theme("light", "dark", "default")


def test_a_change_is_told(bus, private_bus):
    themes, one = [], portal(private_bus.address, 1)
    watch_theme(bus, themes.append)
    until(lambda: themes == [Theme("dark", "dark", "portal")] and bus.owner(PORTAL), "the first theme")

    one.methods["Read"] = lambda _: ("v", (("v", ("u", 2)),))
    where = ("/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "SettingChanged", "ssv")
    one.emit(*where, "org.freedesktop.appearance", "color-scheme", ("u", 2))

    until(lambda: len(themes) == 2, "the second theme")
    assert themes[1] == Theme("light", "light", "portal")
    one.close()


def test_reading_blocks_for_the_answer_and_not_longer(private_bus, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private_bus.address)
    one = portal(private_bus.address, 1)

    assert LinuxTheme().read() == Theme("dark", "dark", "portal")
    one.close()


def test_without_a_bus_or_with_a_frozen_portal_the_default_comes(private_bus, monkeypatch):
    assert LinuxTheme().read() == Theme("light", "light", "default")

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private_bus.address)
    one = Peer(private_bus.address, PORTAL)
    one.methods["Read"] = lambda _: None
    assert LinuxTheme().read() == Theme("light", "light", "default")
    one.close()


def test_gtks_own_file_tells_where_nothing_else_does(tmp_path):
    file = tmp_path / "gtk-3.0" / "settings.ini"
    file.parent.mkdir()
    file.write_text("[Settings]\ngtk-theme-name = Adwaita\n")
    assert from_files({"XDG_CONFIG_HOME": str(tmp_path)}) == Theme("light", "light", "gtk-3.0")
    file.write_text("[Settings]\ngtk-theme-name=Adwaita\ngtk-application-prefer-dark-theme=1\n")
    assert from_files({"XDG_CONFIG_HOME": str(tmp_path)}) == Theme("dark", "dark", "gtk-3.0")


# --- contrast and motion ------------------------------------------------------------------------------------

APPEARANCE, GNOME, ACCESS = (
    "org.freedesktop.appearance",
    "org.gnome.desktop.interface",
    "org.gnome.desktop.a11y.interface",
)


@pytest.mark.parametrize(
    ("known", "contrast", "still"),
    [
        ({APPEARANCE: {"contrast": ("u", 1)}}, True, False),
        ({APPEARANCE: {"contrast": ("u", 0), "reduced-motion": ("u", 1)}}, False, True),
        ({ACCESS: {"high-contrast": ("b", True)}, GNOME: {"enable-animations": ("b", True)}}, True, False),
        ({ACCESS: {"high-contrast": ("b", False)}, GNOME: {"enable-animations": ("b", False)}}, False, True),
        ({GNOME: {"enable-animations": ("s", "no")}}, False, False),
        ({}, False, False),
    ],
)
def test_the_portal_tells_of_contrast_and_motion(ask, private_bus, known, contrast, still):
    one = portal(private_bus.address, 2)
    one.methods["ReadAll"] = lambda _: ("a{sa{sv}}", (known,))

    assert ask() == Theme("light", "light", "portal", contrast, still)
    one.close()


def test_a_theme_for_high_contrast_is_known_by_its_name(ask, private_bus):
    one = xfconf(private_bus.address, theme="HighContrast")
    assert ask() == Theme("light", "light", "xfconf", contrast=True)
    one.close()
    assert from_files({"GTK_THEME": "HighContrastInverse"}).windows == "dark"
    assert from_files({"GTK_THEME": "HighContrastInverse"}).contrast


@pytest.mark.parametrize(
    ("file", "content", "still"),
    [
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
    ],
)
def test_files_may_turn_animations_off(tmp_path, file, content, still):
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(content)
    assert from_files({"XDG_CONFIG_HOME": str(tmp_path)}).still is still


# --- the font ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("described", "name"),
    [
        ("Cantarell 11", "Cantarell"),
        ("Ubuntu Medium 11.5", "Ubuntu"),
        ("DejaVu Sans Bold Oblique 10", "DejaVu Sans"),
        ("Noto Sans,10,-1,5,50,0,0,0,0,0", "Noto Sans"),
        ("Source Sans 3,10", "Source Sans 3"),
        ("Adwaita Sans", "Adwaita Sans"),
        ("Sans 10", ""),
        ("sans-serif", ""),
        ("Medium 11", "Medium"),
        ("11", ""),
        ("Bad\0Name 10", ""),
        ("", ""),
    ],
)
def test_a_family_is_told_from_weight_and_size(described, name):
    assert family(described) == name


def test_the_font_is_that_of_the_desktop_one_is_on(ask, private_bus, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "kdeglobals").write_text("[General]\nfont=Noto Sans,10,-1,5,50,0,0,0,0,0\n")
    (tmp_path / "gtk-3.0").mkdir()
    (tmp_path / "gtk-3.0" / "settings.ini").write_text("[Settings]\ngtk-font-name=Lato 10\n")
    (tmp_path / "lxqt").mkdir()
    (tmp_path / "lxqt" / "lxqt.conf").write_text('[Qt]\nfont="Open Sans,11,-1,5,50,0,0,0,0,0"\n')
    one, other = portal(private_bus.address, 2), xfconf(private_bus.address, font="Ubuntu Bold 10")
    told = {"org.gnome.desktop.interface": {"font-name": ("s", "Cantarell 11")}}
    one.methods["ReadAll"] = lambda _: ("a{sa{sv}}", (told,))

    for desktop, font in (
        ("KDE", "Noto Sans"),
        ("LXQt", "Open Sans"),
        ("XFCE", "Ubuntu"),
        ("ubuntu:GNOME", "Cantarell"),
        ("sway", "Lato"),
    ):
        monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
        assert ask().font == font, desktop
    one.close()
    other.close()


def test_a_desktop_that_names_no_font_leaves_it_to_the_windows(ask, private_bus, monkeypatch):
    one = xfconf(private_bus.address, theme="Adwaita", font=3)
    for desktop in ("KDE", "XFCE", "GNOME", ""):
        monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
        assert ask().font == ""
    one.close()
