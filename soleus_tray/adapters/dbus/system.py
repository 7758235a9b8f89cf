"""The system bus, whose answers may carry open files: logind hands out its inhibitors so."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING, ClassVar

from jeepney import FileDescriptor
from jeepney.fds import fds_buf_size

from soleus_tray.core.text import N_, _

from .bus import Bus
from .connection import Connection, WhichBus

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL_ADDRESS = "unix:path=/run/dbus/system_bus_socket"


def system_address() -> str:
    """Say where the system bus should be, in D-Bus address syntax."""
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "") or USUAL_ADDRESS


class Descriptor(FileDescriptor):  # type: ignore[misc]  # jeepney has no types
    """A file descriptor from a message, closed by `close` or when nobody holds it any more."""

    __slots__ = ()

    def __del__(self) -> None:
        if self._fd >= 0:
            self.close()


class DescriptorConnection(Connection):
    """Takes the file descriptors that come with messages; a little slower than one that need not."""

    takes_descriptors: ClassVar[bool] = True

    def _read(self) -> tuple[bytes, Sequence[FileDescriptor]]:
        if sys.platform == "win32":
            raise OSError(_("this system has no Unix sockets"))
        # Never beyond the present message: so what comes along is known to belong to it.
        wanted = min(self._parser.bytes_desired(), 65536)
        keep_ours = getattr(socket, "MSG_CMSG_CLOEXEC", 0)
        data, extra, flags, _sender = self._socket.recvmsg(wanted, fds_buf_size(), keep_ours)
        descriptors = Descriptor.from_ancdata(extra)
        if flags & socket.MSG_CTRUNC:
            raise ConnectionResetError(_("this program has too many open files to take another"))
        return data, descriptors


SYSTEM = WhichBus(N_("system bus"), system_address, DescriptorConnection)


def system_bus() -> Bus:
    """A connection to the system bus; nothing is done before `start`."""
    return Bus(which=SYSTEM)
