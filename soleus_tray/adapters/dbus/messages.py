"""What is said on the bus, as values: replies, and the signals we want to hear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jeepney import HeaderFields, MessageType

if TYPE_CHECKING:
    from jeepney import Message

DISCONNECTED = "org.freedesktop.DBus.Error.Disconnected"
NO_REPLY = "org.freedesktop.DBus.Error.NoReply"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back from a call: a body, or the name of an error."""

    body: tuple[Any, ...] = ()
    error: str = ""
    signature: str = ""

    @classmethod
    def of(cls, message: Message) -> Reply:
        """Read a method return or an error."""
        fields = message.header.fields
        if message.header.message_type is MessageType.error:
            return cls(message.body, fields.get(HeaderFields.error_name) or NO_REPLY)
        return cls(message.body, "", fields.get(HeaderFields.signature, ""))

    def value(self, signature: str, default: Any) -> Any:
        """Return the single result if it has this signature, otherwise the default."""
        return self.body[0] if not self.error and self.signature == signature else default


OnReply = Callable[[Reply], None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A signal we want to hear, and from whom; an empty `argument` leaves the first argument open."""

    sender: str
    path: str
    interface: str
    member: str
    signature: str
    on_signal: Callable[..., None]
    argument: str = ""

    def rule(self) -> str:
        """Return the match rule, which always names the sender."""
        rule = (
            f"type='signal',sender='{self.sender}',path='{self.path}',"
            f"interface='{self.interface}',member='{self.member}'"
        )
        return f"{rule},arg0='{self.argument}'" if self.argument else rule

    def matches(self, message: Message, sender: str) -> bool:
        """Whether this message is that signal; `sender` is the unique name behind `self.sender`.

        The rule at the daemon names the sender too, but a signal sent to us alone needs no rule, and GNOME
        Shell sends its answers twice, once from another connection.
        """
        fields = message.header.fields
        return (
            fields.get(HeaderFields.member) == self.member
            and fields.get(HeaderFields.interface) == self.interface
            and fields.get(HeaderFields.path) == self.path
            and fields.get(HeaderFields.sender) == sender
            and fields.get(HeaderFields.signature, "") == self.signature
            and (not self.argument or message.body[0] == self.argument)
        )
