"""Where the sound server is said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.adapters.calls.pulse_place import Place, client_settings, cookie, places
from soleus_tray.adapters.calls.pulse_values import NotPulseError, Packet, blob, number, properties, text


@pytest.fixture
def home(tmp_path):
    (tmp_path / ".config/pulse").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("unix:/mnt/wslg/PulseServer", [Place("/mnt/wslg/PulseServer")]),
        ("/tmp/pulse native", [Place("/tmp/pulse"), Place("native", 4713)]),
        ("tcp:desk", [Place("desk", 4713)]),
        ("desk:99", [Place("desk", 99)]),
        ("tcp6:[::1]:99", [Place("::1", 99)]),
        ("[::1]", [Place("::1", 4713)]),
        ("{another-machine}unix:/x desk", [Place("desk", 4713)]),
        ("desk:port", []),
        ("desk:0", []),
        ("desk:65536", []),
        (f"desk:{'9' * 5000}", []),
        (":99", []),
        ("unix:", []),
        ("tcp:", []),
    ],
)
def test_a_server_string_is_understood_or_left_out(home, named, expected):
    assert list(places({"PULSE_SERVER": named, "HOME": str(home)})) == expected


def test_without_a_word_the_usual_places_are_looked_at(home):
    found = places({"HOME": str(home), "XDG_RUNTIME_DIR": "/run/user/7", "PULSE_RUNTIME_PATH": "/tmp/p"})
    assert found == (Place("/tmp/p/native"), Place("/run/user/7/pulse/native"), Place("/run/pulse/native"))
    assert places({"HOME": str(home)})[0].path.startswith("/run/user/")


def test_the_users_own_file_names_a_server_and_a_cookie(home):
    (home / ".config/pulse/client.conf").write_text(
        "# mine\n; default-server = no\ndefault-server = unix:/tmp/mine\n cookie-file = ~/secret\nnonsense\n"
    )
    (home / "secret").write_bytes(b"s" * 256)
    environment = {"HOME": str(home)}
    assert places(environment) == (Place("/tmp/mine"),)
    assert places({**environment, "PULSE_SERVER": "desk"}) == (Place("desk", 4713),)
    assert cookie(environment) == b"s" * 256


def test_a_cookie_of_another_length_or_none_is_no_cookie(home):
    environment = {"HOME": str(home), "PULSE_COOKIE": str(home)}
    assert cookie(environment) == bytes(256)
    (home / ".config/pulse/cookie").write_bytes(b"short")
    assert cookie(environment) == bytes(256)
    (home / ".pulse-cookie").write_bytes(b"o" * 256)
    assert cookie(environment) == b"o" * 256


def test_a_file_that_is_no_text_says_nothing(home):
    (home / ".config/pulse/client.conf").write_bytes(b"\xff\xfe=\x00\n" * 100)
    assert "default-server" not in client_settings({"HOME": str(home)})


@given(st.dictionaries(st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1), st.text()))
def test_what_is_written_is_read_again(values):
    values = {key: value.encode(errors="replace").decode() for key, value in values.items()}
    packet = Packet(number(7) + text("Zoom") + text(None) + properties(values) + blob(b"x\0"))
    assert packet.row(5) == [7, "Zoom", None, values, b"x\0"]
    assert packet.ended


@given(st.binary(max_size=200))
def test_any_bytes_are_values_or_none_at_all(data):
    packet = Packet(data)
    try:
        while not packet.ended:
            packet.take()
    except NotPulseError:
        pass
