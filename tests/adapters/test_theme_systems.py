"""Light or dark on macOS and Windows, as far as another system can try it."""

from __future__ import annotations

import sys

import pytest

from soleus_tray.adapters.theme.choose import choose_theme
from soleus_tray.adapters.theme.linux import LinuxTheme
from soleus_tray.adapters.theme.macos import MacTheme
from soleus_tray.adapters.theme.windows import WindowsTheme
from soleus_tray.ports.theme import Theme


@pytest.mark.parametrize(
    ("command", "theme"),
    [
        (("printf", "Dark\n"), Theme("dark", "dark", "defaults")),
        (("false",), Theme("light", "light", "defaults")),
        (("no-such-command-here",), Theme()),
    ],
)
def test_macos_is_dark_only_when_the_command_says_so(command, theme):
    assert MacTheme(command).read() == theme


@pytest.mark.skipif(sys.platform == "win32", reason="reads the real registry there")
def test_windows_falls_back_to_its_defaults_elsewhere():
    assert WindowsTheme().read() == Theme()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the choice is by system")
def test_linux_gets_its_own_source():
    assert isinstance(choose_theme(), LinuxTheme)
