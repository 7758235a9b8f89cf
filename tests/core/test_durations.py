"""Durations as people write and read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core.durations import format_duration, in_words, parse_duration
from soleus_tray.core.errors import BadValueError


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5m", 300),
        ("1h30m", 5400),
        ("90s", 90),
        (" 1H 30 Min ", 5400),
        ("0s", 0),
        ("2h5s", 7205),
        ("60m", 3600),
    ],
)
def test_a_duration_is_read_in_whole_seconds(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "5", "m", "5x", "-5m", "1.5h", "5m1h", "5mm", "1e3s", "9999999s", "٣m;"]
)
def test_anything_else_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(BadValueError, match="write it like 10m, 1h30m or 90s"):
        parse_duration(text)


@given(st.integers(0, 10**6))
def test_what_is_written_reads_back(seconds: int) -> None:
    assert parse_duration(format_duration(seconds)) == seconds


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        seconds = parse_duration(text)
    except BadValueError:
        return
    assert seconds >= 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59.9, "59 s"), (60, "1 min"), (3599, "59 min"), (3600, "1 h"), (5100, "1 h 25 min")],
)
def test_words_round_down_to_what_they_show(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
