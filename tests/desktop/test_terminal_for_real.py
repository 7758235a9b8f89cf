"""`soleus-tray begin --terminal` and `--plain` in real terminals: typed into, read back, hung up, killed."""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any, Self

import pytest

from tests.desktop.harness import wait_until

COMMAND = str(Path(sys.executable).parent / "soleus-tray")
BEGIN = [COMMAND, "begin", "--pace", "pulse"]  # two seconds a rep, the quickest there is
SETTINGS = '[set]\nget_ready = "0s"\n[sound]\ntones = false\n'
PATIENCE = 90.0
"""Seconds; a busy machine's, nobody waits for them."""
HOLDS = struct.Struct("HHHH")


class Terminal:
    """A pseudo-terminal with a program in it, which has it as its controlling terminal."""

    def __init__(
        self, command: list[str], home: Path, columns: int = 80, lines: int = 24, **env: str
    ) -> None:
        self._master, self.slave = os.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, HOLDS.pack(lines, columns, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.heard = b""
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *command],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**environment(home), "TERM": "xterm-256color", **env},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(30)
        for end in (self._master, self.slave):
            if end >= 0:
                os.close(end)

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def text(self) -> str:
        """All that was written so far."""
        while self._master >= 0 and select.select([self._master], [], [], 0)[0]:
            self.heard += os.read(self._master, 1 << 16)
        return self.heard.decode("utf-8", "replace")

    def wait_for(self, words: str) -> None:
        """Until this was written, after what was waited for before."""
        wait_until(lambda: words in self.text()[self._seen :], f"{words!r} in the terminal", PATIENCE)
        self._seen = self.text().index(words, self._seen) + len(words)

    _seen = 0

    def ends(self) -> int:
        """Its exit code; what it writes meanwhile is read, so that it never waits for us."""
        wait_until(lambda: (self.text(), self.process.poll() is not None)[1], "the end of the set", PATIENCE)
        return self.process.returncode

    def is_as_before(self) -> bool:
        """Whether keys are seen and wait for Enter again, as they did at first."""
        return termios.tcgetattr(self.slave) == self.before

    def hang_up(self) -> None:
        """As when a connection is lost."""
        os.close(self.slave)
        os.close(self._master)
        self._master = self.slave = -1


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "LANG", "LC_ALL")}
    return {**kept, "SOLEUS_TRAY_HOME": str(home), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    (folder / "settings.toml").write_text(SETTINGS)
    return folder


def history(home: Path) -> list[dict[str, Any]]:
    """The sets as scripts see them."""
    done = subprocess.run(
        [COMMAND, "history", "--json"],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_a_set_in_lines_is_answered_and_recorded(home: Path) -> None:
    with Terminal([*BEGIN, "--plain", "--reps", "60"], home) as terminal:
        terminal.wait_for("Rep 2 of 60. Up.")
        terminal.type("p\n")
        terminal.wait_for("Paused.")
        terminal.type("w\n")
        terminal.wait_for("left.")
        terminal.type("p\n")
        terminal.wait_for("Going on.")
        terminal.type("f\n")
        terminal.wait_for("How hard was it?")
        terminal.type("e\n")
        terminal.wait_for("Type t for ten toe lifts")
        terminal.type("\n")
        assert terminal.ends() == 0
        text = terminal.text().replace("\r\n", "\n")  # the terminal's own doing
        assert "\x1b" not in text
        assert "\r" not in text
        assert terminal.is_as_before()
    (row,) = history(home)
    assert (row["source"], row["outcome"], row["reps"] >= 1) == ("command", "stopped_early", True)


def test_a_set_on_the_display_is_typed_into_and_gives_the_terminal_back(home: Path) -> None:
    with Terminal([*BEGIN, "--terminal", "--reps", "60"], home) as terminal:
        terminal.wait_for("\x1b[?1049h\x1b[?25l")
        terminal.wait_for("1 of 60 reps")
        assert not terminal.is_as_before()
        terminal.type(" ")
        terminal.wait_for("Space go on")
        terminal.type(" ")
        terminal.wait_for("Space pause")
        terminal.type("\x1b[B")  # an arrow, which is no Esc
        terminal.wait_for("2 of 60 reps")
        terminal.type("\x1b")
        terminal.wait_for("every one counts")
        terminal.type("\r")
        assert terminal.ends() == 0
        assert terminal.is_as_before()
        rest = terminal.text().rpartition("\x1b[0m\x1b[?25h\x1b[?1049l")[2]
        assert rest.startswith("Stopped. ")
        assert "\x1b" not in rest
    (row,) = history(home)
    assert (row["outcome"], row["reps"] >= 2) == ("stopped_early", True)


@pytest.mark.parametrize("signal_number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_leaves_a_sane_terminal_and_what_was_done(home: Path, signal_number: signal.Signals) -> None:
    with Terminal([*BEGIN, "--terminal", "--open"], home) as terminal:
        terminal.wait_for("1 rep ")
        terminal.process.send_signal(signal_number)
        assert terminal.ends() == 128 + signal_number
        assert terminal.is_as_before()
        assert terminal.text().endswith("\x1b[0m\x1b[?25h\x1b[?1049l")
    (row,) = history(home)
    assert (row["outcome"], row["reps"] >= 1) == ("stopped_early", True)


@pytest.mark.parametrize("way", ["--terminal", "--plain"])
def test_a_lost_connection_keeps_what_was_done(home: Path, way: str) -> None:
    with Terminal([*BEGIN, way, "--reps", "30"], home) as terminal:
        terminal.wait_for("1 of 30 reps" if way == "--terminal" else "Rep 2 of 30.")
        terminal.hang_up()
        terminal.process.wait(PATIENCE)
    (row,) = history(home)
    assert (row["outcome"], row["reps"] >= 1) == ("stopped_early", True)


def test_a_killed_set_counts_as_interrupted(home: Path) -> None:
    with Terminal([*BEGIN, "--plain", "--reps", "30"], home) as terminal:
        terminal.wait_for("Rep 2 of 30.")
        terminal.type("p\n")  # what a pause finds is kept at once, without waiting for the next few seconds
        terminal.wait_for("Paused.")
        terminal.process.kill()
        terminal.process.wait(PATIENCE)
    (row,) = history(home)
    assert (row["outcome"], row["reps"] >= 1) == ("interrupted", True)


def test_ctrl_c_stops_and_tells_the_sum(home: Path) -> None:
    with Terminal([*BEGIN, "--plain", "--reps", "30"], home) as terminal:
        terminal.wait_for("Rep 2 of 30.")
        terminal.type("\x03")
        terminal.wait_for("every one counts")
        assert terminal.ends() == 130
        assert "Traceback" not in terminal.text()


def test_a_shell_suspends_it_and_brings_it_back(home: Path) -> None:
    shell = ["bash", "--norc", "--noprofile", "-i"]
    with Terminal(shell, home, PS1="ready$ ") as terminal:
        terminal.wait_for("ready$ ")
        started = time.monotonic()
        terminal.type(" ".join([*BEGIN, "--terminal", "--reps", "60"]) + "\n")
        terminal.wait_for("1 of 60 reps")
        terminal.type("\x1a")
        terminal.wait_for("\x1b[?1049l")
        terminal.wait_for("ready$ ")
        terminal.type("jobs\n")
        terminal.wait_for("Stopped")
        terminal.wait_for("ready$ ")
        time.sleep(3)  # nothing is counted in this time, which is what is tried
        terminal.type("fg\n")
        terminal.wait_for("\x1b[?1049h")
        terminal.wait_for("Space pause")
        terminal.type("\r")
        terminal.wait_for("How hard was it?")
        passed = time.monotonic() - started
        terminal.type("\r")
        terminal.wait_for("ready$ ")
        terminal.type("exit\n")
        terminal.ends()
    (row,) = history(home)
    assert (row["outcome"], row["reps"] >= 1) == ("stopped_early", True)
    assert row["active_seconds"] <= passed - 3


@pytest.mark.parametrize("source", ["</dev/null", "<&-"])
def test_into_a_pipe_with_nobody_typing_it_goes_on_alone(home: Path, source: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {source}', "sh", *BEGIN, "--terminal", "--reps", "1"],
        capture_output=True,
        env=environment(home),
        check=False,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode("ascii").split("\n")
    assert "Rep 1 of 1. Up." in lines
    assert "1 rep in 2 seconds." in lines
    assert not re.search(rb"[\x00-\x09\x0b-\x1f]", done.stdout)


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_a_terminal_that_wants_no_colours_or_knows_none_gets_lines(home: Path, env: dict[str, str]) -> None:
    with Terminal([*BEGIN, "--terminal", "--reps", "1"], home, **env) as terminal:
        terminal.wait_for("Rep 1 of 1. Up.")
        terminal.type("s\n\n")
        assert terminal.ends() == 0
        assert "\x1b" not in terminal.text()


def test_a_reader_that_leaves_ends_the_set_with_what_was_done(home: Path) -> None:
    set_ = subprocess.Popen(
        [*BEGIN, "--plain", "--reps", "30"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env=environment(home),
    )
    assert set_.stdout is not None
    for line in set_.stdout:
        if line.startswith(b"Rep 2"):
            break
    set_.stdout.close()
    assert set_.wait(PATIENCE) == 0
    (row,) = history(home)
    assert (row["outcome"], row["reps"] >= 1) == ("stopped_early", True)


def test_tmux_shows_it_at_every_size(home: Path, tmp_path: Path) -> None:
    tmux = [shutil.which("tmux") or "tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]

    def told(*arguments: str) -> str:
        done = subprocess.run(
            [*tmux, *arguments], env=environment(home), capture_output=True, text=True, check=True
        )
        return done.stdout

    def screen() -> str:
        return told("capture-pane", "-p", "-t", "set")

    told("new-session", "-d", "-s", "set", "-x", "80", "-y", "24", *BEGIN, "--terminal", "--open")
    try:
        wait_until(lambda: "1 rep · " in screen(), "the display in tmux", PATIENCE)
        assert "Space pause   Enter finish   Esc stop   h it hurts   +/- pace" in screen()
        assert "⠤⠤⠤" in screen()  # the floor under the leg
        told("resize-window", "-t", "set", "-x", "40", "-y", "12")
        wait_until(lambda: "h it hurts" in screen() and "⠤" not in screen(), "the small display", PATIENCE)
        assert max(map(len, screen().splitlines())) < 40
        told("send-keys", "-t", "set", "h")
        wait_until(lambda: "Call 112, 911 or 999 now" in screen(), "what to do after pain", PATIENCE)
        told("send-keys", "-t", "set", "Enter")
        gone = [*tmux, "has-session", "-t", "set"]
        wait_until(
            lambda: subprocess.run(gone, capture_output=True, check=False).returncode != 0,
            "its end",
            PATIENCE,
        )
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)
    (row,) = history(home)
    assert row["outcome"] == "stopped_early"


def resting(status: dict[str, Any]) -> bool:
    """Whether reminders rest after pain, and no time was said at which they come back."""
    return bool(status["resting_after_pain"]) and status["snoozed_until"] is None


def test_a_running_app_hears_of_the_set(home: Path, tmp_path: Path) -> None:
    env = environment(home)

    def status() -> dict[str, Any]:
        done = subprocess.run(
            [COMMAND, "status", "--json"],
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        values: dict[str, Any] = json.loads(done.stdout or "{}")
        return values

    with (tmp_path / "app.log").open("wb") as log:
        app = subprocess.Popen([COMMAND, "run"], env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        wait_until(lambda: status().get("running"), "the app's answer", PATIENCE)
        with Terminal([*BEGIN, "--plain", "--reps", "60"], home) as terminal:
            terminal.wait_for("Rep 2 of 60.")
            wait_until(lambda: status().get("state") == "exercising", "the app to hear of it", PATIENCE)
            terminal.type("f\n\n\n")
            assert terminal.ends() == 0
        wait_until(lambda: status()["today"]["sets"] == 1, "the set in today's sum", PATIENCE)
        assert status()["state"] == "sitting"
        with Terminal([*BEGIN, "--plain", "--reps", "60"], home) as terminal:
            terminal.wait_for("Rep 2 of 60.")
            terminal.type("h\n")
            terminal.wait_for("Type r to rest until you say so")
            terminal.type("r\n")
            terminal.wait_for("Reminders rest until you say so.")
            assert terminal.ends() == 0
        wait_until(lambda: resting(status()), "the app to rest until told", PATIENCE)
    finally:
        app.terminate()
        app.wait(PATIENCE)
