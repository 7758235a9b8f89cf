"""A speaker that is a program, started for each sentence: espeak-ng on Linux, say on macOS."""

from __future__ import annotations

import shutil
import subprocess

from .speaking import VoiceError

LONGEST_WAIT = 4.0
"""Seconds that a sentence waits for the one before; then that one is cut off."""


class ProgramSpeaker:
    """Runs a command that reads what to say from its standard input."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self._command = command
        self._speaking: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """See that it is there."""
        if shutil.which(self._command[0]) is None:
            raise VoiceError("it is not installed")

    def speak(self, words: str) -> None:
        """Start it; VoiceError when the one before could not speak."""
        self._end_the_last()
        null = subprocess.DEVNULL
        self._speaking = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=null, stderr=null, start_new_session=True
        )
        assert self._speaking.stdin is not None  # noqa: S101 - it was started with one
        with self._speaking.stdin as pipe:
            pipe.write(words.encode() + b"\n")

    def stop(self) -> None:
        """End it in the middle of a word."""
        if self._speaking is not None:
            self._speaking.kill()
            self._speaking.wait()
            self._speaking = None

    def close(self) -> None:
        """It ends by itself when the last word is said."""

    def _end_the_last(self) -> None:
        if self._speaking is None:
            return
        try:
            ended = self._speaking.wait(LONGEST_WAIT)
        except subprocess.TimeoutExpired:
            self._speaking.kill()
            self._speaking.wait()
            ended = 0
        self._speaking = None
        if ended > 0:
            raise VoiceError(f"it ended with {ended}")
