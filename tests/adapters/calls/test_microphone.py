"""The microphone's sensor beside a real sound server and real recorders."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.calls.pulse import PATIENCE, PulseMicrophone
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading
from tests.adapters.calls.streams import PEAK_DETECT, START_CORKED, recording
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.sound import MICROPHONE, MONITOR, SoundServer

if TYPE_CHECKING:
    from pathlib import Path

ANYTHING = QuietSettings()
CALL = Reading((Signal("microphone", "Fake Zoom"),))
LIMIT = 5.0
"""Seconds in which a reading is over even on a busy machine; one that isn't given up never ends."""


def test_a_reading_is_given_up_within_the_ports_second():
    assert PATIENCE < 1


def test_nobody_records(microphone):
    assert microphone.read(ANYTHING) == Reading()
    assert microphone.source == "PulseAudio"


def test_a_call_shows_while_it_lasts(server, microphone):
    call = server.record("Fake Zoom")
    assert microphone.read(ANYTHING) == CALL
    call.stop()
    assert microphone.read(ANYTHING) == Reading()


def test_what_only_hears_an_output_is_no_call(server, microphone):
    server.record("Screen recorder", device=MONITOR)
    assert microphone.read(ANYTHING) == Reading()
    server.record("Fake Zoom")
    assert microphone.read(ANYTHING) == CALL


def test_two_streams_of_one_program_are_one_call_and_two_programs_two(server, microphone):
    for name in ("Fake Zoom", "Fake Zoom", "Discord"):
        server.record(name)
    assert microphone.read(ANYTHING).signals == (
        Signal("microphone", "Fake Zoom"),
        Signal("microphone", "Discord"),
    )


@pytest.mark.parametrize(
    ("client", "properties", "who"),
    [
        ("ZOOM VoiceEngine", {"application.process.binary": "zoom"}, "Zoom"),
        ("WEBRTC VoiceEngine", {"application.process.binary": "Discord"}, "Discord"),
        ("Chromium input", {"application.process.binary": "chromium"}, "Chromium"),
        ("Firefox", {"application.process.binary": "firefox-bin"}, "Firefox"),
        ("Something new", {}, "Something new"),
        ("", {"application.name": "", "application.process.binary": "talker"}, "talker"),
        ("", {"application.name": "", "application.process.binary": ""}, ""),
    ],
)
def test_a_program_is_named_for_people(server, microphone, client, properties, who):
    server.record(client or "x", properties=properties)
    assert microphone.read(ANYTHING).signals == (Signal("microphone", who),)


@pytest.mark.parametrize("ignored", ["fake zoom", "FAKE ZOOM", "pacat", "PACAT"])
def test_a_program_on_the_users_list_is_no_call(server, microphone, ignored):
    server.record("Fake Zoom")
    assert microphone.read(QuietSettings(ignore=("other", ignored))) == Reading()


def test_a_listed_program_does_not_hide_another(server, microphone):
    server.record("Dictation", properties={"application.process.binary": "dictate"})
    server.record("Fake Zoom")
    assert microphone.read(QuietSettings(ignore=("Dictation",))) == CALL


@pytest.mark.parametrize(
    ("client", "properties"),
    [
        ("EasyEffects", {}),
        ("NoiseTorch", {}),
        ("PulseAudio Volume Control", {"application.id": "org.PulseAudio.pavucontrol"}),
        ("Settings", {"application.id": "org.gnome.VolumeControl"}),
        ("meter", {"stream.monitor": "true"}),
        ("meter", {"resample.peaks": "true"}),
        ("filter", {"node.link-group": "filter-chain-123-4"}),
        ("ourselves", {"application.process.id": str(os.getpid())}),
    ],
)
def test_what_listens_all_day_is_no_call(server, microphone, client, properties):
    server.record(client, properties=properties)
    assert microphone.read(ANYTHING) == Reading()


@pytest.mark.parametrize(("flags", "counts"), [(0, True), (START_CORKED, False), (PEAK_DETECT, False)])
def test_a_paused_stream_and_a_level_meter_are_no_call(server, flags, counts):
    microphone = PulseMicrophone(server.environment, own=1)
    with recording(server.environment["PULSE_SERVER"], MICROPHONE, "Mixer", flags):
        assert server.recorder_count() == 1
        assert bool(microphone.read(ANYTHING).signals) == counts


def test_a_suppressors_output_recorded_by_a_program_is_a_call(server, microphone):
    # module-remap-source listens to the microphone by itself; Zoom listens to it.
    server.pactl("load-module", "module-remap-source", "master=fakemic", "source_name=denoised")
    assert server.recorder_count() == 1
    assert microphone.read(ANYTHING) == Reading()
    server.record("Fake Zoom", device="denoised")
    assert microphone.read(ANYTHING) == CALL


def test_names_that_are_no_text_are_shown_as_well_as_they_can_be(server, microphone):
    server.record("Zo\n\x1b[1mom\u2028 ünï")
    (heard,) = microphone.read(ANYTHING).signals
    assert heard.who.isprintable()
    assert heard.who.endswith("ünï")


def test_as_many_recorders_as_a_server_takes_are_read(server, microphone):
    processes = [server.record("Fake Zoom")]
    command = ["parecord", "--device=fakemic", "--raw"]
    many = [
        subprocess.Popen(
            [*command, f"--client-name=Talker {number}", "/dev/null"],
            env={**os.environ, **server.environment},
            stdin=subprocess.DEVNULL,
        )
        for number in range(49)
    ]
    try:
        # A busy machine's server turns some away ("connection refused"); what it took is what counts.
        deadline = time.monotonic() + 60
        while server.recorder_count() < 1 + _alive(many) and time.monotonic() < deadline:
            time.sleep(0.1)
        taken = server.recorder_count()
        found = microphone.read(ANYTHING)
    finally:
        for process in many:
            process.terminate()
        for process in many:
            process.wait()
    assert found.why == ""
    assert len(found.signals) == taken >= 30
    assert processes


def _alive(processes: list[subprocess.Popen[bytes]]) -> int:
    return sum(process.poll() is None for process in processes)


def test_no_server_is_said_with_what_to_do(short_folder):
    reading = PulseMicrophone({"XDG_RUNTIME_DIR": str(short_folder)}).read(ANYTHING)
    assert reading.signals == ()
    assert "start PulseAudio or PipeWire" in reading.why
    assert not list(short_folder.iterdir()), "nothing was started or written"


@pytest.mark.parametrize(
    "named",
    [
        "unix:/tmp/no\udcffplace",
        "tcp:no\udcffhost.invalid",
        "unix:/" + "x" * 300,
        "tcp:127.0.0.1:1",
        "/etc",
        "[::1",
        "desk:70000",
    ],
)
def test_a_wrong_server_string_is_said_in_words_that_can_be_shown(named):
    reading = PulseMicrophone({"PULSE_SERVER": named}).read(ANYTHING)
    assert reading.signals == ()
    assert reading.why.endswith(".")
    assert reading.why.encode()


def test_a_server_that_hangs_is_given_up_and_found_again(server, microphone):
    server.record("Fake Zoom")
    assert microphone.read(ANYTHING) == CALL
    server.signal(signal.SIGSTOP)
    try:
        begun = time.monotonic()
        hanging = microphone.read(ANYTHING)
        assert time.monotonic() - begun < LIMIT
    finally:
        server.signal(signal.SIGCONT)
    assert hanging.signals == ()
    assert "does not answer; restart it" in hanging.why
    wait_until(lambda: microphone.read(ANYTHING) == CALL, "the server to answer again")


def test_the_place_that_hangs_is_the_one_that_is_named(short_folder):
    (short_folder / "pulse").mkdir()
    path = short_folder / "pulse/native"
    other = NoServer(path, None)
    try:
        reading = PulseMicrophone({"XDG_RUNTIME_DIR": str(short_folder)}).read(ANYTHING)
    finally:
        other.close()
    assert f"The sound server at {path} does not answer" in reading.why


def test_a_place_where_nothing_is_does_not_hide_a_later_server(server, short_folder):
    server.record("Fake Zoom")
    both = {"PULSE_SERVER": f"unix:{short_folder}/nothing {server.environment['PULSE_SERVER']}"}
    assert PulseMicrophone(both).read(ANYTHING) == CALL


def test_a_server_whose_queue_is_full_is_given_up_at_once(short_folder):
    path = short_folder / "native"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen(0)
        first = [socket.socket(socket.AF_UNIX) for _ in range(3)]
        for waiting in first:
            waiting.setblocking(False)
            waiting.connect_ex(str(path))
        begun = time.monotonic()
        reading = PulseMicrophone({"PULSE_SERVER": f"unix:{path}"}).read(ANYTHING)
        assert time.monotonic() - begun < LIMIT
        assert "does not answer" in reading.why
        for waiting in first:
            waiting.close()


def test_a_server_that_died_and_came_back_is_asked_again(server, microphone):
    server.record("Fake Zoom")
    server.signal(signal.SIGKILL)
    assert "No sound server answers at" in microphone.read(ANYTHING).why
    server.stop()
    server.start()
    assert microphone.read(ANYTHING) == Reading()
    server.record("Fake Zoom")
    assert microphone.read(ANYTHING) == CALL


def test_a_server_that_wants_a_cookie_gets_it(short_folder):
    if not shutil.which("pulseaudio"):
        pytest.skip("PulseAudio is not installed (packaging/apt-desktop.txt)")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    secret = short_folder / "secret"
    secret.write_bytes(os.urandom(256))
    environment = {"PULSE_SERVER": f"tcp:127.0.0.1:{port}", "HOME": str(short_folder)}
    with SoundServer(short_folder) as server:
        server.pactl(
            "load-module",
            "module-native-protocol-tcp",
            "listen=127.0.0.1",
            f"port={port}",
            f"auth-cookie={secret}",
        )
        server.record("Fake Zoom")
        refused = PulseMicrophone(environment).read(ANYTHING)
        assert "another cookie" in refused.why
        assert PulseMicrophone({**environment, "PULSE_COOKIE": str(secret)}).read(ANYTHING) == CALL
        usual = short_folder / ".config/pulse/cookie"
        usual.parent.mkdir(parents=True)
        shutil.copy(secret, usual)
        assert PulseMicrophone(environment).read(ANYTHING) == CALL


def test_without_a_cookie_it_is_enough_to_be_the_same_user(short_folder):
    if not shutil.which("pulseaudio"):
        pytest.skip("PulseAudio is not installed (packaging/apt-desktop.txt)")
    with SoundServer(short_folder, authentication="auth-cookie-enabled=0") as server:
        server.record("Fake Zoom")
        found = PulseMicrophone({"XDG_RUNTIME_DIR": str(short_folder)}).read(ANYTHING)
    assert found == CALL


class NoServer:
    """A socket that answers each visitor in a wrong way, or not at all."""

    def __init__(self, path: Path, answer: bytes | None) -> None:
        self.environment = {"PULSE_SERVER": f"unix:{path}"}
        self._answer = answer
        self._visitors: list[socket.socket] = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self._listening.accept()
            except OSError:
                return
            if self._answer is None:
                self._visitors.append(visitor)
            else:
                visitor.recv(20)
                visitor.sendall(self._answer)
                visitor.shutdown(socket.SHUT_WR)
                self._visitors.append(visitor)

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()
        for visitor in self._visitors:
            visitor.close()


def frame(payload: bytes, length: int | None = None, channel: int = 0xFFFFFFFF) -> bytes:
    head = (len(payload) if length is None else length, channel, 0, 0, 0)
    return b"".join(word.to_bytes(4, "big") for word in head) + payload


def reply(tag: int, rest: bytes = b"", command: int = 2) -> bytes:
    return frame(b"L" + command.to_bytes(4, "big") + b"L" + tag.to_bytes(4, "big") + rest)


VERSION = reply(1, b"L" + (35).to_bytes(4, "big"))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (None, "does not answer"),
        (b"", "hung up"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "is no sound server"),
        (b"\xff" * 200, "is no sound server"),
        (b"\0" * 200, "does not answer|hung up|is no sound server"),
        (frame(b"", length=2**31), "is no sound server"),
        (frame(b"Z"), "is no sound server"),
        (frame(b"L\0"), "is no sound server"),
        (frame(b"tendless"), "is no sound server"),
        (VERSION[:15], "hung up"),
        (reply(1, b"L" + (8).to_bytes(4, "big")), "version 8, too old"),
        (reply(1, b"t\0"), "is no sound server"),
        (reply(1, b"L" + (1).to_bytes(4, "big"), command=0), "cookie"),
        (reply(1, b"L" + (6).to_bytes(4, "big"), command=0), "error 6"),
        (VERSION + reply(2) + reply(3, b"tpulseaudio\0") + reply(4, b"t\0" * 13), "is no sound server"),
        (VERSION + reply(2) + reply(3, b"tpulseaudio\0") + reply(4, b"P" + b"t\0"), "is no sound server"),
        (VERSION + frame(b"sound", channel=3) + frame(b"L\0\0\0\x42L\0\0\0\0") + reply(2), "hung up"),
    ],
)
def test_what_is_no_server_is_said_to_be_none(short_folder, answer, why):
    other = NoServer(short_folder / "native", answer)
    try:
        begun = time.monotonic()
        reading = PulseMicrophone(other.environment).read(ANYTHING)
        assert time.monotonic() - begun < LIMIT
    finally:
        other.close()
    assert reading.signals == ()
    assert any(words in reading.why for words in why.split("|")), reading.why


def test_a_server_that_drips_is_given_up_in_time(short_folder):
    path = short_folder / "native"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        over = threading.Event()

        def drip() -> None:
            visitor, _ = listening.accept()
            while not over.wait(0.05):
                try:
                    visitor.sendall(b"\0")
                except OSError:
                    break
            visitor.close()

        thread = threading.Thread(target=drip)
        thread.start()
        begun = time.monotonic()
        reading = PulseMicrophone({"PULSE_SERVER": f"unix:{path}"}).read(ANYTHING)
        took = time.monotonic() - begun
        over.set()
        thread.join()
    assert took < LIMIT
    assert reading.why


GROWTH = """
import os, sys
from soleus_tray.adapters.calls.pulse import PulseMicrophone
from soleus_tray.core.settings import QuietSettings

def held():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:"))

microphone, chosen = PulseMicrophone(), QuietSettings()
for _ in range(1500):
    assert microphone.read(chosen).signals
files, memory = len(os.listdir("/proc/self/fd")), held()
for _ in range(1000):
    microphone.read(chosen)
print(len(os.listdir("/proc/self/fd")) - files, held() - memory)
"""


def test_a_thousand_readings_leave_nothing_behind(server):
    server.record("Fake Zoom")
    server.record("meter", device=MONITOR)
    environment = {**os.environ, **server.environment}
    command = [sys.executable, "-c", GROWTH]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    files, kilobytes = map(int, done.stdout.split())
    assert files == 0
    assert kilobytes < 64
