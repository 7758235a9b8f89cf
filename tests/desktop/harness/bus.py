"""A private message bus with only the services the test chose: nothing starts on its own."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import open_dbus_connection

DAEMON = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
WATCHER = DBusAddress(
    "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)
NOTIFICATIONS_NAME = "org.freedesktop.Notifications"

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def write_bus_config(folder: Path, socket: Path, services: tuple[str, ...]) -> Path:
    """Write a bus configuration that may start only `services` (names of installed service files).

    Two notification servers on one machine fight over who is started first, and "no server" could not be
    tried at all where one starts by itself; so only what is named here can.
    """
    service_folder = folder / f"{socket.name}-services"
    service_folder.mkdir(parents=True, exist_ok=True)
    for name in services:
        installed = Path("/usr/share/dbus-1/services") / f"{name}.service"
        if installed.exists():
            (service_folder / installed.name).symlink_to(installed)
    config = folder / f"{socket.name}.conf"
    config.write_text(_CONFIG.format(socket=socket, services=service_folder))
    return config


class SessionBus:
    """Questions to a message bus at `address`; each opens and closes its own connection."""

    def __init__(self, address: str) -> None:
        self.address = address

    def is_up(self) -> bool:
        """Whether the bus answers at all."""
        try:
            with closing(open_dbus_connection(self.address)):
                return True
        except OSError:
            return False

    def call(
        self, target: DBusAddress, method: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """Call a method and return the body of its reply; RuntimeError carries a refusal's name and text."""
        return self._send(new_method_call(target, method, signature, body))

    def get_property(self, target: DBusAddress, name: str) -> Any:
        """Read one property, out of its variant."""
        return self._send(Properties(target).get(name))[0][1]

    def has_name(self, name: str) -> bool:
        """Whether somebody owns `name` now."""
        return bool(self.call(DAEMON, "NameHasOwner", "s", (name,))[0])

    def process_of(self, name: str) -> int:
        """The process id of the owner of `name`."""
        return int(self.call(DAEMON, "GetConnectionUnixProcessID", "s", (name,))[0])

    def has_tray_host(self) -> bool:
        """Whether a StatusNotifierItem would be shown by somebody."""
        return self.has_name(WATCHER.bus_name) and bool(
            self.get_property(WATCHER, "IsStatusNotifierHostRegistered")
        )

    def share_environment(self, env: dict[str, str]) -> None:
        """Start services on demand in this environment from now on; the bus is older than the display."""
        self.call(DAEMON, "UpdateActivationEnvironment", "a{ss}", (env,))

    def tray_items(self) -> list[str]:
        """The registered StatusNotifierItems, as the watcher names them; empty without a watcher."""
        if not self.has_name(WATCHER.bus_name):
            return []
        return list(self.get_property(WATCHER, "RegisteredStatusNotifierItems"))

    def _send(self, message: Any) -> tuple[Any, ...]:
        with closing(open_dbus_connection(self.address)) as connection:
            reply = connection.send_and_get_reply(message, timeout=5)
        if reply.header.message_type is MessageType.error:
            raise RuntimeError(f"{message.header.fields}: {reply.body}")
        return tuple(reply.body)
