"""`welcome`: the first run once more, beside the running app or by itself."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

from soleus_tray.adapters.settings.toml_file import read_file
from soleus_tray.adapters.theme.choose import choose_theme
from soleus_tray.app.appearance import Appearance
from soleus_tray.app.children import own_command
from soleus_tray.app.control.client import ask
from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import say
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from argparse import Namespace

    from soleus_tray.app.paths import Paths


def run(_given: Namespace) -> int:
    """Have the running app open its window, or show it and wait for its end."""
    paths = find_paths()
    try:
        say(ask(paths, "welcome")["say"])
    except SoleusError:  # no app is there, or one that doesn't know the word
        return _by_itself(paths)
    return 0


def _by_itself(paths: Paths) -> int:
    """The window's own exit code; one that can't show says why on our standard error."""
    nothing = subprocess.DEVNULL
    command = own_command("_window", "welcome", _theme(paths))
    code = subprocess.run(command, stdin=nothing, stdout=nothing, check=False).returncode
    with suppress(SoleusError):
        ask(paths, "settings-changed")
    return code


def _theme(paths: Paths) -> str:
    chosen = read_file(paths.settings).settings.appearance
    appearance = Appearance(lambda _theme: None)
    appearance.found(choose_theme().read(), chosen)
    return appearance.windows(chosen)
