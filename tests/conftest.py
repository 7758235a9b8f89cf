"""What all tests share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path

# Two slow cores shared with a desktop: a deadline per example would only measure the machine.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Virtual desktops first, where they have a say: their files take minutes, and should not come last.

    xdist begins with the files of the most tests; this is the order of those with equally many.
    """
    items.sort(key=lambda item: not item.nodeid.startswith("tests/desktop/"))


@pytest.fixture(autouse=True)
def nobody_s_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test out of the real home: its settings, its record, its desktop."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(("XDG_", "SOLEUS_TRAY_")) or name in {"DISPLAY", "WAYLAND_DISPLAY"}:
            monkeypatch.delenv(name)
    # English, whoever runs this: a test of another language names it.
    for name in ("LANGUAGE", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("SOLEUS_TRAY_WELCOME", "0")  # the first run opens where a test asks for it
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={home}/no-bus")
    return home
