"""`soleus-tray why`, as a person or a script runs it: a real process on a home where no app runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.commands.why import AT_LEAST, usual_start
from tests.fakes.records import a_decision, home

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.core.facts import DecisionFact


@pytest.fixture
def why(tmp_path: Path):
    """Run the command in a home, in UTC."""
    environment = os.environ | {"SOLEUS_TRAY_HOME": str(tmp_path), "TZ": "UTC"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "soleus_tray", "why", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
        )

    return run


def journal(folder: Path, *facts: DecisionFact) -> None:
    FileJournal(home(folder).journal).append(*facts)


def decided(what: str, **changes) -> DecisionFact:
    given = {"what": what, "at": datetime.now(UTC) - timedelta(minutes=9), "utc_offset": 0}
    return a_decision(**(given | {"detail": "", "who": ""} | changes))


def test_what_waits_in_the_journal_is_told_though_no_app_runs(why, tmp_path: Path) -> None:
    due = decided("due", seconds=3600)
    journal(tmp_path, due, decided("held", detail="microphone", who="腾讯会议"))
    done = why()
    assert (done.returncode, done.stderr) == (0, "")
    due_line, held_line = done.stdout.splitlines()
    assert due_line.endswith(f"{due.at:%H:%M} Due after 60 min of sitting.")
    assert held_line.endswith(" Held: microphone in use by 腾讯会议.")


def test_since_says_how_far_back(why, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    journal(tmp_path, decided("paused", at=now - timedelta(days=3)), decided("resumed"))
    assert [one["what"] for one in json.loads(why("--since", "1h", "--json").stdout)] == ["resumed"]
    both = json.loads(why("--since", "100h", "--json").stdout)
    assert [one["sentence"] for one in both] == ["Paused until you resume.", "Resumed."]
    assert f"{now - timedelta(days=3):%Y-%m-%d %H:}" in why("--since", "100h").stdout.splitlines()[0]


def test_an_empty_record_gets_a_kind_sentence_and_a_script_an_empty_list(why) -> None:
    assert why().stdout.startswith("Nothing to tell since ")
    assert why("--json").stdout == "[]\n"


@pytest.mark.parametrize("since", ["soon", "0s", "-1h", "99999h"])
def test_a_time_that_can_t_be_meant_is_a_usage_error(why, since: str) -> None:
    done = why(f"--since={since}")
    assert done.returncode == 2
    assert since in done.stderr
    assert done.stdout == ""


def test_torn_journal_lines_are_told_on_the_side(why, tmp_path: Path) -> None:
    journal(tmp_path, decided("resumed"))
    with FileJournal(home(tmp_path).journal).live.open("a") as file:
        file.write('{"kind":"decision","id":"01')
    done = why()
    assert done.returncode == 0
    assert "1 journal line could not be read" in done.stderr
    assert done.stdout.endswith(" Resumed.\n")


def test_without_since_it_is_today_and_in_the_night_the_evening_too() -> None:
    noon = datetime(2026, 11, 18, 12).astimezone()
    assert usual_start(noon) == noon.replace(hour=0)
    assert usual_start(noon.replace(hour=1)) == noon.replace(hour=1) - AT_LEAST
