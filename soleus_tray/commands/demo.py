"""`demo`: a reminder and a 20-second set at once, on the real desktop."""

from __future__ import annotations

import os
import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from soleus_tray.app.control.client import ask
from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import say
from soleus_tray.core.errors import NotRunningError, SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(_: Namespace) -> int:
    """Ask the running app for it, or start one in a home that is gone afterwards."""
    try:
        say(ask(find_paths(), "demo")["say"])
    except NotRunningError:
        return _in_a_home_of_its_own()
    return 0


def _in_a_home_of_its_own() -> int:
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise SoleusError(_("There is no screen here; `make demo` shows it on a virtual one."))
    from soleus_tray.app.main import run_app  # noqa: PLC0415 - the whole app, needed only now

    with TemporaryDirectory(prefix="soleus-tray-demo-", ignore_cleanup_errors=True) as home:
        os.environ["SOLEUS_TRAY_HOME"] = home
        say(_("A reminder comes in a moment; Begin starts a set of 20 s. Nothing is kept; Ctrl-C ends it."))
        sys.stdout.flush()
        return run_app(find_paths(), demo=True)
