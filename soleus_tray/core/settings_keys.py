"""The one table of settings: what each key means, what it may be, and how it is written.

Reading, `config list|get|set`, the documented default file and docs/settings.md all follow from it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.settings import Settings
from soleus_tray.core.settings_kinds import Hours, Kind, Names, PaceWord, Percent, Place, Span, Word, YesNo
from soleus_tray.core.text import N_, _

FILE_VERSION = 1
"""The `version` this program writes into the file; a later one may hold keys it doesn't know."""


@dataclass(frozen=True, slots=True)
class Key:
    """One setting."""

    name: str
    """Dotted, table first: "reminders.interval"."""
    comment: str
    """One sentence for the file and the docs."""
    kind: Kind

    @property
    def table(self) -> str:
        """The TOML table it stands in, which is also the field of Settings."""
        return self.name.partition(".")[0]

    @property
    def field(self) -> str:
        """Its name in the table."""
        return self.name.partition(".")[2]

    def value_in(self, settings: Settings) -> Any:
        """What these settings say of it."""
        return getattr(getattr(settings, self.table), self.field)

    @property
    def usual(self) -> str:
        """The default as it is written in the file, without quotes."""
        return self.kind.show(self.value_in(Settings()))

    def line(self, value: Any) -> str:
        """The line of TOML that gives it this value."""
        # JSON's strings, arrays and booleans are TOML's too, as long as every character is printable.
        return f"{self.field} = {json.dumps(self.kind.in_file(value), ensure_ascii=False)}"


_MINUTE, _HOUR = 60, 3600

KEYS: tuple[Key, ...] = (
    Key(
        "reminders.interval",
        N_("Sitting time from one set to the next."),
        Span(5, 3 * _HOUR, usual_from=20 * _MINUTE),
    ),
    Key(
        "reminders.away_after",
        N_("After this long without keyboard or mouse you count as away."),
        Span(1, _HOUR, usual_from=_MINUTE),
    ),
    Key(
        "reminders.reset_after",
        N_("A break from sitting of at least this long starts a new hour."),
        Span(1, _HOUR, usual_from=_MINUTE),
    ),
    Key(
        "reminders.snooze",
        N_("What the reminder's Snooze button gives."),
        Span(5, 24 * _HOUR, usual_from=_MINUTE),
    ),
    Key("reminders.learn", N_("Whether one reminder a day carries a line worth knowing."), YesNo()),
    Key(
        "quiet.ignore",
        N_("Programs that may use the microphone or camera without it being a call, such as dictation."),
        Names(),
    ),
    Key("quiet.programs", N_("While one of these programs runs, a reminder waits."), Names()),
    Key(
        "quiet.longest_meeting",
        N_("A meeting holds a reminder no longer than this, since a microphone can stay open by mistake."),
        Span(5, 12 * _HOUR, usual_from=30 * _MINUTE),
    ),
    Key("quiet.calendar", N_("A calendar (.ics) whose busy times hold a reminder."), Place()),
    Key("hours.work", N_("When reminders may come, on your own clock."), Hours()),
    Key("hours.count_outside", N_("Whether sitting outside these hours counts towards the day."), YesNo()),
    Key(
        "set.length",
        N_("How long a set takes; it is rounded up to whole reps."),
        Span(5, 30 * _MINUTE),
    ),
    Key(
        "set.pace",
        N_(
            "How fast: gentle is 10 reps a minute, steady 15, flow 20, pulse 30 "
            "(a different, faster movement)."
        ),
        PaceWord(),
    ),
    Key(
        "set.legs",
        N_("Which leg works: both together, alternating, or one alone."),
        Word(("both", "alternate", "left", "right")),
    ),
    Key(
        "set.mode",
        N_("How a set is guided: a window (full), a slim strip on top (compact), or by sound alone (ears)."),
        Word(("full", "compact", "ears")),
    ),
    Key(
        "set.get_ready", N_("Time to sit up and settle before the first rep; 0s starts at once."), Span(0, 60)
    ),
    Key("sound.tones", N_("Soft tones that keep the pace."), YesNo()),
    Key("sound.volume", N_("How loud the tones and the voice are."), Percent(0, 100)),
    Key("sound.voice", N_("The system's voice says the cues."), YesNo()),
    Key("sound.in_calls", N_("Whether sets are heard in calls and with do-not-disturb as well."), YesNo()),
    Key("plan.on", N_("Whether longer sets are offered, step by step; you always choose."), YesNo()),
    Key("checkin.on", N_("A quiet question near the end of the day: how do your legs feel?"), YesNo()),
    Key(
        "appearance.theme",
        N_("The windows' colours; auto follows the desktop."),
        Word(("auto", "light", "dark")),
    ),
    Key(
        "appearance.panel",
        N_("The panel the tray icon is drawn for; auto follows the desktop."),
        Word(("auto", "light", "dark")),
    ),
    Key(
        "appearance.contrast",
        N_("Stronger colours and edges; auto follows the desktop."),
        Word(("auto", "high", "normal")),
    ),
    Key(
        "appearance.motion",
        N_("Reduced: the figure takes three poses instead of gliding; auto follows the desktop."),
        Word(("auto", "full", "reduced")),
    ),
    Key("appearance.zoom", N_("How much larger windows are drawn."), Percent(100, 200)),
)

_BY_NAME = {key.name: key for key in KEYS}
TABLES: tuple[str, ...] = tuple(dict.fromkeys(key.table for key in KEYS))


def find_key(name: str) -> Key:
    """The key of this name; raises BadValueError that names the nearest one."""
    key = _BY_NAME.get(name)
    if key is None:
        raise BadValueError("setting", name, did_you_mean(name))
    return key


def did_you_mean(name: str) -> str:
    """A remedy for an unknown key: the nearest known one, or where all are listed."""
    import difflib  # noqa: PLC0415 - only when something is misspelt: the tray stays lighter

    known = {known.rpartition(".")[2]: known for known in _BY_NAME} | {known: known for known in _BY_NAME}
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    near = near or difflib.get_close_matches(name.rpartition(".")[2], known, n=1, cutoff=0.75)
    if near:
        return _("the nearest there is is {key}").format(key=known[near[0]])
    return _("`soleus-tray config list` names the ones there are")


def default_text() -> str:
    """The documented settings file in which nothing is chosen yet."""
    lines = [
        "# "
        + _(
            "Soleus Tray's settings. A line with # before it shows the usual value; take the # away to choose"
        ),
        "# "
        + _("another, or use `soleus-tray config set KEY VALUE`. Times are written like 90s, 10m or 1h30m."),
        "",
        f"version = {FILE_VERSION}",
    ]
    usual = Settings()
    for table in TABLES:
        lines += ["", f"[{table}]"]
        for key in (key for key in KEYS if key.table == table):
            lines += [
                f"# {_(key.comment)} ({key.kind.range_in_words()})",
                f"# {key.line(key.value_in(usual))}",
            ]
    return "\n".join(lines) + "\n"
