"""What a service on the bus answered, asked again only when that may have changed.

For the sensing thread: a sensor is read each 10 s while a reminder is held, and a question costs more than
hearing nothing. Values here are named tuples: a dataclass costs the resident process 8 kB more.
"""

from __future__ import annotations

import time
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from jeepney import DBusAddress

from .asking import PROPERTIES, ask
from .messages import NO_REPLY, Reply, Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .bus import Bus

Answer = TypeVar("Answer")

PATIENCE = 0.3
"""Seconds for one question."""
ALL_PATIENCE = 0.7
"""Seconds for one reading; with the bus's own slack it stays below a second."""
LASTING = 60.0
"""Seconds an answer is believed while no change is heard: a signal may have been lost with the bus."""
SILENCE = 20.0
"""Seconds a service that gave no usable answer is left alone, unless another one takes its place."""
DAEMON, DAEMON_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"


class Talk:
    """Questions to one program on the bus, each answered before a moment on the monotonic clock."""

    def __init__(self, bus: Bus, owner: str, deadline: float) -> None:
        self._bus = bus
        self._owner = owner
        self._deadline = deadline

    def ask(
        self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> Reply:
        """The reply; an error once there is no time left."""
        patience = self._patience()
        if patience <= 0:
            return Reply(error=NO_REPLY)
        return ask(self._bus, self._at(path, interface), member, signature, body, timeout=patience)

    def get(self, path: str, interface: str, name: str, signature: str) -> Any:
        """A property's value; None if it can't be had or has another signature."""
        found = self.ask(path, PROPERTIES, "Get", "ss", (interface, name)).value("v", None)
        return found[1] if isinstance(found, tuple) and found[0] == signature else None

    def ask_each(self, questions: Sequence[tuple[str, str, str]]) -> list[Reply]:
        """The replies to several (path, interface, member), all under way at once."""
        patience, heard = self._patience(), SimpleQueue[tuple[int, Reply]]()
        replies = [Reply(error=NO_REPLY)] * len(questions)
        if patience <= 0:
            return replies
        for number, (path, interface, member) in enumerate(questions):
            keep = partial(_keep, heard, number)
            self._bus.call(self._at(path, interface), member, on_reply=keep, timeout=patience)
        for _ in questions:
            try:
                number, reply = heard.get(timeout=patience + 0.2)
            except Empty:
                break
            replies[number] = reply
        return replies

    def _at(self, path: str, interface: str) -> DBusAddress:
        # By its unique name: asking for a name that has just been given up would start the service.
        return DBusAddress(path, self._owner, interface)

    def _patience(self) -> float:
        return min(PATIENCE, self._deadline - time.monotonic())


def _keep(heard: SimpleQueue[tuple[int, Reply]], number: int, reply: Reply) -> None:
    heard.put((number, reply))


class Change(NamedTuple):
    """A signal after which the answer may be another; an empty `argument` leaves the first argument open."""

    path: str
    interface: str
    member: str
    signature: str
    argument: str = ""

    def subscription(self, sender: str, on_signal: Callable[..., None]) -> Subscription:
        """The subscription to it."""
        what = (self.path, self.interface, self.member, self.signature)
        return Subscription(sender, *what, on_signal, self.argument)


def properties_change(path: str, interface: str) -> Change:
    """The signal that properties of this interface changed."""
    return Change(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", interface)


class Service(NamedTuple, Generic[Answer]):
    """A program on the bus that can be asked."""

    name: str
    """Its name on the bus."""
    title: str
    """What people call it."""
    ask: Callable[[Talk], Answer | None]
    """The question; None when the answer is missing or of the wrong type."""
    changes: tuple[Change, ...] = ()
    lasting: float = LASTING
    """Seconds an answer is believed; 0 for a service that tells nothing of changes."""


class Remembered(Generic[Answer]):
    """A service's last answer; `present` and `answer` are for one thread at a time."""

    def __init__(self, bus: Bus, service: Service[Answer], now: Callable[[], float] = time.monotonic) -> None:
        self.service = service
        self._bus = bus
        self._now = now
        self.met = ""
        """Our name on the bus when it was last known who has the service's."""
        self._watching = False
        self._changed = True
        self._owner = ""
        self._until = 0.0
        self._last: Answer | None = None

    def watch(self) -> None:
        """Begin to hear of the service; who has its name is known after the bus's next answer."""
        if not self._watching:
            self._watching = True
            self._bus.watch_name(self.service.name)
            for one in self.service.changes:
                self._bus.subscribe(one.subscription(self.service.name, self._hear))

    @property
    def present(self) -> bool:
        """Whether the service runs; it is never started."""
        return bool(self._bus.owner(self.service.name))

    def answer(self, deadline: float) -> Answer | None:
        """The remembered answer if nothing changed, else a new one; None when it can't be told."""
        owner = self._bus.owner(self.service.name)
        if not owner or self._bus.trouble:
            self._owner, self._last = "", None
        elif self._changed or owner != self._owner or self._now() >= self._until:
            if deadline <= time.monotonic():
                return None
            self._changed = False  # before the question: what changes meanwhile is asked again
            self._owner, self._last = owner, self.service.ask(Talk(self._bus, owner, deadline))
            lasting = SILENCE if self._last is None else self.service.lasting
            self._until = self._now() + lasting
        return self._last

    def _hear(self, *_: Any) -> None:
        self._changed = True


def meet(bus: Bus, memories: Sequence[Remembered[Any]], deadline: float) -> bool:
    """Learn which of these services run, once for each connection; whether the bus told."""
    strangers = [one for one in memories if not one.met or one.met != bus.unique_name]
    if bus.trouble or not strangers:
        return not bus.trouble
    for one in strangers:
        one.watch()
    # The bus answers in turn: after this it has told who has the names.
    daemon = Talk(bus, DAEMON, deadline)
    if daemon.ask(DAEMON_PATH, DAEMON, "GetId").error:
        return False
    for one in strangers:
        one.met = bus.unique_name
    return True
