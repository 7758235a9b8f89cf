"""What every theme source must do."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.theme.linux import LinuxTheme
from soleus_tray.adapters.theme.macos import MacTheme
from soleus_tray.adapters.theme.windows import WindowsTheme

SOURCES = {"linux": LinuxTheme, "macos": MacTheme, "windows": WindowsTheme}


@pytest.mark.parametrize("name", SOURCES)
def test_with_nothing_to_ask_it_still_answers(name):
    theme = SOURCES[name]().read()

    assert theme.windows in {"light", "dark"}
    assert theme.panel in {"light", "dark"}
    assert theme.source


@pytest.mark.parametrize("name", SOURCES)
def test_it_may_be_read_again(name):
    source = SOURCES[name]()

    assert source.read() == source.read()
