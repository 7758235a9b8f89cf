"""Full screen on Wayland: a real sway, and compositors that lack the protocol, hang or talk nonsense."""

from __future__ import annotations

import shutil
import socket
import struct
import threading
import time
from pathlib import Path

import pytest

from soleus_tray.adapters.activity.wayland_wire import request
from soleus_tray.adapters.fullscreen.choose import choose_fullscreen
from soleus_tray.adapters.fullscreen.naming import owner_of
from soleus_tray.adapters.fullscreen.wayland import MANAGER
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading
from tests.desktop.desktops import Sway
from tests.desktop.harness import wait_until

CHOSEN = QuietSettings()
NOTHING = Reading()
GTK_CLIENT = Path(__file__).with_name("gtk_client.py")
ACTIVE, FULL = 2, 3
REGISTRY, LISTED, MANAGER_ID, TOLD = 2, 3, 4, 5
FIRST, SECOND = 0xFF000000, 0xFF000001


def has_sway_and_gtk():
    gtk = list(Path("/usr/lib").glob("*/girepository-1.0/Gtk-3.0.typelib"))
    return gtk and all(map(shutil.which, ("sway", "waybar", "mako")))


@pytest.mark.desktop
@pytest.mark.skipif(
    not has_sway_and_gtk(), reason="sway, waybar, mako or GTK is not installed (make test-desktops does it)"
)
def test_on_a_real_sway_the_active_window_counts_while_it_is_full_screen():
    with Sway() as desktop:
        sensor = choose_fullscreen(desktop.program_env)
        assert sensor.read(CHOSEN) == NOTHING

        def show(name, *more):
            command = ["/usr/bin/python3", str(GTK_CLIENT), name, *more]
            desktop.spawn(command, name, {"GDK_BACKEND": "wayland"})

        show("org.gnome.Totem", "full")
        film = Reading((Signal("fullscreen", "Totem"),))
        wait_until(lambda: sensor.read(CHOSEN) == film, "the film to be seen")
        desktop.processes.stop("org.gnome.Totem")
        wait_until(lambda: sensor.read(CHOSEN) == NOTHING, "its end to be seen")
        show("org.gnome.Notes")
        desktop.wait_still()
        assert sensor.read(CHOSEN) == NOTHING


class Compositor:
    """Listens where a compositor would, and answers the two questions with what the test says."""

    def __init__(self, folder, offered=b"", told=b""):
        self.environment = {"WAYLAND_DISPLAY": str(folder / "wayland-9")}
        self._answers = offered, told
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(self.environment["WAYLAND_DISPLAY"])
        self._socket.listen()
        self.callers = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.callers += 1
            threading.Thread(target=self._answer, args=(caller,), daemon=True).start()

    def _answer(self, caller):
        try:
            for answer in self._answers:
                if not caller.recv(1 << 14) or answer is None:
                    break
                caller.sendall(answer)
            caller.recv(1)
        except OSError:
            return
        finally:
            caller.close()

    def close(self):
        self._socket.close()


@pytest.fixture
def play(tmp_path):
    playing = []

    def make(offered=b"", told=b""):
        playing.append(Compositor(tmp_path, offered, told))
        return choose_fullscreen(playing[-1].environment), playing[-1]

    yield make
    for one in playing:
        one.close()


def offers(interface=MANAGER, version=3):
    return request(REGISTRY, 0, 30, interface, version) + request(LISTED, 0, 1)


def array(*numbers):
    return struct.pack(f"={len(numbers) + 1}I", 4 * len(numbers), *numbers)


def window(number, program, *states):
    body = array(*states)
    return (
        request(MANAGER_ID, 0, number)
        + request(number, 1, program)
        + struct.pack("=II", number, (8 + len(body)) << 16 | 4)
        + body
    )


END = request(TOLD, 0, 1)


@pytest.mark.parametrize(
    ("told", "reading"),
    [
        (b"", NOTHING),
        (window(FIRST, "mpv", ACTIVE, FULL), Reading((Signal("fullscreen", "mpv"),))),
        (window(FIRST, "mpv", FULL) + window(SECOND, "foot", ACTIVE), NOTHING),
        (window(FIRST, "mpv", ACTIVE, FULL) + request(FIRST, 6), NOTHING),
        (window(FIRST, "", ACTIVE, FULL), Reading((Signal("fullscreen"),))),
        (window(FIRST, "Soleus-tray", ACTIVE, FULL), NOTHING),
        (request(SECOND, 1, "nobody's") + window(FIRST, "foot", ACTIVE), NOTHING),
    ],
)
def test_only_the_active_window_counts(play, told, reading):
    sensor, _ = play(offers(), told + END)
    assert sensor.read(CHOSEN) == reading


@pytest.mark.parametrize("offered", [offers("wl_seat"), offers(version=1), request(LISTED, 0, 1)])
def test_a_compositor_without_the_protocol_is_said_so_and_not_asked_again(play, offered):
    sensor, compositor = play(offered)
    first = sensor.read(CHOSEN)
    assert "do-not-disturb" in first.why
    assert sensor.read(CHOSEN) == first
    assert compositor.callers == 1


@pytest.mark.parametrize(
    ("offered", "told"),
    [
        (b"\0" * 64, b""),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", b""),
        (None, b""),
        (offers(), None),
        (offers(), request(1, 0, 4, 0, "no such object")),
        (offers(), request(MANAGER_ID, 0)),
        (offers(), window(FIRST, "mpv") + struct.pack("=III", FIRST, 12 << 16 | 4, 4000)),
        (offers(), request(FIRST, 1) + b"\1"),
    ],
)
def test_a_compositor_that_hangs_or_talks_nonsense_is_given_up_in_time(play, offered, told):
    sensor, compositor = play(offered, told)
    before = time.monotonic()
    said = sensor.read(CHOSEN)
    assert time.monotonic() - before < 5
    assert said.signals == ()
    assert "compositor" in said.why
    sensor.read(CHOSEN)
    assert compositor.callers == 2


def test_no_compositor_is_a_sentence(tmp_path):
    said = choose_fullscreen({"WAYLAND_DISPLAY": str(tmp_path / "none")}).read(CHOSEN)
    assert "compositor" in said.why


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("org.gnome.Totem", "Totem"),
        ("org.mozilla.firefox", "Firefox"),
        ("zoom", "Zoom"),
        ("XTerm", "XTerm"),
        ("", ""),
    ],
)
def test_a_window_s_owner_has_a_name_people_know(identifier, name):
    assert owner_of(identifier) == name
