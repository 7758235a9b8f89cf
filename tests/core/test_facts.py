"""A fact as one line: read back as it was, older lines too, and nonsense refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.facts import Fact, from_line, to_line
from tests.fakes.records import (
    a_check_in,
    a_decision,
    a_done_set,
    a_plan_step,
    a_reminder,
    a_set,
    a_sitting,
)


@pytest.mark.parametrize(
    "fact",
    [
        a_set(),
        a_done_set(legs="left", effort="hard", hurt=True),
        a_reminder(),
        a_sitting(),
        a_decision(),
        a_check_in(),
        a_check_in(heavy=None, swollen=0, ache=10, veins=False, sudden=True, note="müde\nund schwer"),
        a_plan_step(),
        a_plan_step(what="offered", level=0),
    ],
)
def test_what_was_written_is_read_back(fact: Fact) -> None:
    line = to_line(fact)
    assert "\n" not in line
    assert from_line(line) == fact


def test_a_line_from_before_sets_had_legs_still_reads() -> None:
    one = a_done_set()
    values = json.loads(to_line(one))
    for name in ("legs", "effort", "hurt"):
        del values[name]
    assert from_line(json.dumps(values)) == one


@pytest.mark.parametrize(
    ("fact", "wrong"),
    [
        (a_set(), {"legs": "three"}),
        (a_set(), {"legs": None}),
        (a_set(), {"legs": ["left"]}),
        (a_set(), {"effort": 3}),
        (a_set(), {"hurt": 1}),
        (a_set(), {"hurt": "no"}),
        (a_set(), {"reps": None}),
        (a_set(), {"shoe": "blue"}),
        (a_check_in(), {"heavy": 3.5}),
        (a_check_in(), {"ache": True}),
        (a_check_in(), {"veins": 1}),
        (a_check_in(), {"sudden": None}),
        (a_check_in(), {"note": None}),
        (a_check_in(), {"note": 7}),
        (a_plan_step(), {"what": "forced"}),
        (a_plan_step(), {"level": "4"}),
        (a_plan_step(), {"level": None}),
    ],
)
def test_a_line_with_nonsense_is_refused(fact: Fact, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadValueError):
        from_line(json.dumps(json.loads(to_line(fact)) | wrong))
