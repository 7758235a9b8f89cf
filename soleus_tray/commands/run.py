"""Starting the app. Without argparse: what is loaded here stays in the tray's memory all day."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def understood(options: list[str]) -> dict[str, str] | None:
    """The options of a plain `run`, as the login entry gives them; None for anything that needs a parser."""
    names, values = options[::2], options[1::2]
    if len(names) != len(values) or not set(names) <= {"--after", "--home"}:
        return None
    return dict(zip(names, values, strict=True))


def start(after: str | None = None, home: str | None = None) -> int:
    """Be the app until it is asked to quit. Raises SoleusError."""
    if home:
        os.environ["SOLEUS_TRAY_HOME"] = home
    if after:
        _wait(after)
    from soleus_tray.app.main import run_app  # noqa: PLC0415 - after the wait: a waiting process stays small
    from soleus_tray.app.paths import find_paths  # noqa: PLC0415

    return run_app(find_paths())


def _wait(after: str) -> None:
    from time import sleep  # noqa: PLC0415

    from soleus_tray.commands.speaking import UsageError  # noqa: PLC0415
    from soleus_tray.core.durations import parse_duration  # noqa: PLC0415
    from soleus_tray.core.errors import BadValueError  # noqa: PLC0415

    try:
        sleep(min(parse_duration(after, "--after"), 3600))
    except BadValueError as error:
        raise UsageError(str(error)) from error


def parsed(given: Namespace) -> int:
    """The same, for options that went through the parser."""
    return start(given.after, given.home)
