"""The command line's front door: quick for the tray, for windows that a person waits for, and for scripts.

Exit codes: 0 done, 1 failed with one sentence on stderr, 2 usage, 3 the app isn't running.
"""

from __future__ import annotations

import os
import sys

from soleus_tray.adapters.language import install_language
from soleus_tray.commands.speaking import UsageError, complain, say
from soleus_tray.core.errors import NotRunningError, SoleusError
from soleus_tray.core.text import _
from soleus_tray.lean import load_when_used

# ruff: noqa: PLC0415 - every import waits until it is known what is asked for


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments (sys.argv's without the program, if None) ask for; the exit code."""
    load_when_used("inspect", "ipaddress", "random", "tokenize")
    install_language()
    try:
        code = _carry_out(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except NotRunningError as error:
        return _failed(error, 3)
    except SoleusError as error:
        return _failed(error, 2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:  # whoever read our output (head, less) has seen enough
        _let_go_of_output()
        return 0
    except OSError as error:  # a disk that is full or read-only, where no part knew better words for it
        if error.filename is None:
            _let_go_of_output()
        return _failed(
            SoleusError(
                _("{what} can't be used: {reason}.").format(
                    what=error.filename or _("Standard output"), reason=error.strerror or error
                )
            ),
            1,
        )
    except KeyboardInterrupt:
        return 130
    return code


def _let_go_of_output() -> None:
    """What could not be written is let go of, or Python would try once more at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _carry_out(arguments: list[str]) -> int:
    word = arguments[0] if arguments else "run"
    if word.startswith("_"):
        return _hidden(word, arguments[1:])
    if word == "run":
        from soleus_tray.commands.run import start, understood

        options = understood(arguments[1:])
        if options is not None:
            return start(options.get("--after"), options.get("--home"))
    if word in {"--version", "-V"}:
        return _say_version()
    return _parsed(word, arguments[1:])


def _parsed(word: str, rest: list[str]) -> int:
    from soleus_tray.commands.table import find_command, help_text

    if word in {"--help", "-h", "help"}:
        say(help_text())
        return 0
    return find_command(word).carry_out(rest)


def _say_version() -> int:
    from soleus_tray import __version__

    say(f"soleus-tray {__version__}")
    return 0


def _hidden(word: str, rest: list[str]) -> int:  # noqa: PLR0911 - a table
    """What the app's own child processes are started with; no part of the contract."""
    from soleus_tray.app import child_main
    from soleus_tray.app.paths import find_paths

    match [word, *rest]:
        case ["_window", "session", *theme]:
            return child_main.session("".join(theme[:1]), find_paths())
        case ["_window", "ears" | "panel" | "strip" as kind]:
            return child_main.window(kind, find_paths())
        case ["_window", "why" | "welcome" | "checkin" as kind, theme]:
            return child_main.page(kind, theme, find_paths())
        case ["_window", "learn", theme, *page]:
            return child_main.learn(theme, "".join(page[:1]), find_paths())
        case ["_draw", "icons" | "frames" as what, *arguments]:
            return child_main.draw(what, arguments, find_paths())
        case ["_sound", volume, "voice" | "tones" as what] if volume.isdecimal():
            return child_main.sound(volume, what)
        case ["_drain"]:
            return child_main.drain(find_paths())
        case ["_read_calendar"]:
            return child_main.read_calendar(find_paths())
    raise SoleusError(_("{word} is for soleus-tray's own use; see: soleus-tray --help").format(word=word))


def _failed(error: SoleusError, code: int) -> int:
    complain(str(error))
    return code
