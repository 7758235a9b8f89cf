"""Calendars from a real https server on this machine, friendly and otherwise."""

from __future__ import annotations

import base64
import gzip
import ssl
import stat
import threading
import zlib
from datetime import timedelta

import pytest

from soleus_tray import __version__
from soleus_tray.adapters.calendar.fetching import LARGEST, Validators, fetch
from soleus_tray.adapters.calendar.reading import read_calendar
from soleus_tray.core.errors import SoleusError
from tests.adapters.calendar.calendars import MEETING, MONDAY, calendar
from tests.adapters.calendar.servers import serving

CONTENT = calendar((*MEETING, "SUMMARY:Secret plan"), ("DTSTART:20260330T090000Z", "DURATION:PT1H"))


@pytest.fixture
def server(certificate):
    with serving(lambda request: request.give(CONTENT), certificate) as running:
        yield running


def refusal(address, trust, **more) -> str:
    with pytest.raises(SoleusError) as caught:
        fetch(address, context=trust, **more)
    said = str(caught.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert "secret" not in said
    assert "basic.ics" not in said
    return said


def test_a_plain_answer_and_who_asked(server, trust):
    server.answer = lambda request: request.give(CONTENT, ETag='"1"', Last_Modified="yesterday")
    assert fetch(server.address(), context=trust).content == CONTENT
    [(path, headers)] = server.asked
    assert path == "/basic.ics"
    assert headers["user-agent"] == f"soleus-tray/{__version__}"
    assert not {"authorization", "if-none-match", "if-modified-since", "cookie"} & set(headers)


def test_an_unknown_certificate_is_refused(server):
    assert "certificate can't be trusted" in refusal(server.address(), ssl.create_default_context())
    assert server.asked == []


def test_a_certificate_for_another_name_is_refused(server, trust):
    assert "certificate can't be trusted" in refusal(server.address(host="127.0.0.1"), trust)
    assert server.asked == []


def test_name_and_password_are_sent_and_never_shown(server, trust):
    server.answer = lambda request: request.give(b"", 403)
    said = refusal(server.address(credentials="ana%40x.org:secret%2F1@"), trust)
    assert said.startswith("localhost gives no calendar (403)")
    expected = base64.b64encode(b"ana@x.org:secret/1").decode()
    assert server.asked[0][1]["authorization"] == f"Basic {expected}"


def test_they_follow_a_redirect_on_their_host_but_go_to_no_other(server, trust, certificate):
    server.answer = lambda request: (
        request.lead("/there") if request.path == "/basic.ics" else request.give(CONTENT)
    )
    assert fetch(server.address(credentials="ana:secret@"), context=trust).content == CONTENT
    assert all("authorization" in headers for _, headers in server.asked)
    with serving(lambda request: request.give(CONTENT), certificate) as other:
        server.answer = lambda request: request.lead(other.address())
        assert fetch(server.address(credentials="ana:secret@"), context=trust).content == CONTENT
        assert "authorization" not in other.asked[0][1]


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_five_redirects_are_followed_and_six_are_not(server, trust, code):
    def answer(request):
        left = int(request.path.rpartition("/")[2])
        request.lead(f"/{left - 1}", code) if left else request.give(CONTENT)

    server.answer = answer
    assert fetch(server.address("/5"), context=trust).content == CONTENT
    assert "only leads on and on" in refusal(server.address("/6"), trust)


@pytest.mark.parametrize("place", ["http://{}/x", "file:///etc/passwd", "ftp://{}/x", "data:text/plain,x"])
def test_no_redirect_leaves_https(server, trust, place):
    with serving(lambda request: request.give(CONTENT), None) as plain:
        server.answer = lambda request: request.lead(place.format(f"localhost:{plain.server_port}"))
        refusal(server.address(), trust)
        assert plain.asked == []


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 418, 429, 500, 503])
def test_a_refusal_is_a_sentence(server, trust, code):
    server.answer = lambda request: request.give(b"<html>secret", code)
    assert f"({code})" in refusal(server.address(), trust)


def test_304_without_having_asked_is_no_answer(server, trust):
    server.answer = lambda request: request.give(b"", 304)
    assert "(304)" in refusal(server.address(), trust)


def test_packed_answers_are_unpacked(server, trust):
    server.answer = lambda request: request.give(gzip.compress(CONTENT), Content_Encoding="gzip")
    assert fetch(server.address(), context=trust).content == CONTENT
    assert server.asked[0][1]["accept-encoding"] == "gzip"


def test_two_gigabytes_are_cut_off(server, trust):
    sent = []

    def answer(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(2000):
            request.wfile.write(bytes(1_000_000))
            sent.append(1)

    server.answer = answer
    assert "more than 10 MB" in refusal(server.address(), trust)
    assert len(sent) < 200


def test_a_gzip_bomb_is_cut_off(server, trust):
    pack = zlib.compressobj(wbits=31)
    bomb = b"".join(pack.compress(bytes(1_000_000)) for _ in range(300)) + pack.flush()
    assert len(bomb) < LARGEST
    server.answer = lambda request: request.give(bomb, Content_Encoding="gzip")
    assert "more than 10 MB" in refusal(server.address(), trust)


def half(request) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"BEGIN:VCALENDAR\r\n")
    request.close_connection = True


def packed_badly(request) -> None:
    request.give(gzip.compress(CONTENT)[:-9], Content_Encoding="gzip")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(half, "broke off", id="less than announced"),
        pytest.param(packed_badly, "broke off", id="half a gzip"),
        pytest.param(lambda r: r.give(CONTENT, Content_Encoding="gzip"), "damaged", id="no gzip"),
        pytest.param(lambda r: r.give(CONTENT, Content_Encoding="br"), "no sense", id="packed strangely"),
        pytest.param(lambda r: r.wfile.write(b"hello\r\n\r\n"), "broke off", id="no HTTP"),
        pytest.param(lambda r: setattr(r, "close_connection", True), "no calendar", id="hung up"),
        pytest.param(lambda r: r.give(b"", 302, Location="https://[::1/"), "no sense", id="led nowhere"),
        pytest.param(lambda r: r.give(b"", 302), "(302)", id="led without a place"),
    ],
)
def test_half_an_answer_or_none_is_a_sentence(server, trust, answer, said):
    server.answer = answer
    assert said in refusal(server.address(), trust)


def test_a_server_that_never_answers_or_drips_is_left_in_time(server, trust):
    over = threading.Event()

    def drip(request):
        request.send_response(200)
        request.end_headers()
        while not over.wait(0.05):
            request.wfile.write(b"x")

    for answer in (lambda _: over.wait(30), drip):
        server.answer = answer
        assert "took longer than 0 s" in refusal(server.address(), trust, longest=0.4)
    over.set()


@pytest.mark.parametrize("address", ["https://localhost:1/secret", "https://no-such-host.invalid/secret",
                                     "https://localhost:99999/secret", "https://[::1/secret",
                                     f"https://{'a' * 70}.example/secret"])  # fmt: skip
def test_an_address_that_leads_nowhere(trust, address):
    refusal(address, trust)


def test_the_same_as_last_time_is_not_sent_again_and_still_moves_on(server, trust, tmp_path):
    def answer(request):
        same = request.headers.get("If-None-Match") == '"v1"'
        request.give(b"" if same else CONTENT, 304 if same else 200, ETag='"v1"', Last_Modified="then")

    server.answer = answer
    address = server.address(credentials="ana:secret@").replace("https", "webcal")
    first = read_calendar(address, tmp_path, MONDAY, trust)
    assert [one.start for one in first.busy] == [MONDAY + timedelta(hours=9)]
    later = read_calendar(address, tmp_path, MONDAY + timedelta(days=7), trust)
    assert [one.start for one in later.busy] == [MONDAY + timedelta(days=7, hours=9)]
    assert server.asked[1][1]["if-none-match"] == '"v1"'
    assert server.asked[1][1]["if-modified-since"] == "then"
    for kept in tmp_path.iterdir():
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert b"Secret plan" not in kept.read_bytes()
    other = server.address("/other.ics")
    read_calendar(other, tmp_path, MONDAY, trust)
    assert "if-none-match" not in server.asked[2][1]


def test_conditions_survive_a_redirect(server, trust):
    server.answer = lambda request: (
        request.lead("/there") if request.path == "/basic.ics" else request.give(b"", 304)
    )
    known = Validators('"v1"', "then")
    assert fetch(server.address(), known, trust).content is None
    assert server.asked[1][1]["if-none-match"] == '"v1"'


def test_a_damaged_memory_of_the_last_fetch_is_fetched_anew(server, trust, tmp_path):
    mine = server.address().encode()
    for damaged in (b"", b"\xff\xfe", b"one line", mine + b"\n\n", mine + b'\n"1"\nthen\nBEGIN:VCAL'):
        (tmp_path / "fetched").write_bytes(damaged)
        assert len(read_calendar(server.address(), tmp_path, MONDAY, trust).busy) == 1
        assert "if-none-match" not in server.asked[-1][1]


def test_http_is_refused_without_asking(tmp_path):
    with serving(lambda request: request.give(CONTENT), None) as plain:
        with pytest.raises(SoleusError, match=r"begin quiet\.calendar with https") as caught:
            read_calendar(f"http://ana:secret@localhost:{plain.server_port}/secret", tmp_path, MONDAY)
        assert "secret" not in str(caught.value)
        assert plain.asked == []
