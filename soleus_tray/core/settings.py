"""What the user may choose, with the defaults that should suit most people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.hours import ALWAYS, WorkingHours

if TYPE_CHECKING:
    from soleus_tray.core.exercise import Legs
    from soleus_tray.core.window_messages import Mode


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """When to remind. All in whole seconds."""

    interval: int = 60 * 60
    """Sitting time from one set to the next."""
    away_after: int = 5 * 60
    """Time without input after which the user counts as away, from the last input on."""
    reset_after: int = 5 * 60
    """A break from sitting at least this long ends the hour."""
    snooze: int = 10 * 60
    """What the notification's Snooze button gives."""
    learn: bool = True
    """Whether one reminder a day carries a line worth knowing."""


@dataclass(frozen=True, slots=True)
class QuietSettings:
    """When to hold one's tongue."""

    ignore: tuple[str, ...] = ()
    """Programs whose use of the microphone or camera is no call: dictation, one's own noise suppressor."""
    programs: tuple[str, ...] = ()
    """Programs while which run a reminder waits."""
    longest_meeting: int = 3 * 60 * 60
    """Seconds after which a meeting no longer holds a reminder, since sensors can stick."""
    calendar: str = ""
    """The path or https address of an .ics calendar; "" for none."""


@dataclass(frozen=True, slots=True)
class HoursSettings:
    """When to remind at all."""

    work: WorkingHours = ALWAYS
    count_outside: bool = True
    """Whether sitting outside these hours counts towards the day."""


@dataclass(frozen=True, slots=True)
class SetSettings:
    """What a set is."""

    length: int = 2 * 60
    """Seconds; snapped up to whole reps of the pace."""
    pace: str = "steady"
    """A preset's name or "up/hold/down" in seconds: paces.find_pace reads both."""
    legs: Legs = "both"
    mode: Mode = "full"
    get_ready: int = 15
    """Seconds of countdown before the first rep; 0 starts at once."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """What is heard of a set."""

    tones: bool = True
    volume: int = 40
    """Percent."""
    voice: bool = False
    in_calls: bool = False
    """Whether to be heard in a call or with do-not-disturb as well."""


@dataclass(frozen=True, slots=True)
class AppearanceSettings:
    """How it looks."""

    theme: Literal["auto", "light", "dark"] = "auto"
    """Windows; auto follows the desktop."""
    panel: Literal["auto", "light", "dark"] = "auto"
    """The panel the tray icon is drawn for."""
    contrast: Literal["auto", "high", "normal"] = "auto"
    motion: Literal["auto", "full", "reduced"] = "auto"
    zoom: int = 100
    """Percent by which windows are larger than the desktop's scaling has them."""


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """Longer sets, step by step."""

    on: bool = False


@dataclass(frozen=True, slots=True)
class CheckInSettings:
    """The daily diary of how the legs feel."""

    on: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the user may choose."""

    reminders: ReminderSettings = field(default_factory=ReminderSettings)
    quiet: QuietSettings = field(default_factory=QuietSettings)
    hours: HoursSettings = field(default_factory=HoursSettings)
    set: SetSettings = field(default_factory=SetSettings)
    sound: SoundSettings = field(default_factory=SoundSettings)
    plan: PlanSettings = field(default_factory=PlanSettings)
    checkin: CheckInSettings = field(default_factory=CheckInSettings)
    appearance: AppearanceSettings = field(default_factory=AppearanceSettings)
