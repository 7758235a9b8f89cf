"""The X11 protocol by hand: keys, displays, servers that answer nonsense."""

from __future__ import annotations

import socket
import struct
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.adapters.x11_windows import X11Windows
from soleus_tray.adapters.x11_wire import find_cookie, parse_display
from soleus_tray.core.errors import SoleusError
from tests.desktop.harness import Session

KEY = bytes(range(16))
MIT = b"MIT-MAGIC-COOKIE-1"


def entry(family, address, number, name, key):
    fields = b"".join(struct.pack(">H", len(one)) + one for one in (address, number, name, key))
    return struct.pack(">H", family) + fields


def here(number=b"7", key=KEY, name=MIT):
    return entry(256, socket.gethostname().encode(), number, name, key)


@pytest.mark.parametrize(
    ("display", "parts"),
    [
        (":0", ("", 0, 0)),
        (":12.1", ("", 12, 1)),
        ("unix:3", ("", 3, 0)),
        ("localhost:10.0", ("localhost", 10, 0)),
        ("::1:10", ("::1", 10, 0)),
    ],
)
def test_displays_are_read_as_x_programs_read_them(display, parts):
    assert parse_display(display) == parts


def test_the_key_for_this_display_is_found_among_others():
    others = here(b"8", b"x" * 16) + entry(256, b"elsewhere", b"7", MIT, b"y" * 16) + here(name=b"XDM-AUTH-1")
    assert find_cookie(others + here(), socket.gethostname().encode(), b"7") == KEY


def test_a_key_for_every_host_and_display_will_do():
    assert find_cookie(entry(65535, b"", b"", MIT, KEY), b"any", b"7") == KEY


@given(st.binary(max_size=200))
def test_a_broken_authority_file_gives_no_key_and_no_error(data):
    assert isinstance(find_cookie(data, b"host", b"0"), bytes)


@pytest.mark.desktop
def test_a_server_that_wants_a_key_gets_it_or_refuses_with_a_sentence(tmp_path):
    authority = tmp_path / "authority"
    authority.write_bytes(entry(65535, b"", b"", MIT, KEY))
    with Session(screen_arguments=("-auth", str(authority)), env={"XAUTHORITY": str(authority)}) as session:
        with pytest.raises(SoleusError, match="window manager"):
            X11Windows(session.env).open()
        with pytest.raises(SoleusError, match="Xauthority"):
            X11Windows({**session.env, "XAUTHORITY": str(tmp_path / "none")}).open()


def display_with(answer):
    """A $DISPLAY where whoever connects gets this answer and then silence, or the end for None at its end."""
    listener = socket.socket()
    for number in range(200, 400):
        try:
            listener.bind(("127.0.0.1", 6000 + number))
        except OSError:
            continue
        break
    listener.listen()
    kept = []

    def serve():
        caller, _ = listener.accept()
        caller.sendall(answer)
        kept.append(caller)
        caller.recv(1 << 16)

    threading.Thread(target=serve, daemon=True).start()
    return f"127.0.0.1:{number}", (listener, kept)


def setup(screens=1):
    vendor = b"test"
    fixed = struct.pack(
        "<IIIIHHBBBBBBBBxxxx", 0, 0, 0, 0, len(vendor), 0xFFFF, screens, 0, 0, 0, 32, 32, 8, 255
    )
    screen = struct.pack("<I", 77) + bytes(36)
    body = fixed + vendor + screen
    return struct.pack("<BxHHH", 1, 11, 0, len(body) // 4) + body


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00" * 8,
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        struct.pack("<BxHHH", 1, 11, 0, 0),
        setup(),
        setup() + b"\x01" * 64,
        setup() + struct.pack("<BxHI24x", 1, 1, 1 << 30),
        setup() + struct.pack("<BxHI24x", 1, 9, 0),
    ],
)
def test_a_server_that_answers_nonsense_is_given_up_in_time_with_a_sentence(answer):
    display, kept = display_with(answer)
    windows = X11Windows({"DISPLAY": display})
    before = time.monotonic()
    with pytest.raises(SoleusError):
        windows.open()
    assert time.monotonic() - before < 5
    windows.close()
    del kept


def test_nobody_at_the_display_is_a_sentence():
    with pytest.raises(SoleusError, match="DISPLAY"):
        X11Windows({"DISPLAY": ":4321"}).open()
