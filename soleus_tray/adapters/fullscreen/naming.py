"""Whose window it is, from its class or application id."""

from __future__ import annotations

from soleus_tray.core.program_names import people_call


def owner_of(identifier: str) -> str:
    """What people call the program: "Totem" for "org.gnome.Totem", "Firefox" for "org.mozilla.firefox"."""
    is_reversed_address = identifier.count(".") > 1
    last = identifier.rpartition(".")[2] if is_reversed_address else identifier
    return people_call(last, identifier)
