"""A LaunchAgent of the user, and what System Settings (Login Items) says about it."""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from soleus_tray.adapters.autostart.files import can_run, replace_file
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.ports.autostart import AutostartStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LABEL = "org.soleus-tray.agent"


class LaunchAgent:
    """The agent of one user.

    `folder` is ~/Library/LaunchAgents; `print_disabled` answers what `launchctl print-disabled` prints.
    Nothing is loaded or unloaded now: that would start a second app, or end the one that asks.
    """

    def __init__(self, folder: Path, command: list[str], print_disabled: Callable[[], str]) -> None:
        self._file = folder / f"{LABEL}.plist"
        self._command = command
        self._print_disabled = print_disabled

    def status(self) -> AutostartStatus:
        """How things are: an agent file that System Settings has not switched off."""
        agent = self._agent()
        if agent is None:
            return AutostartStatus("off", _("Soleus Tray doesn't start on login."))
        if is_disabled(self._print_disabled(), LABEL):
            return AutostartStatus(
                "blocked",
                _("Starting on login was turned off in System Settings, Login Items; turn it on there."),
            )
        program = _program(agent)
        if not can_run(program):
            return AutostartStatus(
                "off",
                _("{file} names {program}, which isn't there; turn it on again.").format(
                    file=self._file, program=program or _("no program")
                ),
            )
        return AutostartStatus("on", _("Soleus Tray starts on login ({file}).").format(file=self._file))

    def turn_on(self) -> None:
        """Write the agent and read it back; not against the user's word in System Settings."""
        if is_disabled(self._print_disabled(), LABEL):
            raise SoleusError(
                _("Starting on login was turned off in System Settings, Login Items; turn it on there.")
            )
        if not can_run(self._command[0]):
            raise SoleusError(
                _("{program} can't be run, so it can't start on login; install it first.").format(
                    program=self._command[0]
                )
            )
        wanted = agent_values(self._command)
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self._file, plistlib.dumps(wanted))
        except OSError as error:
            raise SoleusError(
                _("{file} can't be written: {reason}.").format(
                    file=self._file, reason=error.strerror or error
                )
            ) from error
        if self._agent() != wanted:
            raise SoleusError(
                _("{file} doesn't say what was written; something else changes it.").format(file=self._file)
            )

    def turn_off(self) -> None:
        """Take the agent away."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise SoleusError(
                _("{file} can't be removed: {reason}.").format(
                    file=self._file, reason=error.strerror or error
                )
            ) from error

    def repair(self) -> bool:
        """Write the agent anew if it is on and its program is gone."""
        agent = self._agent()
        if agent is None or can_run(_program(agent)) or is_disabled(self._print_disabled(), LABEL):
            return False
        self.turn_on()
        return True

    def _agent(self) -> dict[str, Any] | None:
        """The agent in the file; {} for a file that is none; None without a file."""
        try:
            values = plistlib.loads(self._file.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SoleusError(
                _("{file} can't be read: {reason}.").format(file=self._file, reason=error.strerror or error)
            ) from error
        except Exception:  # plistlib lets its XML parser's errors through as they are
            return {}
        return values if isinstance(values, dict) else {}


def agent_values(command: list[str]) -> dict[str, Any]:
    """The property list of an agent that runs this command once per graphical login."""
    return {
        "Label": LABEL,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "ProcessType": "Interactive",
        "LimitLoadToSessionType": "Aqua",
    }


def is_disabled(printed: str, label: str) -> bool:
    """Whether `launchctl print-disabled` names the label as disabled (older systems say true)."""
    for line in printed.splitlines():
        name, _, state = line.partition("=>")
        if name.strip().strip('"') == label:
            return state.strip() in {"disabled", "true"}
    return False


def _program(agent: dict[str, Any]) -> str:
    arguments = agent.get("ProgramArguments")
    return str(arguments[0]) if isinstance(arguments, list) and arguments else ""


if sys.platform == "darwin":

    def print_disabled() -> str:
        """What launchd says; "" when it can't be asked."""
        command = ["/bin/launchctl", "print-disabled", f"gui/{os.getuid()}"]
        try:
            return subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout
        except (OSError, subprocess.TimeoutExpired):
            return ""
