"""XDG autostart: a desktop entry in ~/.config/autostart, run by every desktop's session.

https://specifications.freedesktop.org/autostart-spec/latest/
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from soleus_tray.adapters.autostart.desktop_entry import (
    escape,
    quote_command,
    read_entry,
    split_command,
    unescape,
)
from soleus_tray.adapters.autostart.files import can_run, replace_file
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.ports.autostart import AutostartStatus

FILE_NAME = "soleus-tray.desktop"


class XdgAutostart:
    """The entry of one user; `folder` is the session's autostart folder."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self._file = folder / FILE_NAME
        self._command = command

    def status(self) -> AutostartStatus:
        """How things are, as the session will read them."""
        entry = self._entry()
        if entry is None:
            return AutostartStatus("off", _("Soleus Tray doesn't start on login."))
        if _is_hidden(entry):
            return AutostartStatus(
                "off", _("Soleus Tray's entry {file} was turned off.").format(file=self._file)
            )
        program = _program(entry)
        if not program or not can_run(program):
            return AutostartStatus(
                "off",
                _("{file} names {program}, which isn't there; turn it on again.").format(
                    file=self._file, program=program or _("no program")
                ),
            )
        return AutostartStatus("on", _("Soleus Tray starts on login ({file}).").format(file=self._file))

    def turn_on(self) -> None:
        """Write the entry and read it back."""
        if not can_run(self._command[0]):
            raise SoleusError(
                _("{program} can't be run, so it can't start on login; install it first.").format(
                    program=self._command[0]
                )
            )
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Bytes: a path need not be UTF-8, and the entry must name it as it is.
            replace_file(self._file, os.fsencode(entry_text(self._command)))
            entry = self._entry() or {}
            understood = split_command(unescape(entry.get("Exec", "")))
        except (OSError, ValueError) as error:
            raise SoleusError(
                _("{file} can't be written: {error}.").format(file=self._file, error=error)
            ) from error
        if understood != self._command or not self.status().on:
            raise SoleusError(
                _("{file} doesn't say what was written; something else changes it.").format(file=self._file)
            )

    def turn_off(self) -> None:
        """Take the entry away, and the folder if it was there for nothing else."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise SoleusError(
                _("{file} can't be removed: {reason}.").format(
                    file=self._file, reason=error.strerror or error
                )
            ) from error
        with suppress(OSError):  # others' entries are in it, or it was never made
            self._file.parent.rmdir()

    def repair(self) -> bool:
        """Write an entry that is on anew if its program is gone."""
        entry = self._entry()
        if entry is None or _is_hidden(entry) or can_run(_program(entry)):
            return False
        self.turn_on()
        return True

    def _entry(self) -> dict[str, str] | None:
        try:
            return read_entry(os.fsdecode(self._file.read_bytes()))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SoleusError(
                _("{file} can't be read: {reason}.").format(file=self._file, reason=error.strerror or error)
            ) from error


def entry_text(command: list[str]) -> str:
    """The desktop entry that runs this command."""
    return "\n".join(
        [
            "[Desktop Entry]",
            "Type=Application",
            "Version=1.0",
            "Name=Soleus Tray",
            "Comment=Counts sitting, and paces two minutes of heel raises in every hour",
            f"Exec={escape(quote_command(command))}",
            f"TryExec={escape(command[0])}",
            "Terminal=false",
            "StartupNotify=false",
            "X-GNOME-Autostart-enabled=true",
            "",
        ]
    )


def autostart_folder() -> Path:
    """The user's autostart folder."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if config.startswith("/") else Path.home() / ".config") / "autostart"


def _is_hidden(entry: dict[str, str]) -> bool:
    """Whether the user turned it off: by the specification's key, or by GNOME's."""
    return entry.get("Hidden") == "true" or entry.get("X-GNOME-Autostart-enabled") == "false"


def _program(entry: dict[str, str]) -> str:
    """The program the entry runs; "" when it can't be made out."""
    try:
        return next(iter(split_command(unescape(entry.get("Exec", "")))), "")
    except ValueError:
        return ""
