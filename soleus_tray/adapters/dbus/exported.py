"""Objects we offer on the bus: their methods and properties, and what every object must answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jeepney import HeaderFields, new_error, new_method_return

if TYPE_CHECKING:
    from jeepney import Message

_log = logging.getLogger(__name__)

Value = tuple[str, Any]
"""A D-Bus variant: its signature and its value."""
Method = Callable[..., tuple[Any, ...] | None]

INVALID = "org.freedesktop.DBus.Error.InvalidArgs"
UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"
UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject"
UNKNOWN_INTERFACE = "org.freedesktop.DBus.Error.UnknownInterface"
UNKNOWN_PROPERTY = "org.freedesktop.DBus.Error.UnknownProperty"
READ_ONLY = "org.freedesktop.DBus.Error.PropertyReadOnly"
FAILED = "org.freedesktop.DBus.Error.Failed"

_DOCTYPE = (
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN" '
    '"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">\n'
)
_STANDARD = (
    '<interface name="org.freedesktop.DBus.Peer"><method name="Ping"/></interface>'
    '<interface name="org.freedesktop.DBus.Introspectable">'
    '<method name="Introspect"><arg type="s" direction="out"/></method></interface>'
    '<interface name="org.freedesktop.DBus.Properties">'
    '<method name="Get"><arg type="s" direction="in"/><arg type="s" direction="in"/>'
    '<arg type="v" direction="out"/></method>'
    '<method name="GetAll"><arg type="s" direction="in"/><arg type="a{sv}" direction="out"/></method>'
    '<method name="Set"><arg type="s" direction="in"/><arg type="s" direction="in"/>'
    '<arg type="v" direction="in"/></method></interface>'
)


class BusError(Exception):
    """Raised by a method to answer with a D-Bus error of this name."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


@dataclass(frozen=True, slots=True)
class Interface:
    """One interface of an object."""

    name: str
    methods: Mapping[str, tuple[str, str, Method]]
    """Member name to (signature in, signature out, function of the arguments returning the results)."""
    properties: Mapping[str, tuple[str, Callable[[], Any]]]
    """Property name to (signature, function that reads it)."""
    signals: Mapping[str, str] = field(default_factory=dict)
    """Signal name to its signature."""


Objects = Mapping[str, Iterable[Interface]]


def answer(objects: Objects, call: Message) -> Message:
    """Carry out a method call and return the reply or the error; never raises."""
    fields = call.header.fields
    try:
        signature, body = _carry_out(objects, fields, call.body)
        return new_method_return(call, signature or None, body)
    except BusError as error:
        return new_error(call, error.name, "s", (str(error),))
    except Exception:
        _log.exception("answering %s failed", fields.get(HeaderFields.member))
        return new_error(call, FAILED, "s", ("The request could not be carried out.",))


def _carry_out(objects: Objects, fields: Mapping[Any, Any], body: tuple[Any, ...]) -> Value:
    path, member = fields.get(HeaderFields.path, ""), fields.get(HeaderFields.member, "")
    interface = fields.get(HeaderFields.interface)
    given = fields.get(HeaderFields.signature, "")
    if member == "Ping" and interface in {None, "org.freedesktop.DBus.Peer"}:
        return "", ()
    if member == "Introspect" and interface in {None, "org.freedesktop.DBus.Introspectable"}:
        return "s", (introspection(objects, path),)
    if path not in objects:
        raise BusError(UNKNOWN_OBJECT, f"There is no object {path} here.")
    if interface == "org.freedesktop.DBus.Properties":
        return _property_call(objects[path], member, given, body)
    for offered in objects[path]:
        if interface in {None, offered.name} and member in offered.methods:
            wanted, result, function = offered.methods[member]
            if given != wanted:
                raise BusError(INVALID, f"{member} takes ({wanted}), not ({given}).")
            return result, function(*body) or ()
    raise BusError(UNKNOWN_METHOD, f"There is no method {member} here.")


def _property_call(interfaces: Iterable[Interface], member: str, given: str, body: tuple[Any, ...]) -> Value:
    wanted = {"Get": "ss", "GetAll": "s", "Set": "ssv"}.get(member)
    if wanted is None:
        raise BusError(UNKNOWN_METHOD, f"There is no method {member} here.")
    if given != wanted:
        raise BusError(INVALID, f"{member} takes ({wanted}), not ({given}).")
    # An empty interface name means "any" (D-Bus specification, Properties).
    offered = [one for one in interfaces if body[0] in {"", one.name}]
    if not offered:
        raise BusError(UNKNOWN_INTERFACE, f"There is no interface {body[0]} here.")
    properties = {name: how for one in offered for name, how in one.properties.items()}
    if member == "GetAll":
        return "a{sv}", ({name: (kind, read()) for name, (kind, read) in properties.items()},)
    if body[1] not in properties:
        raise BusError(UNKNOWN_PROPERTY, f"There is no property {body[1]} here.")
    if member == "Set":
        raise BusError(READ_ONLY, f"{body[1]} cannot be set.")
    kind, read = properties[body[1]]
    return "v", ((kind, read()),)


def introspection(objects: Objects, path: str) -> str:
    """Describe the object at this path, and name the nodes below it, as the specification's XML."""
    parts = [_DOCTYPE, "<node>", _STANDARD if path in objects else ""]
    parts += [_described(interface) for interface in objects.get(path, ())]
    below = path.rstrip("/") + "/"
    children = {other[len(below) :].split("/")[0] for other in objects if other.startswith(below)}
    parts += [f'<node name="{child}"/>' for child in sorted(children)]
    return "".join([*parts, "</node>"])


def _described(interface: Interface) -> str:
    parts = [f'<interface name="{interface.name}">']
    for name, (given, result, _) in interface.methods.items():
        parts += [f'<method name="{name}">', _arguments(given, "in"), _arguments(result, "out"), "</method>"]
    parts += [
        f'<property name="{name}" type="{kind}" access="read"/>'
        for name, (kind, _) in interface.properties.items()
    ]
    for name, kind in interface.signals.items():
        parts += [f'<signal name="{name}">', _arguments(kind, ""), "</signal>"]
    return "".join([*parts, "</interface>"])


def _arguments(signature: str, direction: str) -> str:
    way = f' direction="{direction}"' if direction else ""
    return "".join(f'<arg type="{one}"{way}/>' for one in single_types(signature))


def single_types(signature: str) -> list[str]:
    """Cut a signature into its complete types: "ia{sv}s" gives i, a{sv}, s."""
    types, current, depth = [], "", 0
    for letter in signature:
        current += letter
        depth += (letter in "({") - (letter in ")}")
        if depth == 0 and letter != "a":
            types.append(current)
            current = ""
    return types
