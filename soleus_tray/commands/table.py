"""The one table of commands: their arguments, their help, and where each is carried out.

Help, parsing and docs/command-line.md all follow from it. Only the parser of the given command is built.
"""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from soleus_tray.commands.speaking import UsageError
from soleus_tray.core.durations import parse_clock, parse_duration
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable


ARGPARSE_SAYS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What a parser says by itself, marked for the catalogs: it looks it up in gettext's present domain."""


class _Parser(ArgumentParser):
    """Tells a mistake in one sentence instead of two paragraphs."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}; see: {self.prog} --help")


@dataclass(frozen=True, slots=True)
class Command:
    """One command."""

    name: str
    arguments: str
    """As the usage line shows them."""
    purpose: str
    """One sentence."""
    handler: str
    """module:function in this package; the function takes the Namespace and answers the exit code."""
    options: Callable[[ArgumentParser], None]

    @property
    def usage(self) -> str:
        """The whole usage line."""
        return f"soleus-tray {self.name} {self.arguments}".rstrip()

    def parse(self, arguments: list[str]) -> Namespace:
        """The arguments' values; raises UsageError, or SystemExit(0) after --help."""
        parser = _Parser(
            prog=f"soleus-tray {self.name}", usage=self.usage, description=_(self.purpose), allow_abbrev=False
        )
        self.options(parser)
        return parser.parse_args(arguments)

    def carry_out(self, arguments: list[str]) -> int:
        """Do it; the exit code. Raises SoleusError."""
        given = self.parse(arguments)
        given.command = self.name
        module, _, function = self.handler.partition(":")
        code: int = getattr(import_module(f"soleus_tray.commands.{module}"), function)(given)
        return code


def _none(_: ArgumentParser) -> None:
    """No arguments."""


def _json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for scripts"))


def _begin(parser: ArgumentParser) -> None:
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--minutes", type=_minutes, metavar="N", help=_("up to 30; 1.5 is fine"))
    length.add_argument("--reps", type=_whole("--reps", 1, 900), metavar="N", help=_("so many instead"))
    length.add_argument("--open", action="store_true", help=_("until you end it"))
    parser.add_argument("--legs", choices=["both", "alternate", "left", "right"], help=_("which leg works"))
    parser.add_argument(
        "--mode",
        choices=["full", "compact", "ears"],
        help=_("a window, a slim strip on top, or sound alone"),
    )
    parser.add_argument("--terminal", action="store_true", help=_("guide it right here"))
    parser.add_argument(
        "--plain", action="store_true", help=_("right here, line by line, as a screen reader likes it")
    )
    parser.add_argument("--voice", action="store_true", help=_("with --terminal: say the cues aloud"))
    parser.add_argument(
        "--quietly", action="store_true", help=_("let the tray icon pace it; nothing else shows")
    )
    parser.add_argument(
        "--pace",
        type=_pace,
        metavar="NAME",
        help=_("gentle, steady, flow, pulse, or seconds like 1/1/3"),
    )


def _snooze(parser: ArgumentParser) -> None:
    help_ = _("like 5m, 1h30m or 90s; meeting: until it ends; a time like 14:30; off to be reminded again")
    metavar = "DURATION|TIME|meeting|tomorrow|off"
    parser.add_argument("duration", type=_snooze_length, metavar=metavar, help=help_)


def _pause(parser: ArgumentParser) -> None:
    help_ = _("like 5m, 1h30m or 90s; without it, until `resume`")
    parser.add_argument("duration", nargs="?", type=_rest, metavar="DURATION", help=help_)


def _standing(parser: ArgumentParser) -> None:
    parser.add_argument("state", choices=["on", "off"])
    help_ = _("so long, like 30m; without it, until you sit again")
    parser.add_argument("--for", dest="length", type=_rest, metavar="DURATION", help=help_)


def _rest_after_pain(parser: ArgumentParser) -> None:
    help_ = _("the rest of the day; open: until you say off; off: be reminded again")
    parser.add_argument("until", choices=["today", "open", "off"], help=help_)


def _history(parser: ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help=_("a list of objects"))
    form.add_argument("--csv", dest="form", action="store_const", const="csv", help=_("with a heading line"))
    parser.add_argument(
        "--days",
        type=_whole("--days", 1, 36500),
        metavar="N",
        help=_("only the last N days, today's included"),
    )


def _why(parser: ArgumentParser) -> None:
    help_ = _("like 5m, 1h30m or 90s; without it, since midnight, or 4 h ago if that is earlier")
    parser.add_argument("--since", type=_rest, metavar="DURATION", help=help_)
    _json(parser)


def _learn(parser: ArgumentParser) -> None:
    from soleus_tray.core.content.pages import PAGE_KEYS  # noqa: PLC0415 - only for `learn`

    help_ = _("one of {topics}; without it, all").format(topics=", ".join(PAGE_KEYS))
    parser.add_argument("page", nargs="?", choices=PAGE_KEYS, metavar="TOPIC", help=help_)


def _doctor(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("--ask", action="store_true", help=_("ask whether the test notification was seen"))
    parser.add_argument("--open-a-window", action="store_true", help=SUPPRESS)


def _config(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=["list", "get", "set", "path", "reset"])
    parser.add_argument("words", nargs="*", metavar="KEY [VALUE]", help=_("like reminders.interval 45m"))


def _autostart(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=["on", "off", "status"])


def _run(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--after", metavar="DURATION", help=_("wait so long first, as the entry for login does")
    )
    parser.add_argument("--home", metavar="DIR", help=_("the same as SOLEUS_TRAY_HOME=DIR"))


COMMANDS: tuple[Command, ...] = (
    Command("run", "[--after DURATION] [--home DIR]", N_("Start and stay running."), "run:parsed", _run),
    Command("status", "[--json]", N_("Say how things are."), "client:status", _json),
    Command(
        "begin",
        "[--minutes N | --reps N | --open] [--pace NAME] [--legs WHICH] "
        "[--mode HOW | --quietly | --terminal [--voice] | --plain [--voice]]",
        N_("Begin a set now."), "client:begin", _begin,
    ),
    Command(
        "snooze", "DURATION|TIME|meeting|tomorrow|off", N_("No reminder for a while."),
        "client:snooze", _snooze,
    ),
    Command("pause", "[DURATION]", N_("Count nothing, remind of nothing."), "client:pause", _pause),
    Command("resume", "", N_("Count and remind again."), "client:plain", _none),
    Command(
        "standing", "on|off [--for DURATION]", N_("Say that you stand, or sit again."),
        "client:standing", _standing,
    ),
    Command("was-sitting", "", N_("Give the last short absence back to the hour."), "client:plain", _none),
    Command("ate", "", N_("After a meal: a set every half hour for two hours."), "client:plain", _none),
    Command("skip", "", N_("Not this time: let the present reminder go."), "client:plain", _none),
    Command(
        "rest", "today|open|off", N_("After pain: no reminder for the rest of the day, or longer."),
        "client:rest", _rest_after_pain,
    ),
    Command("history", "[--json | --csv] [--days N]", N_("List your sets."), "history:run", _history),
    Command(
        "why", "[--since DURATION] [--json]", N_("Tell each reminder and each silence."), "why:run", _why,
    ),
    Command("learn", "[TOPIC]", N_("Read about the movement, the evidence and safety."), "learn:run", _learn),
    Command("check-in", "", N_("Say how your legs feel, for your own diary."), "check_in:run", _none),
    Command(
        "config", "list | get KEY | set KEY VALUE | path | reset KEY", N_("Read and change settings."),
        "config:run", _config,
    ),
    Command("autostart", "on|off|status", N_("Start on login, or don't."), "autostart:run", _autostart),
    Command("welcome", "", N_("Show the first run again."), "welcome:run", _none),
    Command("demo", "", N_("Show a reminder and a 20-second set at once."), "demo:run", _none),
    Command(
        "doctor", "[--json] [--ask]", N_("Try each part here, and say what to do."), "doctor:run", _doctor,
    ),
    Command("self-test", "", N_("Try the parts of this installation."), "self_test:run", _none),
    Command("quit", "", N_("End the running app."), "client:quit_app", _none),
)  # fmt: skip


def find_command(name: str) -> Command:
    """The command of this name; raises UsageError that names the nearest one."""
    for command in COMMANDS:
        if command.name == name:
            return command
    from difflib import get_close_matches  # noqa: PLC0415 - only after a slip

    near = get_close_matches(name, [command.name for command in COMMANDS], n=1)
    hint = _("did you mean {command}?").format(command=near[0]) if near else _("see: soleus-tray --help")
    raise UsageError(_("There is no command {name!r}; {hint}").format(name=name, hint=hint))


def help_text() -> str:
    """What --help shows."""
    width = max(
        len(f"{command.name} {command.arguments}") for command in COMMANDS if len(command.arguments) < 40
    )
    lines = [
        _("Soleus Tray counts how long you sit, and paces two minutes of seated heel raises in every hour."),
        "",
        _("usage: soleus-tray [COMMAND]"),
        "",
        "  " + _("Without a command it starts; where it runs already, its window opens instead."),
        "",
    ]
    for command in COMMANDS:
        usage = f"{command.name} {command.arguments}".rstrip()
        if len(usage) > width:
            lines += [f"  {usage}", f"  {'':{width}}  {_(command.purpose)}"]
        else:
            lines.append(f"  {usage:{width}}  {_(command.purpose)}")
    lines += [
        f"  {'--version':{width}}  " + _("Say which version this is."),
        "",
        _("Durations are written like 90s, 5m or 1h30m. SOLEUS_TRAY_HOME=DIR keeps everything under DIR."),
        _("Exit codes: 0 done, 1 failed, 2 not understood, 3 the app isn't running."),
    ]
    return "\n".join(lines)


def _duration(place: str, text: str, low: int, high: int) -> int:
    try:
        seconds = parse_duration(text, place)
    except BadValueError as error:
        raise UsageError(str(error)) from error
    if not low <= seconds <= high:
        raise UsageError(
            _("{place}: {text!r} can't be used; choose something from 1s to 31 days (744h).").format(
                place=_(place), text=text
            )
        )
    return seconds


def _rest(text: str) -> int:
    return _duration("duration", text, 1, 31 * 24 * 3600)


def _snooze_length(text: str) -> int | str:
    if ":" in text:
        try:
            parse_clock(text)
        except BadValueError as error:
            raise UsageError(str(error)) from error
        return text
    return text if text in {"off", "tomorrow", "meeting"} else _rest(text)


def _minutes(text: str) -> int:
    """Seconds from a number of minutes."""
    try:
        seconds = round(float(text) * 60)
    except (ValueError, OverflowError):
        seconds = 0
    if not 1 <= seconds <= 30 * 60:
        raise UsageError(_("--minutes: {text!r} can't be used; choose a number up to 30.").format(text=text))
    return seconds


def _whole(place: str, low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high):
            raise UsageError(
                _("{place}: {text!r} can't be used; choose a whole number from {low} to {high}.").format(
                    place=place, text=text, low=low, high=high
                )
            )
        return int(text)

    return read


def _pace(text: str) -> Any:
    from soleus_tray.core.paces import find_pace  # noqa: PLC0415 - only with --pace

    try:
        return find_pace(text).name
    except BadValueError as error:
        raise UsageError(str(error)) from error
