"""What the app's short-lived child processes do: the hidden commands that begin with "_".

Each imports only what its job needs, since a person may be waiting for it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.app.children import own_command

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, Literal

    from soleus_tray.app.paths import Paths
    from soleus_tray.core.facts import CheckInFact
    from soleus_tray.core.window_messages import SoundChoice
    from soleus_tray.ui.session.audio import SessionAudio
    from soleus_tray.ui.window import WindowParts

# ruff: noqa: PLC0415


def window(kind: Literal["ears", "panel", "strip"], paths: Paths) -> int:
    """Be a window that the tray tells what to show, on standard input; events leave on standard output."""
    {"ears": ears, "panel": panel, "strip": strip}[kind](paths)
    return 0


def session(theme: str, paths: Paths) -> int:
    """Guide sets, in a window or a strip, as the tray tells.

    theme: have the window on screen at once, in this brightness; "" waits to be told.
    """
    from soleus_tray.ui.session.opening import open_window

    window = open_window(_window_parts(paths), theme)
    # All else is loaded once it is on screen.
    from soleus_tray.adapters.clock import SystemClock
    from soleus_tray.adapters.store.live import LiveJournal
    from soleus_tray.ui.session.process import run_session_window

    run_session_window(
        sys.stdin,
        sys.stdout,
        window=window,
        journal=LiveJournal(paths.journal),
        clock=SystemClock(),
        entropy=lambda: os.urandom(10),
        places=paths.state / "windows.json",
        audio=_session_audio,
    )
    return 0


def ears(paths: Paths) -> None:
    """Guide a set by sound alone."""
    from soleus_tray.adapters.clock import SystemClock
    from soleus_tray.adapters.store.live import LiveJournal
    from soleus_tray.ui.ears.process import run_ears

    run_ears(
        sys.stdin,
        sys.stdout,
        journal=LiveJournal(paths.journal),
        clock=SystemClock(),
        entropy=lambda: os.urandom(10),
        open_sound=_session_audio,
    )


def panel(paths: Paths) -> None:
    """Be the small window of actions."""
    from soleus_tray.ui.panel.process import run_panel

    run_panel(sys.stdin, sys.stdout, parts=_window_parts(paths))


def strip(paths: Paths) -> None:
    """Pace a quiet set at the screen's edge."""
    from soleus_tray.ui.drawing.icon_cache import icons_folder
    from soleus_tray.ui.strip.process import run_strip

    run_strip(sys.stdin, sys.stdout, parts=_window_parts(paths), icons=icons_folder(paths.cache))


def _session_audio(choice: SoundChoice) -> SessionAudio:
    """What is heard of a set, by a process of its own that starts with the first tone or word."""
    from soleus_tray.adapters.sounds.child import SoundChild
    from soleus_tray.ui.session.audio import SessionAudio

    volume = choice.volume if choice.tones else 0
    child = SoundChild(own_command("_sound", str(volume), "voice" if choice.voice else "tones"))
    return SessionAudio(child if choice.tones else None, child if choice.voice else None)


def sound(volume: str, what: Literal["voice", "tones"]) -> int:
    """Be the sound of a set; does not return. The voice speaks the language of the sentences."""
    from soleus_tray.adapters.language import sentence_language
    from soleus_tray.adapters.sounds.process import run_sound

    run_sound(int(volume), sentence_language() if what == "voice" else "")
    return 0


def page(kind: Literal["why", "welcome", "checkin"], theme: str, paths: Paths) -> int:
    """Be a window that needs nothing but its theme to begin with."""
    pages = {"why": why, "welcome": welcome, "checkin": checkin}
    return pages[kind](theme, paths)


def why(theme: str, paths: Paths) -> int:
    """Be the page of decisions; it reads the record by itself, on a thread of its own."""
    from soleus_tray.ui.why.process import run_why

    def read() -> Any:
        from soleus_tray.adapters.store import commands

        return commands.recent(paths)

    run_why(sys.stdin, sys.stdout, parts=_window_parts(paths), theme=theme, read=read)
    return 0


def welcome(theme: str, paths: Paths) -> int:
    """Be the first run; it writes what was chosen by itself."""
    from soleus_tray.adapters.autostart.choose import choose_autostart
    from soleus_tray.adapters.clock import SystemClock
    from soleus_tray.adapters.theme.choose import choose_theme
    from soleus_tray.app.welcoming import HomeDesk, Motion
    from soleus_tray.ui.welcome.process import run_welcome

    clock = SystemClock()
    desk = HomeDesk(paths, clock, choose_autostart)
    run_welcome(
        sys.stdin,
        sys.stdout,
        parts=_window_parts(paths),
        theme=theme,
        desk=desk,
        clock=clock,
        still=Motion(paths, choose_theme()).still,
    )
    return 0


def checkin(theme: str, paths: Paths) -> int:
    """Be the daily question; it appends the answer by itself."""
    from soleus_tray.adapters.clock import SystemClock
    from soleus_tray.adapters.store.journal import FileJournal
    from soleus_tray.ui.checkin.process import run_checkin

    def recent() -> list[CheckInFact]:
        from soleus_tray.app.checking_in import recent_check_ins

        return recent_check_ins(paths)

    run_checkin(
        sys.stdin,
        sys.stdout,
        parts=_window_parts(paths),
        theme=theme,
        journal=FileJournal(paths.journal),
        clock=SystemClock(),
        entropy=lambda: os.urandom(10),
        recent=recent,
        open_safety=lambda: _open_alone("learn", theme, "safety"),
    )
    return 0


def learn(theme: str, page: str, paths: Paths) -> int:
    """Be the pages of Learn; they read today's minutes by themselves, on a thread of their own."""
    from soleus_tray.ui.learn.process import run_learn

    def read() -> int:
        from soleus_tray.app.learning import minutes_today

        return minutes_today(paths)

    run_learn(sys.stdin, sys.stdout, parts=_window_parts(paths), theme=theme, page=page, read=read)
    return 0


def _open_alone(*arguments: str) -> None:
    """Show a window that no tray waits for."""
    import subprocess

    nothing = subprocess.DEVNULL
    subprocess.Popen(own_command("_window", *arguments), stdin=nothing, stdout=nothing)


def _window_parts(paths: Paths) -> WindowParts:
    from soleus_tray.adapters.screens.choose import choose_screen
    from soleus_tray.ui.drawing.art import frames_folder
    from soleus_tray.ui.window import WindowParts

    return WindowParts(choose_screen(), frames_folder(paths.cache), _draw_frames)


def _draw_frames(theme: str, scale: float) -> None:
    """Have the frames drawn by another process."""
    import subprocess

    # Not on our standard output: the tray takes that one's end for the window's.
    subprocess.Popen(
        own_command("_draw", "frames", theme, str(scale)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )


def draw(what: Literal["icons", "frames"], arguments: list[str], paths: Paths) -> int:
    """Draw the tray's icons, or the windows' pictures for a theme and scale, into the cache. Raises OSError.

    Without a scale: for this desktop's, if they are not there yet.
    """
    if what == "icons":
        from soleus_tray.ui.drawing.cache import draw_icons
        from soleus_tray.ui.drawing.icon_cache import icons_folder

        draw_icons(icons_folder(paths.cache))
        return 0
    from soleus_tray.ui.drawing.art import art_file, frames_folder, nearest_scale, open_art

    folder, theme = frames_folder(paths.cache), arguments[0]
    scale = nearest_scale(float(arguments[1]) if arguments[1:] else _desktop_scale())
    if arguments[1:] or open_art(art_file(folder, theme, scale)) is None:
        _draw_unless_drawn(folder, theme, scale)
    return 0


def _draw_unless_drawn(folder: Path, theme: str, scale: float) -> None:
    """Leave it to another process that is at it: each window that opens meanwhile asks for its pictures."""
    from soleus_tray.adapters.lock import FileLock
    from soleus_tray.ui.drawing.art import art_file
    from soleus_tray.ui.drawing.cache import draw_frames

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(art_file(folder, theme, scale).with_suffix(".lock"))
    if lock.acquire():
        try:
            draw_frames(folder, theme, scale)
        finally:
            lock.release()


def _desktop_scale() -> float:
    from soleus_tray.adapters.screens.choose import choose_screen
    from soleus_tray.ui.fitting_screen import wanted_scale

    return wanted_scale(choose_screen()) or 1.0


def drain(paths: Paths) -> int:
    """Take the journal into the record and print today's totals as JSON. Raises SoleusError."""
    import json

    from soleus_tray.adapters.settings.toml_file import read_file
    from soleus_tray.adapters.store import commands

    chosen = read_file(paths.settings).settings
    print(json.dumps(commands.drain(paths, chosen=chosen)))  # noqa: T201 - the answer to the process that asked
    return 0


def read_calendar(paths: Paths) -> int:
    """Read the calendar that standard input names and print its busy times as JSON. Raises SoleusError."""
    import json
    from datetime import UTC, datetime

    from soleus_tray.adapters.calendar.kept import as_values
    from soleus_tray.adapters.calendar.reading import read_calendar as read

    known = read(str(json.load(sys.stdin)), paths.cache / "calendar", datetime.now(UTC))
    print(json.dumps(as_values(known)))  # noqa: T201 - the answer to the process that asked
    return 0
