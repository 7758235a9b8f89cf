"""What may be asked of the running app."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.app.control import requests
from soleus_tray.app.control.requests import parse_request
from soleus_tray.core import commands as ask
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.facts import to_line
from tests.fakes.records import a_set, a_sitting

SET = a_set(source="command", legs="left", hurt=True)


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ('{"command":"status"}', requests.Status()),
        ('{"command":"begin"}', ask.Begin("command")),
        ('{"command":"begin","seconds":60,"pace":"Flow"}', ask.Begin("command", 60, None, "flow")),
        ('{"command":"begin","reps":10,"source":"window"}', ask.Begin("window", None, 10)),
        ('{"command":"begin","pace":"1/1/3"}', ask.Begin("command", pace="1/1/3")),
        (
            '{"command":"begin","until_stopped":true,"legs":"alternate","mode":"ears"}',
            ask.Begin("command", legs="alternate", until_stopped=True, mode="ears"),
        ),
        ('{"command":"set","fact":' + to_line(SET) + "}", ask.SetMoved(SET)),
        ('{"command":"welcome"}', requests.Welcome()),
        ('{"command":"rest"}', requests.RestAfterPain("today")),
        ('{"command":"rest","until":"off"}', requests.RestAfterPain("off")),
        ('{"command":"checked-in"}', ask.CheckedIn()),
        ('{"command":"checked-in","sudden":true}', ask.CheckedIn(sudden=True)),
        ('{"command":"snooze","seconds":600}', ask.Snooze(600)),
        ('{"command":"snooze-off"}', ask.EndSnooze()),
        ('{"command":"snooze-tomorrow"}', requests.SnoozeTomorrow()),
        ('{"command":"pause"}', ask.Pause(None)),
        ('{"command":"pause","seconds":60}', ask.Pause(60)),
        ('{"command":"resume"}', ask.Resume()),
        ('{"command":"standing","standing":true}', ask.Stand(True)),
        ('{"command":"skip"}', ask.Skip()),
        ('{"command":"show"}', requests.Show()),
        ('{"command":"demo"}', requests.Demo()),
        ('{"command":"settings-changed"}', requests.SettingsChanged()),
        ('{"command":"quit"}', requests.Quit()),
    ],
)
def test_what_can_be_asked(line: str, request_: requests.Request) -> None:
    assert parse_request(line.encode()) == request_


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"", "send one JSON object"),
        (b"\xff\xfe", "send one JSON object"),
        (b"[" * 5000, "send one JSON object"),
        (b"[]", 'send an object with a "command"'),
        (b"7", 'send an object with a "command"'),
        (b'{"command": 5}', 'send an object with a "command"'),
        (b'{"command": "dance"}', "it is one of status, begin, snooze"),
        (b'{"command": "snooze"}', "whole number from 1 to"),
        (b'{"command": "snooze", "seconds": "600"}', "whole number from 1 to"),
        (b'{"command": "snooze", "seconds": true}', "whole number from 1 to"),
        (b'{"command": "snooze", "seconds": 1e3}', "whole number from 1 to"),
        (b'{"command": "snooze", "seconds": 0}', "whole number from 1 to"),
        (b'{"command": "pause", "seconds": -1}', "whole number from 1 to"),
        (b'{"command": "begin", "seconds": 60, "reps": 5}', "give one of the two"),
        (b'{"command": "begin", "until_stopped": true, "reps": 5}', "give one of the two"),
        (b'{"command": "begin", "reps": 0}', "whole number from 1 to 900"),
        (b'{"command": "begin", "reps": 1000000}', "whole number from 1 to 900"),
        (b'{"command": "begin", "seconds": 1801}', "whole number from 1 to 1800"),
        (b'{"command": "begin", "legs": "three"}', "it is one of both, alternate, left, right"),
        (b'{"command": "begin", "mode": ["ears"]}', "it is one of full, compact, ears"),
        (b'{"command": "begin", "until_stopped": "yes"}', "it is true or false"),
        (b'{"command": "begin", "pace": "0.1/0/9"}', "choose 0.5 to 3 seconds"),
        (b'{"command": "begin", "pace": "nan/1/1"}', "choose 0.5 to 3 seconds"),
        (b'{"command": "set"}', "it is no set"),
        (b'{"command": "set", "fact": 7}', "it is no set"),
        (b'{"command": "set", "fact": {"kind": "sitting"}}', "it is no set"),
        (b'{"command": "set", "fact": ' + to_line(a_sitting()).encode() + b"}", "it is no set"),
        (b'{"command": "set", "fact": ' + to_line(replace(SET, reps=-1)).encode() + b"}", "no such fact"),
        (b'{"command": "rest", "until": "never"}', "it is one of today, open, off"),
        (b'{"command": "begin", "pace": 5}', "give a pace's name"),
        (b'{"command": "begin", "pace": "fast"}', "choose gentle, steady, flow, pulse"),
        (b'{"command": "begin", "source": "me"}', "it is one of tray, notification"),
        (b'{"command": "standing"}', "it is true or false"),
        (b'{"command": "quit", "now": 1}', "quit takes nothing"),
    ],
)
def test_anything_else_is_refused_with_one_sentence(line: bytes, sentence: str) -> None:
    with pytest.raises(BadValueError) as refused:
        parse_request(line)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


@given(st.binary())
def test_any_bytes_are_a_request_or_refused(line: bytes) -> None:
    with suppress(BadValueError):
        parse_request(line)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
_fields = (
    st.sampled_from(["seconds", "reps", "pace", "source", "standing", "fact", "legs", "mode", "until"])
    | st.text()
)


@given(st.sampled_from(list(requests._MAKERS)) | _json, st.dictionaries(_fields, _json))
def test_any_json_object_is_a_request_or_refused(command: object, arguments: dict[str, object]) -> None:
    with suppress(BadValueError):
        parse_request(json.dumps(arguments | {"command": command}).encode())
