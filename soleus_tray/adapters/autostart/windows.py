"""The registry's Run key of the user, and the Task Manager's word on it."""

from __future__ import annotations

import sys
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Protocol

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.ports.autostart import AutostartStatus

if TYPE_CHECKING:
    from collections.abc import Callable

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
NAME = "SoleusTray"
LONGEST_COMMAND = 260
"""Characters; Windows ignores a longer Run value."""


class Registry(Protocol):
    """HKEY_CURRENT_USER. Every call raises OSError when it fails for another reason than a missing value."""

    def read(self, key: str, name: str) -> str | bytes | None:
        """The value, or None."""
        ...

    def write(self, key: str, name: str, value: str) -> None:
        """Set a string value."""
        ...

    def delete(self, key: str, name: str) -> None:
        """Remove the value if it is there."""
        ...


class RunKeyAutostart:
    """The entry of one user."""

    def __init__(self, registry: Registry, command: list[str], exists: Callable[[str], bool]) -> None:
        self._registry = registry
        self._command = command
        self._exists = exists

    def status(self) -> AutostartStatus:
        """How things are: a Run value that Task Manager has not switched off."""
        value = self._run_value()
        if self._was_turned_off():
            return AutostartStatus(
                "blocked",
                _("Starting on login was turned off in Task Manager, Startup apps; turn it on there."),
            )
        if value is None:
            return AutostartStatus("off", _("Soleus Tray doesn't start on login."))
        if not self._exists(first_word(value)):
            return AutostartStatus(
                "off",
                _("{program} isn't there any more; turn it on again.").format(program=first_word(value)),
            )
        return AutostartStatus("on", _("Soleus Tray starts on login."))

    def turn_on(self) -> None:
        """Write the Run value and read it back; not against the user's word in Task Manager."""
        if self._was_turned_off():
            raise SoleusError(self.status().sentence)
        wanted = command_line(self._command)
        if len(wanted) > LONGEST_COMMAND:
            raise SoleusError(
                _("Windows starts nothing with over {most} characters: {command}").format(
                    most=LONGEST_COMMAND, command=wanted
                )
            )
        try:
            self._registry.write(RUN, NAME, wanted)
        except OSError as error:
            raise SoleusError(_("The registry can't be written: {error}.").format(error=error)) from error
        if self._run_value() != wanted:
            raise SoleusError(_("The registry doesn't say what was written; something else guards it."))

    def turn_off(self) -> None:
        """Take our values away; the user's own "off" in Task Manager is not ours to forget."""
        blocked = self._was_turned_off()
        try:
            self._registry.delete(RUN, NAME)
            if not blocked:
                self._registry.delete(APPROVED, NAME)
        except OSError as error:
            raise SoleusError(_("The registry can't be written: {error}.").format(error=error)) from error

    def repair(self) -> bool:
        """Write the value anew if it is on and its program is gone."""
        value = self._run_value()
        if value is None or self._was_turned_off() or self._exists(first_word(value)):
            return False
        self.turn_on()
        return True

    def _run_value(self) -> str | None:
        value = self._read(RUN)
        return value if isinstance(value, str) else None

    def _was_turned_off(self) -> bool:
        """An odd first byte is the user's "off"; 2 and 6 are on, and no value at all is on too."""
        flags = self._read(APPROVED)
        return isinstance(flags, bytes) and bool(flags) and flags[0] % 2 == 1

    def _read(self, key: str) -> str | bytes | None:
        try:
            return self._registry.read(key, NAME)
        except OSError as error:
            raise SoleusError(_("The registry can't be read: {error}.").format(error=error)) from error


def command_line(command: list[str]) -> str:
    """The command as Windows programs split it; the program is always quoted, so no shorter path is tried."""
    from subprocess import list2cmdline  # noqa: PLC0415 - only when it is written

    program = str(PureWindowsPath(command[0]))
    return f'"{program}" {list2cmdline(command[1:])}'.rstrip()


def first_word(value: str) -> str:
    """The program in a command line."""
    value = value.strip()
    return value[1:].partition('"')[0] if value.startswith('"') else value.partition(" ")[0]


if sys.platform == "win32":
    import winreg

    class CurrentUser:
        """The real registry."""

        def read(self, key: str, name: str) -> str | bytes | None:
            """The value, or None."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    value = winreg.QueryValueEx(opened, name)[0]
            except FileNotFoundError:
                return None
            return value if isinstance(value, str | bytes) else None

        def write(self, key: str, name: str, value: str) -> None:
            """Set a string value."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

        def delete(self, key: str, name: str) -> None:
            """Remove the value if it is there."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, access=winreg.KEY_SET_VALUE) as opened:
                    winreg.DeleteValue(opened, name)
            except FileNotFoundError:
                return
