"""The private bus of the D-Bus tests, here too."""

from tests.adapters.dbus.conftest import bus, peer, private_bus

__all__ = ["bus", "peer", "private_bus"]
