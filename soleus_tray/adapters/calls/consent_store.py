"""Windows: who has the microphone or camera open, by the record Windows keeps of who was allowed to.

Each program has a key; LastUsedTimeStop is 0 while it uses the device. A program that crashed leaves it at
0, so its process must be alive too.
Source: the key below, as the settings page "Privacy" and the indicator in the task bar read it
(Windows 10 1903 and later). Microsoft documents only the policy, not the values.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from soleus_tray.core.text import _
from soleus_tray.ports.sensor import Reading

from .holders import reading_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind


ROOT = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
_DEVICES = {"microphone": "microphone", "camera": "webcam"}
_UNPACKAGED = "NonPackaged"
_APPS_FOLDER = "\\windowsapps\\"


class Registry(Protocol):
    """HKEY_CURRENT_USER, as far as it is needed. Errors are OSError."""

    def subkeys(self, key: str) -> tuple[str, ...] | None:
        """The names of a key's children; None where there is no such key."""
        ...

    def number(self, key: str, name: str) -> int | None:
        """A numeric value; None where there is none, or it is of another type."""
        ...


class ConsentStore:
    """One device's record. `programs` lists the paths of all running programs, None when it can't."""

    source = "Windows ConsentStore"

    def __init__(
        self,
        kind: Kind,
        registry: Registry,
        programs: Callable[[], tuple[str, ...] | None],
        root: str = ROOT,
        own: str = sys.executable,
    ) -> None:
        self.kind: Kind = kind
        self._registry = registry
        self._programs = programs
        self._key = f"{root}\\{_DEVICES[kind]}"
        self._own = own.casefold()

    def read(self, chosen: QuietSettings) -> Reading:
        """The present reading."""
        try:
            packaged = self._registry.subkeys(self._key)
            if packaged is None:
                return Reading(why=self._missing())
            users = self._users(packaged)
        except OSError as error:
            return Reading(
                why=_("Windows' record of who uses the {kind} can't be read ({error}).").format(
                    kind=_(self.kind), error=error
                )
            )
        alive = self._alive(users) if users else ()
        return reading_of(self.kind, [(name,) for name in alive], chosen.ignore)

    def close(self) -> None:
        """Nothing is held."""

    def _users(self, packaged: tuple[str, ...]) -> dict[str, str]:
        """What the record says is using it: the package or the path, each with the name to show."""
        found = {}
        for package in packaged:
            if package != _UNPACKAGED and self._in_use(f"{self._key}\\{package}"):
                found[package] = _package_name(package)
        folder = f"{self._key}\\{_UNPACKAGED}"
        for entry in self._registry.subkeys(folder) or ():
            if self._in_use(f"{folder}\\{entry}"):
                found[entry.replace("#", "\\")] = entry.replace("#", "\\")
        return {user: name for user, name in found.items() if user.casefold() != self._own}

    def _in_use(self, key: str) -> bool:
        started = self._registry.number(key, "LastUsedTimeStart")
        return bool(started) and self._registry.number(key, "LastUsedTimeStop") == 0

    def _alive(self, users: dict[str, str]) -> list[str]:
        """Those that run; all of them where nobody knows what runs."""
        running = self._programs()
        if running is None:
            return list(users.values())
        paths = [path.casefold() for path in running]
        return [name for user, name in users.items() if _runs(user.casefold(), paths)]

    def _missing(self) -> str:
        return _(
            "Windows keeps no record of who uses the {kind} (it does from version 10, 1903 on); name "
            "your meeting program in quiet.programs."
        ).format(kind=_(self.kind))


def _runs(user: str, paths: list[str]) -> bool:
    """Whether one of the running programs is this one; everything in lower case."""
    if "\\" in user:
        return user in paths
    return any(_is_of_package(path, user) for path in paths)


def _is_of_package(path: str, family: str) -> bool:
    r"""Whether `...\windowsapps\name_1.2_x64__publisher\x.exe` is of the family `name_publisher`."""
    name, _, publisher = family.rpartition("_")
    _, found, rest = path.partition(_APPS_FOLDER)
    folder = rest.partition("\\")[0]
    return bool(found) and folder.startswith(f"{name}_") and folder.endswith(f"_{publisher}")


def _package_name(family: str) -> str:
    """The readable part of `Microsoft.WindowsCamera_8wekyb3d8bbwe`: `WindowsCamera`."""
    return family.rpartition("_")[0].rpartition(".")[2] or family


if sys.platform == "win32":
    import winreg

    class CurrentUser:
        """The real registry."""

        def subkeys(self, key: str) -> tuple[str, ...] | None:
            """The names of a key's children."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    return tuple(winreg.EnumKey(opened, at) for at in range(winreg.QueryInfoKey(opened)[0]))
            except FileNotFoundError:
                return None

        def number(self, key: str, name: str) -> int | None:
            """A numeric value."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    value = winreg.QueryValueEx(opened, name)[0]
            except FileNotFoundError:
                return None
            return value if isinstance(value, int) else None
