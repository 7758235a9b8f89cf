"""A module that waits for its first use."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from soleus_tray.lean import load_when_used
for name in ("inspect", "ast", "dis"):
    sys.modules.pop(name, None)
load_when_used("inspect")
import inspect
from dataclasses import dataclass

@dataclass(frozen=True)
class Said:
    "With words of its own."
    word: str

assert "ast" not in sys.modules and not hasattr(inspect, "__path__")
import inspect as again
used = again.isfunction(print)
whole = type(sys.modules["inspect"]) is type(sys)
print(used, "ast" in sys.modules, whole, inspect.isclass(Said))
from inspect import signature
print(signature(Said))
"""


def test_a_module_comes_with_its_first_use_and_then_is_itself():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["False True True True", "(word: str) -> None"], done.stderr


def test_the_tray_starts_without_them():
    code = (
        "import sys, soleus_tray.cli as cli; cli.load_when_used('inspect', 'ipaddress', 'random');"
        "import soleus_tray.app.main, soleus_tray.adapters.dbus.bus, soleus_tray.adapters.tray.linux;"
        "print([name for name in ('ast', 'dis', '_sha512') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
