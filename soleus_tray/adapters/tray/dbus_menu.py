"""A pystray menu offered over D-Bus as com.canonical.dbusmenu."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..dbus.exported import INVALID, BusError, Interface, Value
from .pystray_base import Menu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..dbus.bus import Bus
    from .pystray_base import MenuItem

INTERFACE = "com.canonical.dbusmenu"

_DEFAULTS: dict[str, Value] = {
    "type": ("s", "standard"),
    "label": ("s", ""),
    "enabled": ("b", True),
    "visible": ("b", True),
    "icon-name": ("s", ""),
    "icon-data": ("ay", b""),
    "shortcut": ("aas", []),
    "toggle-type": ("s", ""),
    "toggle-state": ("i", -1),
    "children-display": ("s", ""),
}


@dataclass(slots=True)
class Node:
    """One line of the menu as the host knows it; its number stays while the line stays what it is."""

    number: int
    kind: str
    properties: dict[str, Value] = field(default_factory=dict)
    item: MenuItem | None = None
    children: list[Node] = field(default_factory=list)

    def everything(self) -> Iterator[Node]:
        """Yield this node and all below it."""
        yield self
        for child in self.children:
            yield from child.everything()

    def lines(self) -> list[int]:
        """Return the numbers of the lines right below this node: what LayoutUpdated is about."""
        return [child.number for child in self.children]


class DBusMenu:
    """Keeps a menu on the bus in step with a pystray.Menu; says so only when something really changed.

    `refresh` may be called on any thread; the host's requests come on the bus's thread.
    """

    def __init__(self, bus: Bus, path: str, menu: Callable[[], Any], activate: Callable[[Any], None]) -> None:
        self._bus, self._path = bus, path
        self._menu, self._activate = menu, activate
        self._lock = threading.RLock()
        self._next = 1
        self._revision = 1
        self._root = Node(0, "submenu", {"children-display": ("s", "submenu")})
        self._nodes = {0: self._root}

    def refresh(self) -> bool:
        """Read the menu again, tell the host what changed, and return whether anything did."""
        with self._lock:
            old = self._nodes
            root = Node(0, "submenu", self._root.properties)
            root.children = self._built(self._menu() or (), self._root.children)
            changed = [
                (node.number, difference)
                for node in root.everything()
                if node.number in old and (difference := _difference(old[node.number], node))
            ]
            reshaped = [
                node.number
                for node in root.everything()
                if node.number in old and node.lines() != old[node.number].lines()
            ]
            self._root, self._nodes = root, {node.number: node for node in root.everything()}
            self._revision += bool(reshaped)
            if changed:
                self._emit("ItemsPropertiesUpdated", (changed, []))
            for number in reshaped:
                # Each by its own number: a host that reads one level at a time needs to know which.
                self._emit("LayoutUpdated", (self._revision, number))
        return bool(reshaped or changed)

    def _emit(self, signal: str, body: tuple[Any, ...]) -> None:
        self._bus.emit(self._path, INTERFACE, signal, _SIGNALS[signal], body)

    def _built(self, items: Iterable[MenuItem], before: list[Node]) -> list[Node]:
        """Make nodes for these lines, with the numbers the same lines had before."""
        items = list(items)
        kinds = [_kind(item) for item in items]
        known = before if [node.kind for node in before] == kinds else _matched(items, kinds, before)
        nodes = []
        for item, kind, same in zip(items, kinds, known, strict=True):
            node = Node(same.number if same else self._new_number(), kind, _properties(item, kind), item)
            if kind == "submenu":
                node.children = self._built(item.submenu, same.children if same else [])
            nodes.append(node)
        return nodes

    def _new_number(self) -> int:
        """Return a number never used before, so that a late click cannot mean another line."""
        self._next += 1
        return self._next - 1

    # ---- what the host asks ----------------------------------------------------------------------

    def interface(self) -> Interface:
        """Describe the object for the bus."""
        return Interface(
            INTERFACE,
            {
                "GetLayout": ("iias", "u(ia{sv}av)", self._get_layout),
                "GetGroupProperties": ("aias", "a(ia{sv})", self._get_group_properties),
                "GetProperty": ("is", "v", self._get_property),
                "Event": ("isvu", "", self._event),
                "EventGroup": ("a(isvu)", "ai", self._event_group),
                "AboutToShow": ("i", "b", self._about_to_show),
                "AboutToShowGroup": ("ai", "aiai", self._about_to_show_group),
            },
            {
                "Version": ("u", lambda: 3),
                "TextDirection": ("s", lambda: "ltr"),
                "Status": ("s", lambda: "normal"),
                "IconThemePath": ("as", list),
            },
            _SIGNALS,
        )

    def _node(self, number: int) -> Node:
        if number not in self._nodes:
            raise BusError(INVALID, f"There is no menu line {number}.")
        return self._nodes[number]

    def _get_layout(self, parent: int, depth: int, names: list[str]) -> tuple[Any, ...]:
        with self._lock:
            return self._revision, _layout(self._node(parent), depth, names)

    def _get_group_properties(self, numbers: list[int], names: list[str]) -> tuple[Any, ...]:
        with self._lock:
            wanted = (
                [self._nodes[one] for one in numbers if one in self._nodes]
                if numbers
                else self._nodes.values()
            )
            return ([(node.number, _chosen(node, names)) for node in wanted],)

    def _get_property(self, number: int, name: str) -> tuple[Any, ...]:
        with self._lock:
            value = self._node(number).properties.get(name) or _DEFAULTS.get(name)
        if value is None:
            raise BusError(INVALID, f"Menu lines have no property {name}.")
        return (value,)

    def _event(self, number: int, event: str, _data: Value, _timestamp: int) -> None:
        with self._lock:
            item = self._node(number).item
        if event == "clicked" and item is not None and item is not Menu.SEPARATOR and item.enabled:
            self._activate(item)

    def _event_group(self, events: list[tuple[int, str, Value, int]]) -> tuple[Any, ...]:
        unknown = [event[0] for event in events if event[0] not in self._nodes]
        if events and len(unknown) == len(events):
            raise BusError(INVALID, "There are no such menu lines.")
        for event in events:
            if event[0] in self._nodes:
                self._event(*event)
        return (unknown,)

    def _about_to_show(self, number: int) -> tuple[Any, ...]:
        self._node(number)
        return (self.refresh(),)

    def _about_to_show_group(self, numbers: list[int]) -> tuple[Any, ...]:
        unknown = [number for number in numbers if number not in self._nodes]
        known = [number for number in numbers if number in self._nodes]
        return (known if self.refresh() else []), unknown


_SIGNALS = {
    "ItemsPropertiesUpdated": "a(ia{sv})a(ias)",
    "LayoutUpdated": "ui",
    "ItemActivationRequested": "iu",
}


def _kind(item: MenuItem) -> str:
    """Tell lines apart that may not share a number."""
    if item is Menu.SEPARATOR:
        return "separator"
    if item.submenu is not None:
        return "submenu"
    return "plain" if item.checked is None else "radio" if item.radio else "checkmark"


def _properties(item: MenuItem, kind: str) -> dict[str, Value]:
    if kind == "separator":
        return {"type": ("s", "separator"), "visible": ("b", True)}
    # An underscore would mark an access key; a doubled one is shown as it is.
    properties: dict[str, Value] = {
        "label": ("s", str(item.text).replace("_", "__")),
        "enabled": ("b", bool(item.enabled)),
        "visible": ("b", True),
    }
    if kind == "submenu":
        properties["children-display"] = ("s", "submenu")
    elif kind != "plain":
        properties["toggle-type"] = ("s", kind)
        properties["toggle-state"] = ("i", int(bool(item.checked)))
    return properties


def _matched(items: list[MenuItem], kinds: list[str], before: list[Node]) -> list[Node | None]:
    """Find for each line the node that was the same line before, by its kind and label."""
    left = list(before)
    found: list[Node | None] = []
    for item, kind in zip(items, kinds, strict=True):
        label = _properties(item, kind).get("label")
        same = next(
            (node for node in left if node.kind == kind and node.properties.get("label") == label), None
        )
        if same:
            left.remove(same)
        found.append(same)
    return found


def _difference(old: Node, new: Node) -> dict[str, Value]:
    return {name: value for name, value in new.properties.items() if old.properties.get(name) != value}


def _chosen(node: Node, names: list[str]) -> dict[str, Value]:
    """Return the properties asked for; no names ask for all."""
    return {name: value for name, value in node.properties.items() if not names or name in names}


def _layout(node: Node, depth: int, names: list[str]) -> tuple[int, dict[str, Value], list[Value]]:
    """Return a node and what is below it down to `depth` levels (-1: all) as (ia{sv}av)."""
    children = (
        [] if depth == 0 else [("(ia{sv}av)", _layout(child, depth - 1, names)) for child in node.children]
    )
    return node.number, _chosen(node, names), children
