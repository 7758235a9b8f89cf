"""What the reminder loop works with, as the composition root builds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.adapters.settings.toml_file import FileSettings
    from soleus_tray.app.effects import Remembering
    from soleus_tray.app.keeper import StateKeeper
    from soleus_tray.app.login import StartOnLogin
    from soleus_tray.app.quiet import QuietSet
    from soleus_tray.app.sensing import Sensing
    from soleus_tray.app.windows import Windows
    from soleus_tray.core.settings import SetSettings
    from soleus_tray.ports.activity import ActivitySource
    from soleus_tray.ports.clock import Clock
    from soleus_tray.ports.notifier import Notifier
    from soleus_tray.ports.session import SessionWatch
    from soleus_tray.ports.tray import Tray


@dataclass(frozen=True, slots=True)
class Parts:
    """Ports and helpers; nothing here has been asked anything yet."""

    clock: Clock
    activity: ActivitySource
    tray: Tray
    notifier: Notifier
    windows: Windows
    remembering: Remembering
    keeper: StateKeeper
    session: SessionWatch
    sensing: Sensing
    begin_quiet: Callable[[SetSettings, float, int], QuietSet]
    """A set paced by the icon: its settings, monotonic time, seconds east of UTC. Raises BadValueError."""
    login: StartOnLogin
    read_settings: Callable[[], FileSettings]
    make_settings: Callable[[], object]
    """Makes the documented settings file where there is none. Raises OSError or SoleusError."""
    draw_ahead: Callable[[str], None]
    """Has the windows' pictures drawn for a WindowTheme."""
    change_setting: Callable[[str, str], None]
    """Writes a key and its value to the settings file, in a process of its own; the app hears of it after."""
    set_lives: Callable[[str], bool]
    """Whether whoever guides the set with this id still does; asked of sets that have no window of ours."""
    wants_welcome: Callable[[], bool]
    """Whether the first run is still to come."""
    seed: int
    """A random whole number."""
