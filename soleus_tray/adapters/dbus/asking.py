"""Asking the bus and waiting for the answer, for threads that may wait."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress

from .messages import NO_REPLY, Reply

if TYPE_CHECKING:
    from .bus import Bus

PATIENCE = 0.8
"""Seconds."""
PROPERTIES = "org.freedesktop.DBus.Properties"


def ask(
    bus: Bus,
    address: DBusAddress,
    member: str,
    signature: str = "",
    body: tuple[Any, ...] = (),
    *,
    timeout: float = PATIENCE,
) -> Reply:
    """Call a method and wait; an error reply after `timeout` seconds. Never on the bus's own thread."""
    answers: SimpleQueue[Reply] = SimpleQueue()
    bus.call(address, member, signature, body, on_reply=answers.put, timeout=timeout)
    try:
        return answers.get(timeout=timeout + 0.2)
    except Empty:
        return Reply(error=NO_REPLY)


def ask_property(bus: Bus, address: DBusAddress, name: str, signature: str, default: Any) -> Any:
    """A property's value if it has this signature, otherwise the default."""
    place = DBusAddress(address.object_path, bus_name=address.bus_name, interface=PROPERTIES)
    found = ask(bus, place, "Get", "ss", (address.interface, name)).value("v", None)
    return found[1] if isinstance(found, tuple) and found[0] == signature else default
