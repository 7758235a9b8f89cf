"""What X11 tells of windows: which is active, what it is called, where it lies.

Sources: https://specifications.freedesktop.org/wm-spec/latest/ (EWMH), ICCCM, the X11 protocol, randrproto.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus_tray.adapters.x11_wire import Wire, padded
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

Rectangle = tuple[int, int, int, int]
"""Left, top, width, height in pixels."""

ATOMS = (
    "_NET_SUPPORTING_WM_CHECK",
    "_NET_ACTIVE_WINDOW",
    "_NET_CLIENT_LIST",
    "_NET_WM_STATE",
    "_NET_WM_STATE_FULLSCREEN",
    "_NET_WM_STATE_HIDDEN",
    "_NET_WM_STATE_MAXIMIZED_VERT",
    "_NET_WM_WINDOW_TYPE",
    "_NET_WM_WINDOW_TYPE_DESKTOP",
    "_NET_WM_WINDOW_TYPE_DOCK",
    "_NET_WM_NAME",
    "_MOTIF_WM_HINTS",
    "WM_STATE",
)
_WM_NAME, _WM_CLASS = 39, 67
_LONGEST_WALK = 8
_VIEWABLE, _INPUT_OUTPUT = 2, 1
_DECORATIONS_SAID = 2
"""_MOTIF_WM_HINTS, flags: whether the third number, the decorations, counts."""


@dataclass(frozen=True, slots=True)
class Look:
    """One window, as far as full screen goes."""

    program: str
    """The class of WM_CLASS; "" when it has none."""
    states: frozenset[int]
    kinds: frozenset[int]
    """Atoms of its states and of its window types."""
    undecorated: bool
    place: Rectangle | None
    """On the root window; None when it closed while it was read."""


class X11Windows:
    """Reads windows on one connection, which is kept. Raises SoleusError where nothing can be read."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._wire = Wire(environment)
        self._randr = 0
        self.atoms: dict[str, int] = {}

    def open(self) -> None:
        """Start a reading; connects if need be. Raises SoleusError also where no window manager runs."""
        if self._wire.open():
            self._meet()
        check = self._wire.ask([self._property(self._wire.root, "_NET_SUPPORTING_WM_CHECK", 1)])
        said = _numbers(check[0])
        # What a dead window manager wrote on the root stays; only its own window is gone.
        again = self._wire.ask([self._property(said[0], "_NET_SUPPORTING_WM_CHECK", 1)]) if said else [b""]
        if not said or _numbers(again[0]) != said:
            raise SoleusError(
                _("No window manager is there to tell about windows; start one that knows EWMH, as most do.")
            )

    def close(self) -> None:
        """Disconnect."""
        self._wire.close()

    def active(self) -> tuple[int, int]:
        """The active window and the one that has the keyboard; 0 for none."""
        active, focus = self._wire.ask(
            [self._property(self._wire.root, "_NET_ACTIVE_WINDOW", 1), struct.pack("<BxH", 43, 1)]
        )
        # 1 is PointerRoot: no window in particular
        focused = struct.unpack_from("<I", focus, 8)[0] if focus else 0
        return next(iter(_numbers(active)), 0), focused if focused > 1 else 0

    def look(self, window: int) -> Look:
        """What the window says of itself, and where it lies."""
        named = [
            self._property(window, "_NET_WM_STATE", 32),
            self._property(window, "_NET_WM_WINDOW_TYPE", 32),
            self._property(window, "_MOTIF_WM_HINTS", 5),
            _get_property(window, _WM_CLASS, 64),
            _about(14, window),  # GetGeometry
            struct.pack("<BxHIIhh", 40, 4, window, self._wire.root, 0, 0),  # TranslateCoordinates
        ]
        states, kinds, hints, names, geometry, origin = self._wire.ask(named)
        return Look(
            _class(_text(names)),
            frozenset(_numbers(states)),
            frozenset(_numbers(kinds)),
            _is_undecorated(_numbers(hints)),
            _place(geometry, origin),
        )

    def bypasses_the_manager(self, window: int) -> int:
        """The visible top level with this window in it if no window manager holds it; 0 if one does."""
        for _step in range(_LONGEST_WALK):
            tree, managed, attributes = self._wire.ask(
                [_about(15, window), self._property(window, "WM_STATE", 1), _about(3, window)]
            )
            if not tree or not attributes or _numbers(managed):
                return 0
            (parent,) = struct.unpack_from("<I", tree, 12)
            if parent == self._wire.root:
                return window if _is_bypassing(attributes) else 0
            if not parent:
                return 0
            window = parent
        return 0

    def monitors(self) -> list[Rectangle]:
        """Every monitor and the whole screen, any of which a window may fill."""
        questions = [_about(14, self._wire.root)]
        if self._randr:
            questions.append(struct.pack("<BBHIB3x", self._randr, 42, 3, self._wire.root, 1))
        whole, *answers = self._wire.ask(questions)
        return [(0, 0, *struct.unpack_from("<HH", whole, 16)), *_monitors(answers[0] if answers else b"")]

    def titles(self) -> list[str]:
        """The title of every window the window manager lists."""
        (clients,) = self._wire.ask([self._property(self._wire.root, "_NET_CLIENT_LIST", 1024)])
        windows = _numbers(clients)
        named = self._wire.ask([self._property(window, "_NET_WM_NAME", 64) for window in windows])
        nameless = [window for window, name in zip(windows, named, strict=True) if not _text(name)]
        older = self._wire.ask([_get_property(window, _WM_NAME, 64) for window in nameless])
        found = [_text(name) for name in named] + [_text(name, "latin-1") for name in older]
        return [title for title in found if title]

    def _property(self, window: int, name: str, words: int) -> bytes:
        return _get_property(window, self.atoms[name], words)

    def _meet(self) -> None:
        """Ask a new connection for its atoms and for RandR."""
        asked = [_named(16, name) for name in ATOMS] + [_named(98, "RANDR")]
        *atoms, randr = self._wire.ask(asked)
        self.atoms = {
            name: struct.unpack_from("<I", answer, 8)[0] if answer else 0
            for name, answer in zip(ATOMS, atoms, strict=True)
        }
        self._randr = randr[9] if randr and randr[8] else 0
        if self._randr:
            self._wire.ask([struct.pack("<BBHII", self._randr, 0, 3, 1, 5)])  # monitors came with 1.5


def _named(opcode: int, name: str) -> bytes:
    """InternAtom and QueryExtension: a request with a name."""
    data = padded(name.encode())
    return struct.pack("<BxHHxx", opcode, 2 + len(data) // 4, len(name)) + data


def _about(opcode: int, window: int) -> bytes:
    """A request about one window: attributes, geometry, tree."""
    return struct.pack("<BxHI", opcode, 2, window)


def _get_property(window: int, atom: int, words: int) -> bytes:
    """GetProperty of any type, at most this many 32-bit words."""
    return struct.pack("<BxHIIIII", 20, 6, window, atom, 0, 0, words)


def _numbers(answer: bytes) -> list[int]:
    """The 32-bit numbers of a property; none where it isn't set, isn't numbers, or the window is gone."""
    if len(answer) < 32 or answer[1] != 32:
        return []
    (count,) = struct.unpack_from("<I", answer, 16)
    return list(struct.unpack_from(f"<{min(count, (len(answer) - 32) // 4)}I", answer, 32))


def _text(answer: bytes, encoding: str = "utf-8") -> str:
    if len(answer) < 32 or answer[1] != 8:
        return ""
    (count,) = struct.unpack_from("<I", answer, 16)
    return answer[32 : 32 + count].decode(encoding, "replace")


def _class(names: str) -> str:
    """The class out of WM_CLASS, which is the instance, a zero byte, the class and a zero byte."""
    instance, _, rest = names.partition("\0")
    return rest.partition("\0")[0] or instance


def _is_undecorated(hints: list[int]) -> bool:
    """Whether _MOTIF_WM_HINTS asks for a window without title and frame."""
    return len(hints) >= 3 and bool(hints[0] & _DECORATIONS_SAID) and hints[2] == 0


def _place(geometry: bytes, origin: bytes) -> Rectangle | None:
    if not geometry or not origin:
        return None
    width, height = struct.unpack_from("<HH", geometry, 16)
    left, top = struct.unpack_from("<hh", origin, 12)
    return left, top, width, height


def _is_bypassing(attributes: bytes) -> bool:
    """Whether GetWindowAttributes tells of a visible window that went past the window manager."""
    (kind,) = struct.unpack_from("<H", attributes, 12)
    return kind == _INPUT_OUTPUT and attributes[26] == _VIEWABLE and attributes[27] == 1


def _monitors(answer: bytes) -> list[Rectangle]:
    """The monitors of an RRGetMonitors reply; none where it isn't one."""
    if not answer:
        return []
    (count,) = struct.unpack_from("<I", answer, 12)
    found: list[Rectangle] = []
    at = 32
    for _step in range(count):
        if at + 24 > len(answer):
            break
        outputs, left, top, width, height = struct.unpack_from("<6xHhhHH", answer, at)
        found.append((left, top, width, height))
        at += 24 + 4 * outputs
    return found
