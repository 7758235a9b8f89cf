"""The record's process, a real one, that answers, fails, stays silent or talks nonsense."""

from __future__ import annotations

import json
import sys
from queue import Empty, SimpleQueue

import pytest

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.app import store_child as module
from soleus_tray.app.effects import Remembering
from soleus_tray.app.store_child import NOT_NOW, StoreChild
from tests.desktop.harness import wait_until
from tests.fakes.parts import FakeStore

ANSWER = {"day": "2026-03-02", "today": {"sets": 2}, "week": [0] * 7, "notices": []}
PATIENCE = 30
"""Seconds; a slow machine starts a Python in less."""


@pytest.fixture
def answers():
    return SimpleQueue()


@pytest.fixture
def child(answers, monkeypatch):
    """Makes a StoreChild whose process runs this script."""

    def make(script, *arguments):
        monkeypatch.setattr(module, "own_command", lambda *_: [sys.executable, "-c", script, *arguments])
        return StoreChild(answers.put)

    return make


def test_its_answer_is_handed_on(child, answers):
    child(f"print({json.dumps(json.dumps(ANSWER))})").drain()
    assert answers.get(timeout=PATIENCE) == ANSWER


def test_a_refusal_is_its_sentence(child, answers):
    child("import sys; sys.exit('The record is locked.')").drain()
    assert answers.get(timeout=PATIENCE) == {"trouble": "The record is locked."}


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", id="killed"),
        pytest.param("raise SystemExit(1)", id="died without a word"),
        pytest.param("", id="no answer"),
        pytest.param("print('[]')", id="an answer of the wrong kind"),
        pytest.param("print('{')", id="half an answer"),
        pytest.param("import sys; sys.stdout.buffer.write(bytes(range(256)))", id="bytes"),
        pytest.param("import os; os.close(1); os.close(2)", id="closed its ends"),
    ],
)
def test_one_that_misbehaves_is_told_as_trouble_and_asked_again_next_time(child, answers, script):
    store = child(script)
    store.drain()
    assert answers.get(timeout=PATIENCE) == {"trouble": NOT_NOW}
    wait_until(lambda: not store._running, "its end")
    store.drain()
    assert answers.get(timeout=PATIENCE) == {"trouble": NOT_NOW}


def test_a_crash_is_told_in_its_last_line_and_logged_whole(child, answers, caplog):
    child("def store(): raise MemoryError('too much')\nstore()").drain()
    assert answers.get(timeout=PATIENCE) == {"trouble": "MemoryError: too much"}
    assert "in store" in caplog.text


def test_one_that_never_ends_is_ended(child, answers, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_DRAIN", 0.3)
    child("import time; time.sleep(600)").drain()
    assert answers.get(timeout=PATIENCE) == {"trouble": NOT_NOW}


def test_where_no_process_can_be_started_that_is_told(answers, monkeypatch):
    monkeypatch.setattr(module, "politely", lambda command: command)
    monkeypatch.setattr(module, "own_command", lambda *_: ["/nowhere/soleus-tray"])
    StoreChild(answers.put).drain()
    assert answers.get(timeout=PATIENCE) == {"trouble": NOT_NOW}


def test_asked_often_meanwhile_it_runs_once_more_and_never_two_at_a_time(child, answers, tmp_path):
    gate, runs = tmp_path / "gate", tmp_path / "runs"
    script = """
import pathlib, sys, time
gate, runs = map(pathlib.Path, sys.argv[1:])
with runs.open("a") as file: file.write("in ")
while not gate.exists(): time.sleep(0.01)
with runs.open("a") as file: file.write("out ")
print("{}")
"""
    store = child(script, str(gate), str(runs))
    store.drain()
    wait_until(runs.exists, "the first run", PATIENCE)
    for _ in range(5):
        store.drain()
    gate.touch()
    for _ in range(2):
        answers.get(timeout=PATIENCE)
    wait_until(lambda: not store._running, "its end", PATIENCE)
    assert runs.read_text().split() == ["in", "out"] * 2
    with pytest.raises(Empty):
        answers.get_nowait()


def test_a_record_that_fails_is_asked_again_ever_more_rarely_and_one_that_answers_is_left_alone(tmp_path):
    store = FakeStore()
    remembering = Remembering(FileJournal(tmp_path), store)
    asked_at = []
    remembering.drained(well=False)
    for minute in range(1, 250):
        before = store.drains
        remembering.every_minute()
        if store.drains > before:
            asked_at.append(minute)
            remembering.drained(well=False)
    assert asked_at == [1, 3, 7, 15, 31, 63, 123, 183, 243]
    remembering.drained(well=True)
    for _ in range(100):
        remembering.every_minute()
    assert store.drains == len(asked_at)
