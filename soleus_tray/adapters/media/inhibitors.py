"""Which of those who keep the screen awake show something to watch, and how people call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from soleus_tray.core.signals import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NAME = 60
ACRONYM = 3
"""Names this short are written as they are: vlc, mpv."""

NOT_WATCHING = frozenset({
    # Switches by which a user keeps the screen on, whatever is on it.
    "amphetamine", "caffeinate", "caffeine", "caffeine-ng", "espresso", "inhibit@cinnamon.org",
    "inhibit applet", "keepingyouawake", "mate-inhibit-applet", "plasmashell", "plasma",
    # The desktop's own parts, which may do so at any time.
    "gnome-session", "gnome-settings-daemon", "mate-session", "cinnamon-session", "powerdevil", "packagekit",
    # Ourselves.
    "soleus", "soleus-tray",
})  # fmt: skip
"""Names of programs, in small letters, that keep the screen awake without a film."""
NOT_WATCHING_FAMILIES = ("gsd-", "csd-", "msd-")
"""Beginnings of such names: the settings daemons of GNOME, Cinnamon and MATE."""
NOT_WATCHING_REASONS = ("audio-playing", "playing audio", "caffeine")
"""Parts of reasons, in small letters: Firefox's and Chrome's for music, GNOME's Caffeine extension's."""
FOR_OTHERS = frozenset({"mutter", "kwin", "kwin_wayland", "user"})
"""Compositors and the like, which pass on the wish of a program they don't name."""


class Inhibitor(NamedTuple):
    """Somebody who keeps the screen awake."""

    who: str = ""
    """As the service names it: an application id, a path, a name; "" when it names nobody."""
    why: str = ""


def watched(inhibitors: Iterable[Inhibitor]) -> tuple[Signal, ...]:
    """One signal for each program that shows something; one without a name if none of them can be named."""
    names: dict[str, str] = {}
    for one in inhibitors:
        if counts(one):
            name = program_name(one.who)
            names.setdefault(name.casefold(), name)
    # Most programs ask two services; the one that names nobody most likely means the same program.
    named = [name for name in names.values() if name] or list(names.values())
    return tuple(Signal("media", name) for name in named)


def counts(inhibitor: Inhibitor) -> bool:
    """Whether it may be a film."""
    stem, why = _stem(inhibitor.who).casefold(), inhibitor.why.casefold()
    return not (
        stem in NOT_WATCHING
        or stem.startswith(NOT_WATCHING_FAMILIES)
        or any(reason in why for reason in NOT_WATCHING_REASONS)
    )


def program_name(who: str) -> str:
    """The name people know: "org.mozilla.firefox.desktop" gives "Firefox"; "" when it says nothing."""
    stem = _stem(who)
    if stem.casefold() in FOR_OTHERS:
        return ""
    return stem.capitalize() if stem.islower() and len(stem) > ACRONYM and " " not in stem else stem


def _stem(who: str) -> str:
    """The last part of a path or an application id, without what can't be shown."""
    shown = "".join(letter for letter in who if letter.isprintable()).strip()
    name = shown.rsplit("/", 1)[-1].removesuffix(".desktop")
    parts = name.split(".")
    if len(parts) > 2 and " " not in name and all(parts):
        name = parts[-1]
    return name[:LONGEST_NAME]
