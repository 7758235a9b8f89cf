"""Fixtures for the tests that need a private message bus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.dbus.bus import Bus
from tests.adapters.dbus.peers import ManualClock, Peer, PrivateBus, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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


@pytest.fixture
def play(private_bus: PrivateBus) -> Iterator[Callable[..., Peer]]:
    """Starts peers of the kinds it is given on this bus, and ends them with the test."""
    started: list[Peer] = []

    def start(kind: type[Peer], *arguments: object, **more: object) -> Peer:
        started.append(kind(private_bus.address, *arguments, **more))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def clock() -> ManualClock:
    """A monotonic clock that only the test moves."""
    return ManualClock()
