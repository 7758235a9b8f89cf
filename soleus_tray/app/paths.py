"""Where the app keeps its files: the system's usual folders, or all under SOLEUS_TRAY_HOME."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

APP = "soleus-tray"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders and files of one home; made by `make`, 0700, when first needed."""

    config: Path
    data: Path
    state: Path
    cache: Path
    runtime: Path
    """Short-lived and on this machine only: the control socket and locks."""

    @property
    def settings(self) -> Path:
        """The settings file, TOML."""
        return self.config / "settings.toml"

    @property
    def database(self) -> Path:
        """The record, SQLite."""
        return self.data / "record.sqlite3"

    @property
    def backups(self) -> Path:
        """Dated copies of the record."""
        return self.data / "backups"

    @property
    def journal(self) -> Path:
        """Facts waiting to be taken into the record."""
        return self.state / "journal"

    @property
    def clock(self) -> Path:
        """The sitting clock's state, JSON."""
        return self.state / "clock.json"

    @property
    def log(self) -> Path:
        """The app's log."""
        return self.state / "soleus-tray.log"

    @property
    def socket(self) -> Path:
        """The control socket (on Windows, the file that names the pipe)."""
        return self.runtime / "control.sock"

    @property
    def lock(self) -> Path:
        """Held by the one running app."""
        return self.runtime / "running.lock"

    def make(self) -> Paths:
        """Make every folder, private to the user; returns self. Raises OSError when one can't be."""
        for folder in (self.config, self.data, self.state, self.cache, self.runtime):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self


def find_paths() -> Paths:
    """The paths of this process, from SOLEUS_TRAY_HOME or the system's conventions."""
    home = os.environ.get("SOLEUS_TRAY_HOME")
    if home:
        base = Path(home).expanduser().absolute()
        return Paths(base, base / "data", base / "state", base / "cache", base / "run")
    if sys.platform == "linux":
        return _xdg_paths()
    return _platform_paths()


def _xdg_paths() -> Paths:
    """The XDG base directories, read here since platformdirs costs the tray 20 ms and 3 MB for five lines."""

    def folder(variable: str, default: str) -> Path:
        chosen = os.environ.get(variable, "")
        return (Path(chosen) if chosen.startswith("/") else Path.home() / default) / APP

    state = folder("XDG_STATE_HOME", ".local/state")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return Paths(
        config=folder("XDG_CONFIG_HOME", ".config"),
        data=folder("XDG_DATA_HOME", ".local/share"),
        state=state,
        cache=folder("XDG_CACHE_HOME", ".cache"),
        runtime=Path(runtime) / APP if runtime.startswith("/") else state / "run",
    )


def _platform_paths() -> Paths:
    """Windows' and macOS's folders."""
    from platformdirs import PlatformDirs  # noqa: PLC0415 - not needed, and not cheap, on Linux

    dirs = PlatformDirs(APP, appauthor=False)
    state = Path(dirs.user_state_path)
    return Paths(
        Path(dirs.user_config_path),
        Path(dirs.user_data_path),
        state,
        Path(dirs.user_cache_path),
        state / "run",
    )
