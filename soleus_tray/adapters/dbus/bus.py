"""A message bus: calls that never block, signals, objects of our own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, HeaderFields, MessageFlag, MessageType, new_method_call, new_signal

from soleus_tray.core.text import _

from .connection import SESSION, BusUnavailableError, WhichBus
from .exported import Interface, answer
from .loop import Loop, Timer, guarded
from .messages import DISCONNECTED, NO_REPLY, OnReply, Reply, Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jeepney import Message

    from .connection import Connection

__all__ = ["Bus", "Reply", "Subscription"]

DAEMON = "org.freedesktop.DBus"
DAEMON_ADDRESS = DBusAddress("/org/freedesktop/DBus", bus_name=DAEMON, interface=DAEMON)
LONGEST_RETRY_SECONDS = 60.0


class Bus:
    """A connection to a bus, the session's unless told, that comes back by itself after the bus was lost.

    `run` serves on the calling thread, `start` on a daemon thread; every callback is called on that thread
    and must not block. All other methods may be called on any thread and never wait for the bus. What is
    sent before the first connection waits for it; what is sent while the bus is lost fails at once.
    """

    def __init__(self, address: str = "", which: WhichBus = SESSION) -> None:
        self._address, self._which = address, which
        self._loop = Loop()
        self._lock = self._loop.lock
        self._connection: Connection | None = None
        self._tried = self._leaving = self._closing = False
        self._early: list[Callable[[], None]] = []
        self._serial = 0
        self._pending: dict[int, tuple[OnReply, Timer]] = {}
        self._objects: dict[str, list[Interface]] = {}
        self._subscriptions: list[Subscription] = []
        self._watchers: dict[str, list[Callable[[str], None]]] = {}
        self._owners: dict[str, str] = {}
        self._listeners: list[Callable[[bool], None]] = []
        self._retry = 1.0
        self.call_soon = self._loop.call_soon
        self.call_later = self._loop.call_later
        self.unique_name = ""
        """The name the bus gave us, "" while there is none."""
        self.trouble = ""
        """Why there is no connection, in words for a log; "" while there is one."""

    @property
    def connected(self) -> bool:
        """Whether the bus is there now."""
        return self._connection is not None

    # ---- what others use -------------------------------------------------------------------------

    def call(
        self,
        address: DBusAddress,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        *,
        on_reply: OnReply | None = None,
        timeout: float = 3.0,
    ) -> None:
        """Call a method; `on_reply` hears the result, or an error after `timeout` seconds at the latest."""
        message = new_method_call(address, member, signature or None, body)
        if on_reply is None:
            message.header.flags = MessageFlag.no_reply_expected
        self._send(message, on_reply, timeout)

    def emit(
        self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> None:
        """Broadcast a signal; without a bus it is lost, as signals are."""
        self._send(new_signal(DBusAddress(path, interface=interface), member, signature or None, body))

    def export(self, path: str, interfaces: Iterable[Interface]) -> None:
        """Offer an object at this path."""
        with self._lock:
            self._objects = {**self._objects, path: list(interfaces)}

    def withdraw(self, path: str) -> None:
        """Stop offering the object at this path."""
        with self._lock:
            self._objects = {other: what for other, what in self._objects.items() if other != path}

    def subscribe(self, subscription: Subscription) -> None:
        """Hear a signal from now on, also after the bus was lost and came back."""
        self.watch_name(subscription.sender)
        self._add(subscription)

    def watch_name(self, name: str, on_owner: Callable[[str], None] | None = None) -> None:
        """Call `on_owner` with who has a name (a unique name, or ""), now and on each change."""
        with self._lock:
            new = name not in self._watchers
            watchers = self._watchers.setdefault(name, [])
            if on_owner:
                watchers.append(on_owner)
                if name in self._owners:
                    self.call_soon(lambda: on_owner(self._owners.get(name, "")))
            if new and name != DAEMON:
                changed = ("/org/freedesktop/DBus", DAEMON, "NameOwnerChanged", "sss")
                self._add(
                    Subscription(DAEMON, *changed, lambda name, _, owner: self._owned(name, owner), name)
                )
                if self._connection:
                    self._ask_owner(name)

    def owner(self, name: str) -> str:
        """Return the unique name behind a watched name, "" when nobody has it."""
        return self._owners.get(name, "")

    def on_state(self, listener: Callable[[bool], None]) -> None:
        """Call `listener` with True after each connection, and with False when it failed or was lost."""
        self._listeners.append(listener)

    # ---- the loop --------------------------------------------------------------------------------

    def start(self) -> None:
        """Serve on a daemon thread."""
        threading.Thread(target=self.run, name=self._which.title.replace(" ", "-"), daemon=True).start()

    def run(self) -> None:
        """Connect if need be and serve on this thread until `leave` or `close`."""
        self._loop.enter()
        try:
            if not (self._tried or self._closing):
                self._connect()
            while not (self._leaving or self._closing):
                self._turn()
        finally:
            self._leaving = False
            self._loop.exit()
            if self._closing:
                self._shut()

    def leave(self) -> None:
        """Let `run` return; the connection stays, and `run` or `start` may go on with it."""
        self._leaving = True
        self._loop.wake()

    def close(self) -> None:
        """Let `run` return and close the connection."""
        with self._lock:
            self._closing = True
            self._loop.wake()
            if self._loop.thread is None:
                self._shut()

    def _turn(self) -> None:
        connection = self._connection
        watched = connection.fileno() if connection else None
        reading, writing = self._loop.turn(watched, bool(connection and connection.backlogged))
        if not connection or connection is not self._connection:
            return
        try:
            if writing:
                with self._lock:
                    connection.flush()
            messages = connection.receive() if reading else []
        except OSError as error:
            self._lose(_("the {bus} was lost ({error})").format(bus=_(self._which.title), error=error))
            return
        for message in messages:
            guarded(self._route, message)

    # ---- connecting ------------------------------------------------------------------------------

    def _connect(self) -> None:
        """Try to reach the bus; tell the listeners how it went, and try again later if it did not."""
        try:
            address = self._address or self._which.find()
            connection = self._which.connection.open(address, self._which.title)
        except BusUnavailableError as error:
            self._tried = True
            self._lose(str(error))
            return
        with self._lock:
            self._connection, self._tried, self._retry, self.trouble = connection, True, 1.0, ""
            self._ask_daemon("Hello", on_reply=self._named)
            for subscription in self._subscriptions:
                self._ask_daemon("AddMatch", subscription.rule())
            for name in self._watchers:
                self._ask_owner(name)
            early, self._early = self._early, []
            for action in early:
                action()
        for listener in self._listeners:
            guarded(listener, True)

    def _named(self, reply: Reply) -> None:
        self.unique_name = reply.value("s", "")
        if not self.unique_name and reply.error != DISCONNECTED:
            self._lose(
                _("the {bus} refused us ({error})").format(bus=_(self._which.title), error=reply.error)
            )

    def _lose(self, trouble: str) -> None:
        """Forget the connection, fail what waits for it, tell the listeners, and try again later."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection, self.unique_name, self.trouble = None, "", trouble
            failed, self._pending = list(self._pending.values()), {}
            early, self._early = self._early, []
            gone, self._owners = [name for name, owner in self._owners.items() if owner], {}
            self.call_later(self._retry, self._connect)
            self._retry = min(self._retry * 2, LONGEST_RETRY_SECONDS)
        for on_reply, timer in failed:
            timer.cancel()
            guarded(on_reply, Reply(error=DISCONNECTED))
        for action in early:
            action()
        for name in gone:
            for on_owner in list(self._watchers[name]):
                guarded(on_owner, "")
        for listener in self._listeners:
            guarded(listener, False)

    def _shut(self) -> None:
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection, self.unique_name = None, ""
            self._loop.close()

    # ---- sending ---------------------------------------------------------------------------------

    def _send(self, message: Message, on_reply: OnReply | None = None, timeout: float = 0.0) -> None:
        with self._lock:
            if self._connection:
                self._transmit(self._connection, message, on_reply, timeout)
            elif not self._tried:
                self._early.append(lambda: self._send(message, on_reply, timeout))
            elif on_reply:
                self.call_soon(lambda: on_reply(Reply(error=DISCONNECTED)))

    def _transmit(
        self, connection: Connection, message: Message, on_reply: OnReply | None, timeout: float
    ) -> None:
        """Serialise and send; a body that does not fit its signature raises here, at its caller."""
        self._serial = serial = self._serial % 0xFFFFFFFE + 1
        data = message.serialise(serial=serial)
        if on_reply:
            timer = self.call_later(timeout, lambda: self._settle(serial, Reply(error=NO_REPLY)))
            self._pending[serial] = (on_reply, timer)
        try:
            connection.send(data)
        except OSError as error:
            sentence = _("the {bus} was lost ({error})").format(bus=_(self._which.title), error=error)
            self.call_soon(lambda: self._lose(sentence) if connection is self._connection else None)
        if connection.backlogged:
            self._loop.wake()

    def _settle(self, serial: int, reply: Reply) -> None:
        """Give a call its answer, once; a reply nobody waits for any more is dropped."""
        with self._lock:
            waiting = self._pending.pop(serial, None)
        if waiting:
            waiting[1].cancel()
            waiting[0](reply)

    def _ask_daemon(self, member: str, *body: str, on_reply: OnReply | None = None) -> None:
        self.call(DAEMON_ADDRESS, member, "s" * len(body), body, on_reply=on_reply)

    def _ask_owner(self, name: str) -> None:
        if name != DAEMON:
            self._ask_daemon(
                "GetNameOwner", name, on_reply=lambda reply: self._owned(name, reply.value("s", ""))
            )

    # ---- receiving -------------------------------------------------------------------------------

    def _route(self, message: Message) -> None:
        kind = message.header.message_type
        if kind is MessageType.signal:
            for one in self._subscriptions:
                if one.matches(message, DAEMON if one.sender == DAEMON else self.owner(one.sender)):
                    guarded(one.on_signal, *message.body)
        elif kind is MessageType.method_call:
            reply = answer(self._objects, message)
            if not message.header.flags & MessageFlag.no_reply_expected:
                self._send(reply)
        else:
            self._settle(message.header.fields.get(HeaderFields.reply_serial, 0), Reply.of(message))

    def _add(self, subscription: Subscription) -> None:
        with self._lock:
            self._subscriptions = [*self._subscriptions, subscription]
            if self._connection:
                self._ask_daemon("AddMatch", subscription.rule())

    def _owned(self, name: str, owner: str) -> None:
        """Remember who has a name now, and tell those who watch it when that is news."""
        if self._owners.get(name) != owner:
            self._owners[name] = owner
            for on_owner in list(self._watchers.get(name, ())):
                guarded(on_owner, owner)
