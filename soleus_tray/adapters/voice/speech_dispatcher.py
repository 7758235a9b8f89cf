"""Linux: Speech Dispatcher, through which screen readers speak too, with the user's own voice and rate.

Its protocol is spoken, for `spd-say` could only be silenced together with everybody else's speech.
Source: the SSIP document of Speech Dispatcher 0.11 (lines ended by CR LF; "225-" goes on, "225 " ends).
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from .speaking import VoiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 2.0
"""Seconds for one answer."""
STARTS_WITHIN = 5.0
"""Seconds."""
_LOOK_AGAIN = 0.1
_NO_VOICE = {"dummy"}
"""Output modules that only say that there is none."""
_PROGRAM = "speech-dispatcher"


class SpeechDispatcher:
    """One connection; starts the user's server when it does not run, as its own clients do."""

    name = "Speech Dispatcher"

    def __init__(self, language: str, environment: Mapping[str, str] = os.environ) -> None:
        self._language = language
        self._path = socket_path(environment)
        self._socket: socket.socket | None = None
        self._rest = b""

    def open(self) -> None:
        """Connect, and say who we are. Our sentences wait for each other and pass those merely read aloud."""
        self._socket = self._connected()
        self._ask("SET SELF CLIENT_NAME user:soleus-tray:set")
        self._ask(f"SET SELF LANGUAGE {self._language}")
        self._ask("SET SELF PRIORITY MESSAGE")
        modules = {line.strip() for line in self._ask("LIST OUTPUT_MODULES")[:-1]}
        if modules and modules <= _NO_VOICE:
            raise VoiceError("it has no voice installed, such as espeak-ng")

    def speak(self, words: str) -> None:
        """Queue one sentence."""
        self._ask("SPEAK")
        line = " ".join(words.split())
        self._ask(f".{line}" if line.startswith(".") else line, ".")

    def stop(self) -> None:
        """Silence ourselves, and nobody else."""
        self._ask("CANCEL self")

    def close(self) -> None:
        """Hang up; what was queued is still said."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _connected(self) -> socket.socket:
        try:
            return _connect(self._path)
        except (FileNotFoundError, ConnectionRefusedError):
            _start(self._path)
        until = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                return _connect(self._path)
            except OSError as error:
                if time.monotonic() > until:
                    raise VoiceError(f"it was started and does not answer at {self._path}") from error
                time.sleep(_LOOK_AGAIN)

    def _ask(self, *lines: str) -> list[str]:
        """Send it and return the answer's lines without their codes; VoiceError when it is a refusal."""
        if self._socket is None:
            raise VoiceError("the connection is closed")
        self._socket.sendall("".join(f"{line}\r\n" for line in lines).encode())
        answer = []
        while True:
            line = self._line()
            answer.append(line[4:])
            if line[3:4] != "-":
                break
        if line[:1] != "2":
            raise VoiceError(f"it answered {line!r}")
        return answer

    def _line(self) -> str:
        assert self._socket is not None  # noqa: S101 - _ask has seen to it
        while b"\n" not in self._rest:
            some = self._socket.recv(4096)
            if not some:
                raise VoiceError("it hung up")
            self._rest += some
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode(errors="replace").rstrip("\r")


def socket_path(environment: Mapping[str, str]) -> str:
    """Where the user's server listens."""
    method, _, named = environment.get("SPEECHD_ADDRESS", "").partition(":")
    if method == "unix_socket" and named:
        return named
    runtime = environment.get("XDG_RUNTIME_DIR") or f"{environment.get('HOME', '')}/.cache"
    return f"{runtime}/speech-dispatcher/speechd.sock"


def _connect(path: str) -> socket.socket:
    if sys.platform == "win32":
        raise VoiceError("this system has none")
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(PATIENCE)
        connection.connect(path)
    except BaseException:
        connection.close()
        raise
    return connection


def _start(path: str) -> None:
    """Start the server as its own clients do; it goes into the background and ends when nobody needs it."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise VoiceError("it is not installed")
    command = [program, "--spawn", "--communication-method", "unix_socket", "--socket-path", path]
    null = subprocess.DEVNULL
    try:
        subprocess.run(command, stdin=null, stdout=null, stderr=null, timeout=STARTS_WITHIN, check=True)
    except subprocess.SubprocessError as error:
        raise VoiceError(f"it could not be started ({error})") from error
