"""A private message bus, as for the bus's own tests."""

from tests.adapters.dbus.conftest import bus, private_bus

__all__ = ["bus", "private_bus"]
