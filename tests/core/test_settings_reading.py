"""Reading settings: a bad value falls back for itself alone, and says so."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.hours import ALWAYS, format_hours
from soleus_tray.core.settings import Settings
from soleus_tray.core.settings_keys import KEYS, default_text, find_key
from soleus_tray.core.settings_reading import read_settings


def read(text: str) -> tuple[Settings, list[str]]:
    settings, problems = read_settings(tomllib.loads(text))
    return settings, [problem.sentence("settings.toml") for problem in problems]


def test_nothing_chosen_gives_the_usual_settings() -> None:
    assert read("") == (Settings(), [])


def test_every_key_has_a_usual_value_that_reads_back_to_itself_without_a_warning() -> None:
    for key in KEYS:
        assert key.kind.read(key.name, key.usual) == key.value_in(Settings())
        assert key.kind.warning(key.value_in(Settings())) == ""


def test_every_field_of_the_settings_has_a_key() -> None:
    fields = {
        f"{table}.{field}" for table in Settings.__slots__ for field in getattr(Settings(), table).__slots__
    }
    assert fields == {key.name for key in KEYS}


def test_chosen_values_are_used() -> None:
    settings, problems = read(
        '[reminders]\ninterval = "1h30m"\nsnooze="5m"\n[set]\npace = "Flow"\nget_ready = 0\nlength = "150s"'
    )
    assert (settings.reminders.interval, settings.reminders.snooze) == (5400, 300)
    assert (settings.set.pace, settings.set.get_ready, settings.set.length) == ("flow", 0, 150)
    assert problems == []


def test_a_bad_value_falls_back_for_that_key_alone_and_names_key_value_and_remedy() -> None:
    settings, problems = read('[reminders]\ninterval = "soon"\nsnooze = "5m"')
    assert settings.reminders.interval == 3600
    assert settings.reminders.snooze == 300
    (problem,) = problems
    assert problem == (
        "settings.toml: reminders.interval is 'soon', which can't be used; "
        "write it like 10m, 1h30m or 90s; the usual 1h is used."
    )


@pytest.mark.parametrize("raw", ["60", "true", "1.5", "[60]", "{ m = 60 }", '"4s"', '"181m"', '"-5m"', '""'])
def test_an_interval_that_can_t_be_meant_is_refused(raw: str) -> None:
    settings, problems = read(f"[reminders]\ninterval = {raw}")
    assert settings == Settings()
    assert len(problems) == 1
    assert "reminders.interval" in problems[0]


def test_a_number_without_a_unit_is_told_how_to_get_one() -> None:
    _, problems = read("[reminders]\ninterval = 60")
    assert 'like "60m" or "60s"' in problems[0]


def test_an_interval_for_trying_out_is_used_with_a_warning() -> None:
    settings, problems = read('[reminders]\ninterval = "5s"')
    assert settings.reminders.interval == 5
    (problem,) = problems
    assert problem == (
        "settings.toml: reminders.interval is 5s, which is fine for trying out; "
        "20m or more suits a day; it is used as it is."
    )


def test_a_list_of_programs_may_be_an_array_or_a_text_with_commas() -> None:
    for raw in ('["Steam", " VLC  media player ", "steam", ""]', '"Steam, VLC media player, STEAM"'):
        settings, problems = read(f"[quiet]\nprograms = {raw}")
        assert settings.quiet.programs == ("Steam", "VLC media player")
        assert problems == []
    assert read('[quiet]\nignore = ["Öl", "微信"]')[0].quiet.ignore == ("Öl", "微信")


@pytest.mark.parametrize("raw", ["5", "[5]", '[["a"]]', "true", '["a,b"]', f'["{"x" * 81}"]', '["a\\u0007"]'])
def test_what_can_be_no_list_of_programs_falls_back_alone(raw: str) -> None:
    settings, problems = read(f'[quiet]\nprograms = {raw}\nignore = ["easyeffects"]')
    assert (settings.quiet.programs, settings.quiet.ignore) == ((), ("easyeffects",))
    assert len(problems) == 1
    assert problems[0].startswith("settings.toml: quiet.programs is ")


def test_a_meeting_is_held_for_half_an_hour_to_twelve() -> None:
    assert read('[quiet]\nlongest_meeting = "90m"')[0].quiet.longest_meeting == 5400
    settings, problems = read('[quiet]\nlongest_meeting = "13h"')
    assert settings == Settings()
    assert "choose 30m to 12h" in problems[0]


@pytest.mark.parametrize(
    "place",
    [
        "/home/me/work.ics",
        "~/Kalender/Büro.ics",
        r"C:\\Users\\me\\work.ics",
        "https://example.org/private-abc/basic.ics",
        "webcal://example.org/a.ics",
    ],
)
def test_a_calendar_is_a_whole_path_or_a_safe_address(place: str) -> None:
    settings, problems = read(f'[quiet]\ncalendar = "{place}"')
    assert settings.quiet.calendar == place.replace("\\\\", "\\")
    assert problems == []


@pytest.mark.parametrize(
    ("raw", "remedy"),
    [
        ('"http://example.org/a.ics"', "use its https:// address"),
        ('"work.ics"', "write the whole path, like ~/work.ics"),
        ('"ftp://example.org/a.ics"', "https:// or webcal:// address"),
        ('"https://"', "https:// or webcal:// address"),
        ('"https://example.org/a b.ics"', "https:// or webcal:// address"),
        ('"/home/me\\n/a.ics"', "choose a file's whole path or an https address"),
        ("[]", "choose a file's whole path or an https address"),
    ],
)
def test_a_calendar_that_can_t_be_meant_is_refused_with_the_remedy(raw: str, remedy: str) -> None:
    settings, problems = read(f'[quiet]\ncalendar = {raw}\nprograms = ["vlc"]')
    assert (settings.quiet.calendar, settings.quiet.programs) == ("", ("vlc",))
    assert len(problems) == 1
    assert remedy in problems[0]


def test_working_hours_are_read_and_a_bad_one_falls_back_alone() -> None:
    settings, problems = read('[hours]\nwork = "Mon-Fri 09:00-17:30"\ncount_outside = false')
    assert format_hours(settings.hours.work) == "Mon-Fri 09:00-17:30"
    assert settings.hours.count_outside is False
    assert problems == []
    settings, problems = read('[hours]\nwork = "Mon 09:00-25:00"\ncount_outside = "no"')
    assert (settings.hours.work, settings.hours.count_outside) == (ALWAYS, False)
    (problem,) = problems
    assert problem == (
        "settings.toml: hours.work is 'Mon 09:00-25:00', which can't be used; '25:00' is no time of day; "
        "write it like 09:00 or 17:30; the usual always is used."
    )


@pytest.mark.parametrize("raw", ["5", "true", '["Mon 9-17"]', "09:00:00", '""'])
def test_working_hours_of_another_type_are_refused(raw: str) -> None:
    settings, problems = read(f"[hours]\nwork = {raw}\ncount_outside = 1")
    assert settings == Settings()
    assert [problem.split(" is ")[0] for problem in problems] == [
        "settings.toml: hours.work",
        "settings.toml: hours.count_outside",
    ]


def test_a_misspelt_key_is_named_with_the_nearest_one() -> None:
    _, problems = read('[reminders]\nintervall = "30m"\n[sets]\nlength = "2m"')
    assert "reminders.intervall is not a setting; the nearest there is is reminders.interval" in problems[0]
    assert "sets is not a setting" in problems[1]


def test_a_table_that_isn_t_one_is_named_once() -> None:
    settings, problems = read("reminders = 5")
    assert settings == Settings()
    (problem,) = problems
    assert problem == (
        "settings.toml: reminders is 5 where a table [reminders] belongs; "
        "the usual values are used for all of it."
    )


def test_a_newer_file_is_used_as_far_as_it_is_known() -> None:
    settings, problems = read('version = 2\n[set]\npace = "gentle"')
    assert settings.set.pace == "gentle"
    assert "newer soleus-tray" in problems[0]


def test_the_default_file_chooses_nothing_and_names_every_key() -> None:
    assert read(default_text()) == (Settings(), [])
    for key in KEYS:
        assert f"# {key.line(key.value_in(Settings()))}\n" in default_text()
        assert key.comment in default_text()


def test_the_default_file_with_every_line_uncommented_is_the_usual_settings_too() -> None:
    uncommented = "\n".join(
        line.removeprefix("# ") if " = " in line else line for line in default_text().split("\n")
    )
    raw = tomllib.loads(uncommented)
    assert read_settings(raw) == (Settings(), ())
    assert sum(len(table) for table in raw.values() if isinstance(table, dict)) == len(KEYS)


def test_an_unknown_key_is_refused_by_name() -> None:
    assert find_key("set.pace").name == "set.pace"
    with pytest.raises(BadValueError, match=r"set\.pace"):
        find_key("pace")


def test_a_number_too_long_to_print_is_still_only_a_bad_value() -> None:
    raw = f"0x{'f' * 5000}"
    settings, problems = read(
        f"version = {raw}\nodd = {raw}\n[reminders]\ninterval = {raw}\n[set]\npace = {raw}"
    )
    assert settings == Settings()
    assert len(problems) == 4


_leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.datetimes()
    | st.sampled_from(["60m", "5s", "steady", "pulse", "dark", "9" * 6 + "h", "yes", "none", "Steam, VLC"])
    | st.sampled_from(["Mon-Fri 9-17", "daily 22-2, 12-13", "https://x.org/a.ics", "~/a.ics", "http://x.org"])
)
_values = st.recursive(
    _leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner), max_leaves=8
)
_fields = st.sampled_from([key.field for key in KEYS]) | st.text()
_tables = (
    st.sampled_from(["reminders", "quiet", "hours", "set", "appearance", "version"])
    | st.text()
    | st.integers()
)


@given(st.dictionaries(_tables, _values | st.dictionaries(_fields, _values)))
def test_whatever_a_mapping_holds_the_settings_are_valid_and_each_problem_is_one_line(
    raw: dict[Any, Any],
) -> None:
    settings, problems = read_settings(raw)
    for key in KEYS:
        value = key.value_in(settings)
        assert key.kind.read(key.name, key.kind.show(value)) == value
    for problem in problems:
        assert "\n" not in problem.sentence("f")
        assert len(problem.sentence("f")) < 500
