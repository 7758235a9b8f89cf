"""`self-test`: whether this installation has all its parts. Needs no screen."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import soleus_tray
from soleus_tray import __version__
from soleus_tray.app.paths import Paths
from soleus_tray.commands.speaking import say
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable


def run(_: Namespace) -> int:
    """Try each part; raises SoleusError naming the first that fails."""
    # pystray asks for a display when it is imported; what is tried here is that its parts are there.
    os.environ.setdefault("PYSTRAY_BACKEND", "dummy")
    with TemporaryDirectory(prefix="soleus-tray-self-test-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        paths = Paths(home, home / "data", home / "state", home / "cache", home / "run").make()
        for name, part in PARTS.items():
            try:
                part(paths)
            except Exception as error:  # whatever a broken installation raises
                raise SoleusError(
                    f"self-test failed: {name} ({type(error).__name__}: {error}); please install it again."
                ) from error
    say(f"soleus-tray {__version__}: {', '.join(PARTS)}: ok")
    return 0


def _modules(_: Paths) -> None:
    """Every module of ours can be loaded, and so can what it needs."""
    for module in pkgutil.walk_packages(soleus_tray.__path__, "soleus_tray."):
        if not module.name.endswith("__main__") and _is_for_here(module.name):
            _load(module.name)


_LINUX_ONLY = {"jeepney", "Xlib", "fcntl"}
"""What the adapters for Linux are built on, and other systems have no need of."""


def _load(name: str) -> None:
    try:
        import_module(name)
    except ModuleNotFoundError as error:
        if sys.platform == "linux" or error.name not in _LINUX_ONLY:
            raise
    except Exception as error:
        # python-xlib's answer to a machine without a screen, on which pystray's X backends can't be loaded.
        if type(error).__name__ != "DisplayNameError" or os.environ.get("DISPLAY"):
            raise


def _is_for_here(name: str) -> bool:
    """Whether a module is meant for this system: the tray's native backends load only on their own."""
    foreign = {"win32": "win32", "darwin": "darwin"}
    last = name.rpartition(".")[2]
    if name == "soleus_tray.app.control.unix":
        return sys.platform != "win32"
    return foreign.get(last, sys.platform) == sys.platform


def _settings(paths: Paths) -> None:
    from soleus_tray.adapters.settings.editing import set_value  # noqa: PLC0415
    from soleus_tray.adapters.settings.toml_file import read_file  # noqa: PLC0415
    from soleus_tray.core.settings_keys import find_key  # noqa: PLC0415

    set_value(paths.settings, find_key("set.pace"), "flow")
    found = read_file(paths.settings)
    if found.problems or found.settings.set.pace != "flow":
        raise SoleusError(f"settings did not read back: {found.sentences}")


def _record(paths: Paths) -> None:
    from soleus_tray.adapters.store import commands  # noqa: PLC0415

    commands.drain(paths)
    if commands.history(paths, None, "json")[0].strip() != "[]":
        raise SoleusError("a new record is not empty")


def _drawing(_: Paths) -> None:
    from soleus_tray.ports.tray import IconKey  # noqa: PLC0415
    from soleus_tray.ui.drawing.icons import draw_icon  # noqa: PLC0415

    if draw_icon(IconKey("due"), 24).getbbox() is None:
        raise SoleusError("the icon is empty")


PARTS: dict[str, Callable[[Paths], None]] = {
    "modules": _modules,
    "settings": _settings,
    "record": _record,
    "drawing": _drawing,
}
