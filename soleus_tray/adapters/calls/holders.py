"""From the programs that hold a device to a reading: each named once, those that never talk left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.program_names import is_one_of, people_call
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from soleus_tray.core.signals import Kind

Names = tuple[str, ...]
"""What a program calls itself first, then the names of its file, package and process; each may be ""."""

NEVER_CALLS = (
    # Noise suppressors: they listen all day, and the program that records their output is the call.
    "easyeffects", "com.github.wwmm.easyeffects", "pulseeffects", "com.github.wwmm.pulseeffects",
    "noisetorch", "cadmus", "rnnoise", "krisp", "nvidia broadcast", "rtx voice",
    # Mixers and settings, which show how loud it is.
    "pavucontrol", "pavucontrol-qt", "org.pulseaudio.pavucontrol", "pwvucontrol", "com.saivert.pwvucontrol",
    "gnome-control-center", "org.gnome.settings", "org.gnome.volumecontrol", "gnome-shell", "plasmashell",
    "kmix", "systemsettings", "mate-volume-control", "cinnamon-settings", "xfce4-pulseaudio-plugin",
    "pasystray", "qpwgraph", "helvum",
)  # fmt: skip
"""Programs that hold a microphone and are no call."""


def reading_of(kind: Kind, holders: Iterable[Names], ignore: Iterable[str]) -> Reading:
    """One signal for each program that is neither built in above nor on the user's list."""
    left_out = (*NEVER_CALLS, *ignore)
    who = {people_call(*names): None for names in holders if not is_one_of(names, left_out)}
    return Reading(tuple(Signal(kind, name) for name in who))
