"""Keeps what nobody uses out of a process that stays."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module until something of it is used; importlib's LazyLoader loads at each `import`."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = importlib.import_module(self.__name__)
        self.__dict__.update(vars(module))
        return getattr(module, name)


def load_when_used(*names: str) -> None:
    """Have these modules of the standard library loaded by their first use and not by their import.

    dataclasses and pystray import inspect, urllib.parse ipaddress, schedule random and linecache tokenize,
    each for cases that don't occur in the tray; together they take a megabyte, of its 16.
    """
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = _Later(name)
