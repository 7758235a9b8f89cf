"""Where the sound server is, and the cookie it may ask for.

Source: https://www.freedesktop.org/wiki/Software/PulseAudio/Documentation/User/ServerStrings/,
pulse-client.conf(5). A server set on the X11 root window is not looked up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .open_files import user_id

if TYPE_CHECKING:
    from collections.abc import Mapping

COOKIE_BYTES = 256
PORT = 4713
_MOST_BYTES = 8 * 1024


class Place(NamedTuple):
    """A Unix socket's path, or a host and port."""

    path: str
    port: int = 0
    """0: `path` is a socket; otherwise `path` is a host."""

    def __str__(self) -> str:
        path = self.path.encode(errors="replace").decode()
        return f"{path}:{self.port}" if self.port else path


def places(environment: Mapping[str, str]) -> tuple[Place, ...]:
    """Where to look, in order; empty when nothing says where."""
    named = environment.get("PULSE_SERVER") or client_settings(environment).get("default-server", "")
    if named:
        return tuple(place for word in named.split() if (place := _place(word, _machine_id())))
    folders = [environment.get("PULSE_RUNTIME_PATH", "")]
    runtime = environment.get("XDG_RUNTIME_DIR") or f"/run/user/{user_id()}"
    folders += [f"{runtime}/pulse", "/run/pulse"]
    return tuple(Place(f"{folder}/native") for folder in folders if folder)


def cookie(environment: Mapping[str, str]) -> bytes:
    """The cookie, or as many zeros where there is none: the server then goes by who we are."""
    home, config = _home(environment), _config(environment)
    named = environment.get("PULSE_COOKIE") or client_settings(environment).get("cookie-file", "")
    for path in (named, f"{config}/pulse/cookie", f"{home}/.pulse-cookie"):
        found = _read(path.replace("~", home, 1) if path.startswith("~/") else path)
        if len(found) == COOKIE_BYTES:
            return found
    return bytes(COOKIE_BYTES)


def client_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """What the user's client.conf says, or else the system's."""
    home, config = _home(environment), _config(environment)
    own = (
        environment.get("PULSE_CLIENTCONFIG", ""),
        f"{config}/pulse/client.conf",
        f"{home}/.pulse/client.conf",
    )
    for path in (*own, "/etc/pulse/client.conf"):
        if content := _read(path):
            return _parsed(content.decode(errors="replace"))
    return {}


def _parsed(content: str) -> dict[str, str]:
    lines = [line.strip() for line in content.splitlines()]
    pairs = [line.partition("=") for line in lines if line[:1] not in {"", "#", ";", "."}]
    return {key.strip(): value.strip() for key, equals, value in pairs if equals}


def _place(word: str, machine_id: str) -> Place | None:
    """One server string; None for one that is meant for another machine or can't be read."""
    if word.startswith("{"):
        meant_for, _, word = word[1:].partition("}")
        if meant_for != machine_id:
            return None
    if word.startswith(("unix:", "/")):
        path = word.removeprefix("unix:")
        return Place(path) if path else None
    for scheme in ("tcp:", "tcp4:", "tcp6:"):
        word = word.removeprefix(scheme)
    return _host(word)


def _host(word: str) -> Place | None:
    """What `host`, `host:port` or `[::1]:port` says."""
    if word.startswith("["):
        host, _, rest = word[1:].partition("]")
        port = rest.removeprefix(":")
    else:
        host, _, port = word.partition(":")
    port = port or str(PORT)
    if not host or not (port.isdecimal() and len(port) <= 5 and 0 < int(port) < 65536):
        return None
    return Place(host, int(port))


def _machine_id() -> str:
    return (_read("/etc/machine-id") or _read("/var/lib/dbus/machine-id")).decode(errors="replace").strip()


def _home(environment: Mapping[str, str]) -> str:
    return environment.get("HOME") or "/nonexistent"


def _config(environment: Mapping[str, str]) -> str:
    return environment.get("XDG_CONFIG_HOME") or f"{_home(environment)}/.config"


def _read(path: str) -> bytes:
    """A small file's content; empty where there is none to read."""
    if not path:
        return b""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib is not loaded here
            return file.read(_MOST_BYTES) or b""
    except OSError:
        return b""
