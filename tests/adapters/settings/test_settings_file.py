"""The settings file on a real disk: read whatever it holds, changed without harm."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.adapters.settings.editing import reset_value, set_value
from soleus_tray.adapters.settings.toml_file import create_default, line_of, read_bytes, read_file
from soleus_tray.core.errors import BadValueError, SoleusError
from soleus_tray.core.settings import Settings
from soleus_tray.core.settings_keys import KEYS, default_text, find_key

INTERVAL = find_key("reminders.interval")
PACE = find_key("set.pace")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "settings.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_no_file_means_the_usual_settings_and_nothing_to_tell(path: Path) -> None:
    found = read_file(path)
    assert (found.settings, found.problems) == (Settings(), ())
    assert not path.exists()


def test_a_problem_names_file_line_key_value_and_remedy(path: Path) -> None:
    written(path, '# mine\n\n[reminders]\n# interval = "60m"\nsnooze = "5m"\ninterval = "soon"\n')
    found = read_file(path)
    assert found.settings.reminders.snooze == 300
    (sentence,) = found.sentences
    assert sentence == (
        f"{path}, line 6: reminders.interval is 'soon', which can't be used; "
        "write it like 10m, 1h30m or 90s; the usual 1h is used."
    )


@pytest.mark.parametrize(
    "content",
    [
        b"[reminders\n",
        b"\xff\xfe\x00",
        b"interval = 60m",
        b"a = 1\na = 2",
        b"[" * 5000,
        b"a = " + b"9" * 5000,
    ],
    ids=["open bracket", "not utf-8", "unquoted", "twice", "deep", "huge number"],
)
def test_a_file_that_isn_t_toml_falls_back_whole_and_is_never_overwritten(path: Path, content: bytes) -> None:
    written(path, "").write_bytes(content)
    found = read_file(path)
    assert found.settings == Settings()
    assert "the usual settings are used, and the file is left as it is" in found.sentences[0]
    with pytest.raises(SoleusError, match="left as it was"):
        set_value(path, INTERVAL, "30m")
    assert path.read_bytes() == content


def test_a_folder_in_the_file_s_place_is_told_and_not_touched(path: Path) -> None:
    path.mkdir(parents=True)
    assert "can't be read" in read_file(path).sentences[0]
    with pytest.raises(SoleusError, match="can't be changed"):
        set_value(path, INTERVAL, "30m")


def test_an_enormous_file_is_not_read_into_memory(path: Path) -> None:
    written(path, "#" * (1 << 21))
    assert "over 1 MiB" in read_file(path).sentences[0]


@given(st.binary())
def test_any_bytes_give_valid_settings(path_content: bytes) -> None:
    found = read_bytes(Path("settings.toml"), path_content)
    for key in KEYS:
        assert key.kind.read(key.name, key.kind.show(key.value_in(found.settings))) is not None


@given(
    st.lists(
        st.sampled_from(
            [
                *default_text().split("\n"),
                "[",
                '"',
                "interval = 5",
                "interval = ",
                "\ufeff",
                "'''",
                "set.pace=1",
            ]
        )
    )
)
def test_any_shuffled_file_gives_settings_and_one_line_sentences(lines: list[str]) -> None:
    found = read_bytes(Path("settings.toml"), "\n".join(lines).encode())
    assert isinstance(found.settings, Settings)
    assert all("\n" not in sentence for sentence in found.sentences)


def test_windows_line_ends_and_a_byte_order_mark_are_read(path: Path) -> None:
    written(path, "").write_bytes(b'\xef\xbb\xbf[set]\r\npace = "flow"\r\n')
    assert read_file(path).settings.set.pace == "flow"


def test_the_first_set_makes_a_documented_private_file(path: Path) -> None:
    assert set_value(path, INTERVAL, "45 min") == "45m"
    text = path.read_text()
    assert '# interval = "1h"\ninterval = "45m"\n' in text
    assert all(key.comment in text for key in KEYS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert read_file(path).settings.reminders.interval == 2700
    assert tomllib.loads(text)["version"] == 1


def test_reset_gives_back_the_default_file_to_the_byte(path: Path) -> None:
    assert create_default(path)
    for key in KEYS:
        set_value(path, key, key.usual)
    for key in KEYS:
        reset_value(path, key)
    assert path.read_text() == default_text()


def test_every_key_can_be_set_and_stands_below_its_own_comment(path: Path) -> None:
    for key in KEYS:
        set_value(path, key, key.usual)
        line = key.line(key.value_in(Settings()))
        assert f"# {line}\n{line}\n" in path.read_text()
    assert read_file(path).chosen == {key.name for key in KEYS}
    assert read_file(path).problems == ()


def test_comments_order_and_unknown_keys_of_a_person_s_own_file_stay(path: Path) -> None:
    mine = (
        '# my file\n[set] # sets\npace = "flow"   # quick\nfuture = 1\n\n[reminders]\ninterval="30m" #half\n'
    )
    written(path, mine)
    set_value(path, INTERVAL, "50m")
    set_value(path, PACE, "gentle")
    text = path.read_text()
    assert text == "version = 1\n" + mine.replace('"30m"', '"50m"').replace('"flow"', '"gentle"')


@pytest.mark.parametrize(
    "mine",
    ['set = { pace = "flow" }\n', 'set.pace = "flow"\n', '"set"."pace" = "flow"\n', "[set]\npace = 'flow'"],
)
def test_other_ways_to_write_the_same_are_understood(path: Path, mine: str) -> None:
    written(path, mine)
    set_value(path, PACE, "pulse")
    set_value(path, INTERVAL, "20m")
    found = read_file(path)
    assert (found.settings.set.pace, found.settings.reminders.interval) == ("pulse", 1200)
    reset_value(path, PACE)
    assert read_file(path).settings.set.pace == "steady"


def test_a_list_and_a_yes_are_written_as_toml_has_them(path: Path) -> None:
    assert (
        set_value(path, find_key("quiet.programs"), 'Steam, C:\\vlc.exe, "Öl"') == 'Steam, C:\\vlc.exe, "Öl"'
    )
    assert set_value(path, find_key("hours.count_outside"), "no") == "no"
    assert set_value(path, find_key("hours.work"), "mon-fri 9-17") == "Mon-Fri 09:00-17:00"
    raw = tomllib.loads(path.read_text())
    assert raw["quiet"] == {"programs": ["Steam", "C:\\vlc.exe", '"Öl"']}
    assert raw["hours"] == {"count_outside": False, "work": "Mon-Fri 09:00-17:00"}
    assert read_file(path).problems == ()


def test_a_person_s_list_over_many_lines_is_replaced_and_its_neighbours_stay(path: Path) -> None:
    written(
        path,
        'version = 1\n[quiet]\nprograms = [\n  "steam", # games\n  "vlc",\n]\nignore = ["krisp"] # mine\n',
    )
    assert read_file(path).settings.quiet.programs == ("steam", "vlc")
    set_value(path, find_key("quiet.programs"), "obs")
    assert path.read_text() == 'version = 1\n[quiet]\nprograms = ["obs"]\nignore = ["krisp"] # mine\n'
    set_value(path, find_key("quiet.programs"), "none")
    assert read_file(path).settings.quiet.programs == ()
    reset_value(path, find_key("quiet.programs"))
    assert path.read_text() == 'version = 1\n[quiet]\nignore = ["krisp"] # mine\n'


def test_a_bad_value_in_a_list_names_its_line(path: Path) -> None:
    written(path, '[quiet]\nignore = ["krisp"]\nprograms = [5]\n[hours]\nwork = "18:00-18:00"\n')
    found = read_file(path)
    assert found.settings.quiet.ignore == ("krisp",)
    assert [sentence.removeprefix(f"{path}, ").split(" is ")[0] for sentence in found.sentences] == [
        "line 3: quiet.programs",
        "line 5: hours.work",
    ]


def test_a_bad_value_changes_nothing(path: Path) -> None:
    with pytest.raises(BadValueError, match="20m to 3h"):
        set_value(path, INTERVAL, "4h")
    assert not path.exists()


def test_something_else_in_the_table_s_place_is_not_written_over(path: Path) -> None:
    written(path, "reminders = 5\n")
    with pytest.raises(SoleusError, match="reminders is not a table"):
        set_value(path, INTERVAL, "30m")
    assert path.read_text() == "reminders = 5\n"


def test_a_linked_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = written(tmp_path / "dotfiles" / "soleus.toml", "")
    path.parent.mkdir()
    path.symlink_to(real)
    assert not create_default(path)
    set_value(path, PACE, "flow")
    assert path.is_symlink()
    assert read_file(real).settings.set.pace == "flow"


def test_a_disk_that_refuses_leaves_the_old_file_and_no_crumbs(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_default(path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SoleusError, match="No space left on device"):
        set_value(path, PACE, "flow")
    assert path.read_text() == default_text()
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_resetting_what_was_never_set_makes_no_file(path: Path) -> None:
    reset_value(path, PACE)
    assert not path.exists()


def test_lines_are_found_in_tables_and_dotted_keys() -> None:
    text = 'a.b = 1\n[set]\n# pace = "x"\npace = "y"\n[ reminders ]\n'
    assert line_of(text, "a.b") == 1
    assert line_of(text, "set.pace") == 4
    assert line_of(text, "reminders") == 5
    assert line_of(text, "nowhere") is None
