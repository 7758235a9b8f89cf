"""The session window's keys: what each does at each stage, and how they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _
from soleus_tray.ui.session.picture import MenuItem

if TYPE_CHECKING:
    from soleus_tray.core.session import Stage

_EVERYWHERE = {
    "c": "compact",
    "m": "mute",
    "plus": "faster",
    "equal": "faster",  # plus without Shift, on most keyboards
    "KP_Add": "faster",
    "minus": "slower",
    "KP_Subtract": "slower",
    "question": "help",
    "F1": "help",
}
_IN_A_SET = {"space": "pause", "Return": "finish", "Escape": "stop"}
_BY_STAGE: dict[Stage, dict[str, str]] = {
    "get_ready": {"space": "start", "Return": "start", "Escape": "leave"},
    "moving": _IN_A_SET,
    "paused": _IN_A_SET,
    # Not Space: who wanted to pause the last rep would close the summary.
    "over": {"Return": "done", "Escape": "done"},
}
_ALIKE = {"KP_Enter": "Return", "KP_Space": "space"}
_MODIFIERS = ("Caps_Lock", "Num_Lock", "Scroll_Lock", "ISO_Level3_Shift", "Mode_switch", "Win_L", "Win_R")

_MINUS = "\u2212"

_HELP = (
    (N_("Space"), N_("pause and go on")),
    (N_("Enter"), N_("finish, content with it")),
    (N_("Esc"), N_("stop")),
    ("C", N_("compact strip, or the whole window")),
    ("M", N_("sound off, for this set")),
    ("+  \u2212", N_("a faster or slower pace, from the next rep on")),
    ("?", N_("this list")),
)


def is_modifier(name: str) -> bool:
    """Whether it is a key that only changes what others mean."""
    return name in _MODIFIERS or name.partition("_")[0] in (
        "Shift",
        "Control",
        "Alt",
        "Meta",
        "Super",
        "Hyper",
    )


def action_for(name: str, stage: Stage) -> str:
    """What this key (Tk's name for it) asks for; "" for nothing."""
    name = _ALIKE.get(name, name)
    if len(name) == 1:
        name = name.lower()
    found = _BY_STAGE[stage].get(name, "")
    return found or (_EVERYWHERE.get(name, "") if stage != "over" else "")


def help_lines() -> tuple[tuple[str, str], ...]:
    """Each key as it is written on it, and what it does."""
    return tuple((_(key), _(meaning)) for key, meaning in _HELP)


def menu_items(
    *, audible: bool, heard: bool, slower: bool, faster: bool, begun: bool
) -> tuple[MenuItem, ...]:
    """The lines of "More": those that would change something."""
    items = [MenuItem("compact", _("Compact"), "C")]
    if audible:
        items.append(MenuItem("mute", _("Sound off") if heard else _("Sound on"), "M"))
    if slower:
        items.append(MenuItem("slower", _("Slower"), _MINUS))
    if faster:
        items.append(MenuItem("faster", _("Faster"), "+"))
    if begun:
        items.append(MenuItem("stop", _("Stop"), _("Esc")))
    return (*items, MenuItem("help", _("Keys"), "?"), MenuItem("back", _("Back"), ""))
