"""Fixtures for the tests that need a private message bus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.dbus.bus import Bus
from tests.adapters.dbus.peers import Peer, PrivateBus, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def private_bus(tmp_path: Path) -> Iterator[PrivateBus]:
    """A session bus nobody else is on."""
    running = PrivateBus(tmp_path)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def bus(private_bus: PrivateBus) -> Iterator[Bus]:
    """Our bus connection, served on a thread."""
    ours = Bus(private_bus.address)
    ours.start()
    until(lambda: ours.unique_name, "our name on the bus")
    yield ours
    ours.close()


@pytest.fixture
def peer(private_bus: PrivateBus) -> Iterator[Peer]:
    """Another program on the same bus."""
    other = Peer(private_bus.address, "org.example.Peer")
    yield other
    other.close()
