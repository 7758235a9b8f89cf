"""Writes docs/command-line.md and docs/settings.md from the tables the program itself uses.

python packaging/write_reference.py            write them
python packaging/write_reference.py --check    end 1 if they are not what would be written
"""

# ruff: noqa: E501 - pages for people, whose paragraphs their reader wraps

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from soleus_tray.commands.table import COMMANDS  # noqa: E402 - the path comes first
from soleus_tray.core.settings_keys import KEYS, default_text  # noqa: E402

COMMAND_LINE = """# The command line

Written by `packaging/write_reference.py` from the table the program parses with; scripts may rely on it.

`soleus-tray` alone starts the app and stays in the foreground. A second start doesn't: it opens the running
app's small window and ends with 0. `SOLEUS_TRAY_HOME=DIR soleus-tray ...` keeps settings, record, state, log and
control socket under DIR, so two homes can run side by side.

| command | what it does |
|---|---|
{commands}
| `soleus-tray --version` | Say which version this is. |

Durations are written like `90s`, `5m` or `1h30m`.

## Options
{options}

## Exit codes
| code | meaning |
|---|---|
| 0 | done |
| 1 | failed; one sentence on standard error says why |
| 2 | the command line was not understood |
| 3 | the app isn't running |

## For scripts
`status --json` answers with an object that has at least: `version`, `running`, `state` (sitting, away, standing, due,
exercising, held, snoozed, paused or off_hours), `sitting_seconds`, `due_in_seconds`, `held_by` (a list of sentences),
`snoozed_until`, `today` (`sets`, `reps`, `active_seconds`, `sitting_seconds`), `sensors` (`idle` with `source` and
`seconds`), `tray` (`backend`, `visible`) and `notifications` (`backend`, `buttons`). When the app isn't running it
answers `{{"version": ..., "running": false}}` and ends with 3.

`history --json` answers with a list of objects, `history --csv` with the same columns: `id`, `started_at`,
`planned_seconds`, `active_seconds`, `reps`, `pace`, `outcome` (completed, stopped_early or interrupted), `source` (tray,
notification, command, window or quiet), `legs` (both, alternate, left or right), `effort` (easy, good, hard, or empty where
nobody said) and `hurt` (true or false).

`why` tells the record's decisions, oldest first, whether the app runs or not; without `--since`, those since midnight, and of at
least the last 4 hours. `why --json` answers with a list of objects: `at` (local time with its offset), `what`, `detail`, `who`
(a program), `seconds` and `sentence`. Decisions are kept for 90 days. Only for people, a signal that comes and goes within a
minute is folded into one line with how often.

`autostart` answers with one of `on`, `off`, `blocked` (you turned it off in the system's own settings) or `unavailable`,
a colon and a sentence. `quit` returns once the app is gone. `config path` makes the documented file if there is none:
`$EDITOR "$(soleus-tray config path)"`.
"""

SETTINGS = """# Settings

Written by `packaging/write_reference.py` from the table the program reads with.

They stand in a TOML file; `soleus-tray config path` says where. `soleus-tray config set KEY VALUE` changes one and keeps your
comments, `config reset KEY` gives back the usual value, `config list` shows all. The running app follows `config` at
once, and an edited file from its next start.

| key | usual | may be | what it is |
|---|---|---|---|
{keys}

Times are written in quotes and with their unit: `"60m"`, `"20s"`, `"1h30m"`. Shorter times than the table says, down to
{shortest}, are accepted for trying out, with a warning.

Programs are a list, `["steam", "vlc"]`, or with commas on the command line: `soleus-tray config set quiet.programs "steam, vlc"`;
capitals don't matter, and `none` empties the list. A calendar is a file's whole path (`~/work.ics`) or an `https://` or `webcal://`
address; `http://` is refused, since anybody on the way could read it.

Working hours are days and times: `"Mon-Fri 09:00-12:30, 13:30-18:00; Sat 22:00-02:00"`. Days are English names, short or long, lists
or ranges of them, `daily`, `weekdays` or `weekend`; times are those of a 24-hour clock. A range whose end is earlier than its start
ends on the next day. Ranges may touch but not overlap. A day that isn't named is free.

A value that can't be used is replaced by the usual one for that key alone; a file that isn't TOML is left as it is and the usual
settings are used. Either way `config list` and the app say which, where and why.

## The file as it is made
```toml
{file}```
"""


def command_line() -> str:
    commands = "\n".join(f"| `{_cell(command.usage)}` | {command.purpose} |" for command in COMMANDS)
    return COMMAND_LINE.format(commands=commands, options="\n".join(_option_lines()))


def _option_lines() -> list[str]:
    lines = ["| of | option | |", "|---|---|---|"]
    for command in COMMANDS:
        parser = ArgumentParser(add_help=False)
        command.options(parser)
        for action in parser._actions:  # noqa: SLF001 - argparse shows its options nowhere else
            if action.help and action.help != "==SUPPRESS==":
                value = action.metavar or "|".join(action.choices or ())
                name = " ".join([*action.option_strings[:1], str(value)]).strip()
                lines.append(f"| `{command.name}` | `{_cell(name)}` | {action.help} |")
    return lines


def settings() -> str:
    keys = "\n".join(
        f"| `{key.name}` | `{key.usual}` | {key.kind.range_in_words()} | {key.comment} |" for key in KEYS
    )
    lows = [
        f"{key.kind.show(key.kind.low)} for `{key.name}`"
        for key in KEYS
        if getattr(key.kind, "usual_from", 0)
    ]
    return SETTINGS.format(keys=keys, file=default_text(), shortest=", ".join(lows))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    pages = {"command-line.md": command_line(), "settings.md": settings()}
    stale = [name for name, text in pages.items() if _on_disk(name) != text]
    if "--check" in sys.argv[1:]:
        if stale:
            print(
                f"docs/{' and docs/'.join(stale)}: run packaging/write_reference.py again.", file=sys.stderr
            )
        return 1 if stale else 0
    for name in stale:
        (ROOT / "docs" / name).write_text(pages[name], encoding="utf-8")
    return 0


def _on_disk(name: str) -> str:
    path = ROOT / "docs" / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
