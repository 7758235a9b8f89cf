"""Which names a person may write for a process."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.adapters.programs.names import find, is_interpreter, plain, process, script_in

FIREFOX = process(1, "Isolated Web Co", "firefox-bin")
SCRIPT = process(2, "python3", "python3.11", "lecture.py")
GAME = process(3, "Game.exe", "wine64-preloader", "game")
CAPABLE = process(4, "a-very-long-nam")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("firefox-bin", FIREFOX),
        ("/usr/lib/firefox/Firefox-Bin", FIREFOX),
        (" firefox-bin ", FIREFOX),
        ("isolated web co", FIREFOX),
        ("lecture.py", SCRIPT),
        ("~/talks/lecture.py", SCRIPT),
        ("python3", SCRIPT),
        ("game", GAME),
        ("C:\\Games\\Game.exe", GAME),
        ("GAME.EXE", GAME),
        ("a-very-long-name-indeed", CAPABLE),
        ("a-very-long-nam", CAPABLE),
    ],
)
def test_a_name_means_the_process_it_would_mean_to_a_person(written, meant):
    assert find([written], [FIREFOX, SCRIPT, GAME, CAPABLE]) == (written.strip(),)
    assert find([written], [one for one in (FIREFOX, SCRIPT, GAME, CAPABLE) if one is not meant]) == ()


@pytest.mark.parametrize("written", ["fire", "firefox", "", "  ", "/", ".exe", "lecture", "a-very-long"])
def test_a_part_of_a_name_or_nothing_means_no_process(written):
    assert find([written], [FIREFOX, SCRIPT, GAME, CAPABLE]) == ()


def test_a_clipped_name_is_not_stretched_where_the_executable_tells():
    told = process(5, "a-very-long-nam", "a-very-long-name-other")
    assert find(["a-very-long-name-indeed"], [told]) == ()
    assert find(["a-very-long-name-other"], [told]) == ("a-very-long-name-other",)


def test_each_name_is_answered_as_it_was_written():
    assert find(["zoom", "Zoom.exe", "nothing"], [process(1, "zoom", "zoom")]) == ("zoom", "Zoom.exe")


@pytest.mark.parametrize(
    ("line", "script"),
    [
        (["python3", "/opt/talk/show.py", "--now"], "show.py"),
        (["python3", "-u", "show.py"], "show.py"),
        (["python3", "-m", "http.server"], "http.server"),
        (["python3", "-c", "import time"], ""),
        (["bash", "-x", "./record.sh"], "record.sh"),
        (["java", "-Xmx1g", "-jar", "/opt/App.jar"], "app.jar"),
        (["bash"], ""),
        ([""], ""),
        (["C:\\Games\\Game.exe", "-windowed"], "game"),
    ],
)
def test_what_an_interpreter_runs_is_found_in_its_command_line(line, script):
    assert script_in(line) == script


@pytest.mark.parametrize("name", ["python3.11", "bash", "node", "wine64-preloader", "perl5", "Python"])
def test_interpreters_are_known_with_their_versions(name):
    assert is_interpreter(name)


@pytest.mark.parametrize("name", ["", "pythonista", "zoom", "shotwell", "envoy"])
def test_other_programs_are_no_interpreters(name):
    assert not is_interpreter(name)


@given(st.text(), st.text(max_size=20), st.text())
def test_no_name_however_odd_is_an_error(written, name, file):
    assert set(find([written], [process(1, name, file)])) <= {written.strip()}
    assert plain(plain(file)) == plain(plain(plain(file)))
