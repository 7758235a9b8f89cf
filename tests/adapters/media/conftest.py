"""The private bus of the D-Bus tests, here too."""

from tests.adapters.dbus.conftest import bus, clock, peer, play, private_bus

__all__ = ["bus", "clock", "peer", "play", "private_bus"]
