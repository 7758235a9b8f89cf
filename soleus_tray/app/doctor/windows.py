"""Whether windows can open, and with which letters; tried in a child.

A child, since Tk takes its whole process along where the X server goes, or hangs with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from soleus_tray.app.appearance import FONT_VARIABLE
from soleus_tray.app.children import own_command
from soleus_tray.app.doctor.finding import Finding, cannot, limited, told, works
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FONTS, WINDOWS = N_("fonts"), N_("windows")
CHILD_WITHIN = 8.0
"""Seconds; a first start may have to read everything from a slow disk."""
OPTION = "--open-a-window"
"""What makes `doctor` the child."""
Opened = dict[str, Any]
"""What the child says: {"family": ..., "instead_of": ..., "scale": ...}, or
{"trouble": "tkinter" | "display", "why": ...}.
"""


# ---- in the child --------------------------------------------------------------------------------


def opened(cache: Path) -> Opened:
    """Open a window, never shown, as the app's own windows do."""
    from soleus_tray.adapters.screens.choose import choose_screen  # noqa: PLC0415
    from soleus_tray.adapters.theme.choose import choose_theme  # noqa: PLC0415

    try:
        from soleus_tray.ui.window import Window, WindowParts  # noqa: PLC0415 - tkinter may be missing
    except ImportError as error:
        return {"trouble": "tkinter", "why": str(error)}
    os.environ.setdefault(FONT_VARIABLE, choose_theme().read().font)
    window = Window(WindowParts(choose_screen(), cache, lambda _theme, _scale: None))
    try:
        window.open("Soleus")
    except SoleusError as error:
        return {"trouble": "display", "why": str(error)}
    found = {"family": window.family, "instead_of": window.instead_of, "scale": window.scale}
    window.root.destroy()
    return found


# ---- in the doctor -------------------------------------------------------------------------------


def ask_child(command: list[str] | None = None) -> Opened:
    """What the child says; one that hangs or dies is a trouble with the display."""
    try:
        done = subprocess.run(
            command or own_command("doctor", OPTION),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=CHILD_WITHIN,
            check=True,
        )
        return _understood(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        why = _with_display(
            N_("The display {name} doesn't answer; log out and in again."),
            N_("The display doesn't answer; log out and in again."),
        )
        return {"trouble": "display", "why": why}
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {
            "trouble": "display",
            "why": _with_display(
                N_("The display {name} broke off; log out and in again."),
                N_("The display broke off; log out and in again."),
            ),
        }


def _understood(found: object) -> Opened:
    """What the child said; raises ValueError if it is something else."""
    if isinstance(found, dict) and ("family" in found or "why" in found):
        return found
    raise ValueError


def windows(child: Callable[[], Opened]) -> Finding:
    """Whether a window can open here."""
    found = child()
    if found.get("trouble") == "tkinter":
        return cannot(
            WINDOWS,
            _("None can open."),
            _("Python's tkinter is missing ({error}).").format(error=found["why"]),
            _TK,
        )
    if found.get("trouble"):
        if sys.platform == "linux" and not os.environ.get("DISPLAY"):
            because = _("No display is named (DISPLAY is not set).")
            remedy = _("Start it from inside your desktop session; under Wayland, install Xwayland.")
            return cannot(WINDOWS, _("None can open."), because, remedy)
        because, remedy = told(str(found["why"]))
        return cannot(
            WINDOWS, _("None can open."), because, remedy or _("See that DISPLAY names your own desktop's.")
        )
    return works(WINDOWS, _("They open, drawn at {scale:.0%}.").format(scale=float(found.get("scale", 1))))


def fonts(child: Callable[[], Opened]) -> Finding:
    """Whether the windows' letters are those of a real font."""
    found = child()
    if found.get("trouble") == "tkinter":
        return cannot(FONTS, _("They can't be looked up."), _("Python's tkinter is missing."), _(_TK))
    if found.get("trouble"):
        return limited(FONTS, _("They can't be looked up."), _("Only a window can tell, and none can open."))
    family, poor = str(found.get("family", "")), found.get("instead_of")
    if poor is not None:
        because = _("Only the X server's own font ({family}) was found, which is hard to read.").format(
            family=poor or _("none")
        )
        return limited(FONTS, _("A plain font is used."), because, _(_FONTS))
    return works(FONTS, _("Windows write in {family}.").format(family=family))


_TK = N_(
    "Install it: sudo apt install python3-tk (Debian, Ubuntu) or sudo dnf install python3-tkinter (Fedora)."
)
_FONTS = N_("Install one, for example the package fonts-dejavu-core, and fontconfig.")


def _with_display(named: str, unnamed: str) -> str:
    """The sentence for a display that has a name, or for one that has none."""
    name = os.environ.get("DISPLAY", "") if sys.platform == "linux" else ""
    return _(named).format(name=name) if name else _(unnamed)
