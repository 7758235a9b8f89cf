"""Which sensors of a call a system gets."""

from __future__ import annotations

import sys

import pytest

from soleus_tray.adapters.calls import choose
from soleus_tray.core.settings import QuietSettings


def test_linux_gets_its_two():
    if sys.platform != "linux":
        pytest.skip("asks for Linux's own")
    microphone, camera = choose.choose_calls()
    assert (microphone.kind, camera.kind) == ("microphone", "camera")
    microphone.close()
    camera.close()


def test_a_system_nobody_knows_says_so(monkeypatch):
    monkeypatch.setattr(choose.sys, "platform", "haiku")
    for sensor, kind in zip(choose.choose_calls(), ("microphone", "camera"), strict=True):
        assert sensor.kind == kind
        reading = sensor.read(QuietSettings())
        assert reading.signals == ()
        assert "name your meeting program" in reading.why
        sensor.close()
