"""Idle time is the hand's: read on real compositors while input is injected."""

from __future__ import annotations

import shutil

import pytest

from tests.desktop.desktops.idle import DESKTOPS, try_idle

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize("name", DESKTOPS)
def test_the_resting_hand_is_timed_and_the_moving_hand_is_seen(name):
    kind = DESKTOPS[name]
    if shutil.which(kind.program) is None:
        pytest.skip(f"{kind.program} is not installed here; `make test-desktops` brings it")

    row = try_idle(kind)

    assert row.right, row.line()
