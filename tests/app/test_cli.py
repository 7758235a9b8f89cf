"""The command line as scripts and people meet it: real processes, real exit codes, a real control socket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from soleus_tray import __version__
from soleus_tray.adapters.lock import FileLock
from soleus_tray.app.control import requests
from soleus_tray.app.control.server import ControlServer
from soleus_tray.app.paths import Paths, find_paths
from soleus_tray.commands.table import COMMANDS
from soleus_tray.core import commands
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
STATUS = {
    "version": __version__,
    "running": True,
    "state": "sitting",
    "today": {"sets": 3, "reps": 90, "active_seconds": 362, "sitting_seconds": 15000},
    "sensors": {"idle": {"source": "x11", "seconds": 1.0, "why": ""}},
    "tray": {"backend": "sni", "visible": True},
    "notices": [],
}


def soleus(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "soleus_tray", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path / "home"))
    return find_paths().make()


class App:
    """Stands for the resident app behind the real control server."""

    def __init__(self) -> None:
        self.asked: list[requests.Request] = []
        self.status: dict[str, Any] = json.loads(json.dumps(STATUS))

    def __call__(self, request: requests.Request) -> dict[str, Any]:
        self.asked.append(request)
        if request == commands.Skip():
            raise SoleusError("There is no reminder to skip.")
        return {"say": "42 min sitting, next set in 18 min.", "status": self.status}


@pytest.fixture
def app(paths: Paths) -> Iterator[App]:
    app = App()
    server = ControlServer(paths, app)
    server.start()
    yield app
    server.close()


TALKING = [
    (["begin"], commands.Begin("command")),
    (["begin", "--minutes", "1.5", "--pace", "Flow"], commands.Begin("command", 90, None, "flow")),
    (["begin", "--reps", "12"], commands.Begin("command", None, 12)),
    (["begin", "--pace", "1/1/3"], commands.Begin("command", pace="1/1/3")),
    (["snooze", "1h30m"], commands.Snooze(5400)),
    (["snooze", "off"], commands.EndSnooze()),
    (["snooze", "tomorrow"], requests.SnoozeTomorrow()),
    (["pause"], commands.Pause(None)),
    (["pause", "90s"], commands.Pause(90)),
    (["resume"], commands.Resume()),
    (["standing", "on"], commands.Stand(True)),
    (["standing", "off"], commands.Stand(False)),
    (["rest", "today"], requests.RestAfterPain("today")),
    (["rest", "open"], requests.RestAfterPain("open")),
    (["rest", "off"], requests.RestAfterPain("off")),
    (["demo"], requests.Demo()),
    (["quit"], requests.Quit()),
]


@pytest.mark.parametrize(("arguments", "request_"), TALKING, ids=[" ".join(line) for line, _ in TALKING])
def test_each_command_asks_the_app_for_just_that(
    app: App, arguments: list[str], request_: requests.Request
) -> None:
    done = soleus(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, "42 min sitting, next set in 18 min.\n", "")
    assert app.asked == [request_]


def test_the_first_run_is_shown_by_the_app_where_one_runs(app: App) -> None:
    done = soleus("welcome", DISPLAY="")  # a window of its own would fail
    assert (done.returncode, done.stderr) == (0, "")
    assert app.asked == [requests.Welcome()]


@pytest.mark.usefixtures("app")
def test_a_refusal_is_one_sentence_on_stderr_and_code_1() -> None:
    done = soleus("skip")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "There is no reminder to skip.\n")


@pytest.mark.usefixtures("paths")
@pytest.mark.parametrize(
    "arguments", [["status"], *[line for line, _ in TALKING if line != ["demo"]], ["skip"]]
)
def test_without_the_app_it_is_code_3_and_one_sentence(arguments: list[str]) -> None:
    done = soleus(*arguments)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "soleus-tray isn't running; start it with: soleus-tray\n"


@pytest.mark.usefixtures("paths")
def test_status_json_without_the_app_says_so_on_stdout_too() -> None:
    done = soleus("status", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout) == {"version": __version__, "running": False}


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["snoze", "5m"],
        ["snooze"],
        ["snooze", "soon"],
        ["snooze", "0s"],
        ["snooze", "800h"],
        ["pause", "-5m"],
        ["begin", "--minutes", "2", "--reps", "5"],
        ["begin", "--minutes", "nan"],
        ["begin", "--minutes", "31"],
        ["begin", "--minutes", "1e999"],
        ["begin", "--reps", "0"],
        ["begin", "--reps", "٣"],
        ["begin", "--pace", "fast"],
        ["begin", "--min", "2"],
        ["standing"],
        ["standing", "up"],
        ["rest"],
        ["rest", "tomorrow"],
        ["status", "now"],
        ["history", "--json", "--csv"],
        ["history", "--days", "0"],
        ["config"],
        ["config", "get"],
        ["config", "get", "pace"],
        ["config", "set", "set.pace"],
        ["config", "set", "set.pace", "fast"],
        ["config", "list", "all"],
        ["autostart"],
        ["run", "--fast"],
        ["run", "--after", "soon"],
        ["--what"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("paths")
def test_what_is_not_understood_is_code_2_and_one_sentence(arguments: list[str]) -> None:
    done = soleus(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("option", ["--plain", "--terminal"])
@pytest.mark.usefixtures("paths")
def test_a_set_here_that_is_also_to_be_quiet_is_refused_by_the_option_given(option: str) -> None:
    done = soleus("begin", option, "--quietly")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{option}: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_an_answer_that_cannot_be_written_is_one_sentence_and_code_1() -> None:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "soleus_tray", "--help"],
            cwd=ROOT, env=buffered, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "Standard output can't be used: No space left on device.\n"


def test_status_speaks_to_people_in_a_few_lines(app: App) -> None:
    done = soleus("status")
    assert done.stdout == (
        "42 min sitting, next set in 18 min.\nToday: 3 sets, 90 reps in 6 min, 4 h 10 min sitting.\n"
    )
    app.status |= {
        "tray": {"backend": "none", "visible": False},
        "notices": ["The disk is full."],
        "sensors": {"idle": {"source": "unknown", "seconds": None, "why": ""}},
        "today": {"sets": 1, "reps": 0, "active_seconds": 0, "sitting_seconds": 59},
    }
    said = soleus("status").stdout
    assert "Today: 1 set, 59 s sitting.\n" in said
    assert "No tray shows the icon" in said
    assert "time is counted as sitting" in said
    assert said.endswith("The disk is full.\n")


def test_status_json_is_the_app_s_own_word(app: App) -> None:
    assert json.loads(soleus("status", "--json").stdout) == app.status


# Loads neither database nor tray nor toolkit, and not what the first of those would need either.
HEAVY = (
    "sqlalchemy",
    "pystray",
    "PIL",
    "tkinter",
    "tomlkit",
    "platformdirs",
    "asyncio",
    "jeepney",
    "schedule",
)


def modules_after(*arguments: str) -> tuple[int, set[str]]:
    """The exit code of a command run in a child, and all it had loaded by then."""
    script = (
        "import sys; from soleus_tray.cli import main; code = main(sys.argv[1:]);"
        "print('\\n%%', code, *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    code, *modules = done.stdout.rpartition("%%")[2].split()
    return int(code), set(modules)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("arguments", [["status"], ["status", "--json"], *[line for line, _ in TALKING]])
def test_commands_that_talk_to_the_app_load_nothing_heavy(arguments: list[str]) -> None:
    code, modules = modules_after(*arguments)
    assert code == 0
    assert "soleus_tray.app.control.client" in modules
    assert [name for name in HEAVY if name in modules] == []


@pytest.mark.usefixtures("app")
def test_a_plain_start_loads_no_parser() -> None:
    """What `run` loads stays in the tray's memory: here up to the point where the app itself begins."""
    script = (
        "import sys, types; main = types.ModuleType('soleus_tray.app.main');"
        "main.run_app = lambda paths: 7; sys.modules['soleus_tray.app.main'] = main;"
        "from soleus_tray.cli import main; code = main(sys.argv[1:]);"
        "print(code, 'argparse' in sys.modules, 'soleus_tray.commands.table' in sys.modules)"
    )
    for line in ([], ["run"], ["run", "--after", "0s", "--home", "/nowhere"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *line],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert done.stdout.split() == ["7", "False", "False"]


def test_a_second_start_hands_over_and_ends_0(app: App, paths: Paths) -> None:
    lock = FileLock(paths.lock)
    assert lock.acquire()
    done = soleus("run")
    lock.release()
    assert done.returncode == 0, done.stderr
    assert app.asked == [requests.Show()]


def test_quit_returns_once_the_app_is_gone(app: App, paths: Paths) -> None:
    lock = FileLock(paths.lock)
    assert lock.acquire()
    released = threading.Event()

    def end() -> None:
        released.set()
        lock.release()

    threading.Timer(0.5, end).start()
    assert soleus("quit").returncode == 0
    assert released.is_set()
    assert app.asked == [requests.Quit()]


def test_version_and_help() -> None:
    assert soleus("--version").stdout == f"soleus-tray {__version__}\n"
    shown = soleus("--help")
    assert shown.returncode == 0
    for command in COMMANDS:
        assert f"  {command.name}" in shown.stdout
        of_command = soleus(command.name, "--help")
        assert of_command.returncode == 0
        assert of_command.stdout.startswith(f"usage: {command.usage}\n")


@pytest.mark.usefixtures("paths")
def test_history_of_a_new_home_is_empty_and_inviting() -> None:
    assert "soleus-tray begin" in soleus("history").stdout
    assert json.loads(soleus("history", "--json", "--days", "7").stdout) == []
    header = "id,started_at,planned_seconds,active_seconds,reps,pace,outcome,source,legs,effort,hurt\n"
    assert soleus("history", "--csv").stdout == header


def test_settings_are_listed_set_got_and_reset(paths: Paths) -> None:
    assert soleus("config", "path").stdout == f"{paths.settings}\n"
    assert paths.settings.exists()
    assert "reminders.interval     1h\n" in soleus("config", "list").stdout
    assert soleus("config", "set", "reminders.interval", "45m").stdout == "reminders.interval is 45m.\n"
    assert soleus("config", "get", "reminders.interval").stdout == "45m\n"
    assert "reminders.interval     45m     (usually 1h)\n" in soleus("config", "list").stdout
    assert soleus("config", "reset", "reminders.interval").returncode == 0
    assert soleus("config", "get", "reminders.interval").stdout == "1h\n"


def test_config_list_says_which_value_is_bad_where_and_why(paths: Paths) -> None:
    paths.settings.write_text('[reminders]\ninterval = "soon"\nsnoze = "5m"\n')
    said = soleus("config", "list").stdout
    assert f"{paths.settings}, line 2: reminders.interval is 'soon', which can't be used" in said
    assert f"{paths.settings}, line 3: reminders.snoze is not a setting" in said


def test_a_file_that_isn_t_toml_is_told_and_kept(paths: Paths) -> None:
    paths.settings.write_text("[open\n")
    assert "isn't valid TOML" in soleus("config", "list").stdout
    done = soleus("config", "set", "set.pace", "flow")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert paths.settings.read_text() == "[open\n"


def test_a_running_app_hears_of_a_changed_setting(app: App) -> None:
    assert "uses it from now on" in soleus("config", "set", "set.pace", "flow").stdout
    assert app.asked == [requests.SettingsChanged()]


def test_many_changes_at_once_are_all_kept(paths: Paths) -> None:
    changes = {"set.pace": "flow", "set.length": "3m", "reminders.snooze": "7m", "appearance.theme": "dark"}
    threads = [threading.Thread(target=soleus, args=("config", "set", *change)) for change in changes.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for key, value in changes.items():
        assert soleus("config", "get", key).stdout == f"{value}\n"
    assert not list(paths.config.glob(".settings*"))


def test_autostart_on_off_and_status(paths: Paths, nobody_s_home: Path) -> None:
    entry = nobody_s_home / ".config" / "autostart" / "soleus-tray.desktop"
    before = sorted(nobody_s_home.rglob("*"))
    assert soleus("autostart", "status").stdout.startswith("off: ")
    assert soleus("autostart", "on").stdout.startswith("on: ")
    assert f"--home {paths.config}" in entry.read_text()
    assert soleus("autostart", "status").stdout.startswith("on: ")
    assert soleus("autostart", "off").stdout.startswith("off: ")
    assert not entry.exists()
    assert [path for path in sorted(nobody_s_home.rglob("*")) if path not in before] in (
        [],
        [nobody_s_home / ".config"],
    )


@pytest.mark.usefixtures("paths")
def test_demo_without_a_screen_says_where_there_is_one() -> None:
    done = soleus("demo")
    assert (done.returncode, done.stdout) == (1, "")
    assert "make demo" in done.stderr


@pytest.mark.usefixtures("paths")
def test_self_test_tries_every_part() -> None:
    done = soleus("self-test")
    assert done.returncode == 0, done.stderr
    assert "modules, settings, record, drawing: ok" in done.stdout


def test_a_reader_that_left_early_is_no_failure() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "soleus_tray", "--help"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_home_that_can_t_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for line in (["history"], ["config", "set", "set.pace", "flow"], ["config", "path"], ["run"]):
        done = soleus(*line, SOLEUS_TRAY_HOME=str(tmp_path / "file" / "home"))
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr


def test_the_hidden_commands_are_nobody_else_s() -> None:
    assert soleus("_dance").returncode == 1


def test_the_reference_pages_are_what_the_tables_say() -> None:
    done = subprocess.run(
        [sys.executable, "packaging/write_reference.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
