"""What people call a program, from the names it gives itself; and whether it is one they listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 40
"""Characters of a name that are shown."""

_KNOWN = {
    "brave": "Brave",
    "brave-browser": "Brave",
    "chrome": "Chrome",
    "chromium": "Chromium",
    "chromium-browser": "Chromium",
    "com.google.chrome": "Chrome",
    "com.microsoft.teams2": "Teams",
    "com.obsproject.studio": "OBS",
    "cpthost": "Zoom",
    "discord": "Discord",
    "element-desktop": "Element",
    "facetime": "FaceTime",
    "firefox": "Firefox",
    "firefox-bin": "Firefox",
    "firefox-esr": "Firefox",
    "google chrome": "Chrome",
    "google-chrome": "Chrome",
    "jitsi meet": "Jitsi Meet",
    "linphone": "Linphone",
    "microsoft edge": "Edge",
    "ms-teams": "Teams",
    "msedge": "Edge",
    "msteams": "Teams",
    "mumble": "Mumble",
    "obs": "OBS",
    "obs64": "OBS",
    "org.chromium.chromium": "Chromium",
    "org.mozilla.firefox": "Firefox",
    "safari": "Safari",
    "signal": "Signal",
    "signal-desktop": "Signal",
    "skype": "Skype",
    "skypeforlinux": "Skype",
    "slack": "Slack",
    "teams": "Teams",
    "teams-for-linux": "Teams",
    "telegram": "Telegram",
    "telegram-desktop": "Telegram",
    "us.zoom.xos": "Zoom",
    "us.zoom.zoom": "Zoom",
    "vivaldi-bin": "Vivaldi",
    "webex": "Webex",
    "ciscocollabhost": "Webex",
    "zoom": "Zoom",
    "zoom voiceengine": "Zoom",
    "zoom.us": "Zoom",
}
_SAYS_NOTHING = {
    "", "chromium input", "electron", "google chrome input", "java", "node", "perl", "pipewire", "python",
    "pipewire-media-session", "webrtc voiceengine", "wine-preloader", "wine64-preloader", "wireplumber",
}  # fmt: skip
"""What a library, an interpreter or a go-between calls itself, whatever program it serves."""


def people_call(shown: str, *others: str) -> str:
    """The name to show: "Zoom" for "ZOOM VoiceEngine"; "" when nothing tells.

    `shown` is what the program calls itself, `others` are the names of its file, its package, its process:
    they say better which program it is, but are worse to read when it is one nobody here knows.
    """
    for name in (*others, shown):
        if known := _KNOWN.get(token(name)):
            return known
    telling = [name for name in (shown, *others) if not _says_nothing(name)]
    return _tidy(telling[0]) if telling else ""


def is_one_of(names: Iterable[str], listed: Iterable[str]) -> bool:
    """Whether one of a program's names, or what people call it, is in a list; upper and lower case alike."""
    names = tuple(name for name in names if name)
    if not names:
        return False
    tokens = {token(name) for name in (*names, people_call(*names))}
    return any(token(name) in tokens for name in listed if token(name))


def token(name: str) -> str:
    """A name for comparing: without its folder, ".exe", sound plug-in, upper case."""
    return _bare(name).casefold()


def _says_nothing(name: str) -> bool:
    plain = token(name)
    return plain in _SAYS_NOTHING or plain.rstrip("0123456789.") in _SAYS_NOTHING


def _bare(name: str) -> str:
    """The word that matters: `linphone` of `ALSA plug-in [linphone]`, `Zoom` of a path to Zoom.exe."""
    name = name.strip()
    if name.endswith("]") and "[" in name:
        name = name[name.rindex("[") + 1 : -1]
    name = name.replace("\\", "/").rstrip("/").rpartition("/")[2].strip()
    return name[:-4] if name.casefold().endswith(".exe") else name


def _tidy(name: str) -> str:
    """A name that fits a line: no control characters, not too long."""
    clean = "".join(letter if letter.isprintable() else " " for letter in _bare(name))
    clean = " ".join(clean.split())
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1].rstrip() + "…"
