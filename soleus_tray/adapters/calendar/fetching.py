"""Fetching a calendar by https, with little trust in the other end.

No redirect leaves https, credentials go to their own host only, and nothing is taken in beyond the size cap,
counted after decompression. The standard library does it: the child lives for a second, and no client that
would be brought along saves more than these lines.
Source: RFC 9110, sections 8.8 (validators), 11 (authentication), 13 (conditions), 15.4 (redirects).
"""

from __future__ import annotations

import base64
import socket
import ssl
import threading
import zlib
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from soleus_tray import __version__
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from urllib.parse import SplitResult

LARGEST = 10_000_000
"""Bytes, after decompression."""
LONGEST = 10.0
"""Seconds for all of it: finding the host, every redirect, every byte."""
_PIECE = 65_536
_GZIP = 16 + zlib.MAX_WBITS
_REMEDIES = {
    401: N_("it asks for a name and password; use a private address, or https://name:password@host/..."),
    403: N_("it refuses; look whether the private address was made anew"),
    404: N_("it has no calendar at this address; copy the address once more"),
    410: N_("the calendar is gone; copy its address once more"),
    429: N_("it was asked too often; it is asked again later"),
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a calendar's version, to be said back to it."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer."""

    content: bytes | None
    """None: the same as last time."""
    validators: Validators


class _TooLargeError(Exception):
    """More than LARGEST."""


class _CutOffError(Exception):
    """Less than was announced."""


def fetch(
    address: str,
    known: Validators = Validators(),
    context: ssl.SSLContext | None = None,
    longest: float = LONGEST,
) -> Fetched:
    """The calendar at an https address, unless it is still the known one.

    Raises:
        SoleusError: it can't be had; names the host, never the rest of the address.
    """
    answers: SimpleQueue[Fetched | SoleusError] = SimpleQueue()

    def run() -> None:
        try:
            answers.put(_fetch(address, known, context or ssl.create_default_context()))
        except SoleusError as error:
            answers.put(error)

    # A thread, since no time-out of a socket covers a slow name server or a byte every nine seconds.
    threading.Thread(target=run, name="fetch", daemon=True).start()
    try:
        answer = answers.get(timeout=longest)
    except Empty:
        late = f"took longer than {longest:.0f} s to send the calendar; it is asked again later."
        raise SoleusError(f"{host_of(address)} {late}") from None
    if isinstance(answer, SoleusError):
        raise answer
    return answer


def host_of(address: str) -> str:
    """The host an address names: all of it that may be shown."""
    return _split(address).hostname or _("The calendar's host")


def _split(address: str) -> SplitResult:
    """The parts of an address; raises SoleusError for one that can't be meant."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises for one that is none
    except ValueError as error:
        raise SoleusError(_("quiet.calendar is no address; copy it once more.")) from error
    return parts


def _fetch(address: str, known: Validators, context: ssl.SSLContext) -> Fetched:
    host = host_of(address)
    try:
        return _ask(address, known, context)
    except _TooLargeError:
        raise SoleusError(
            _("{host} sends more than {megabytes} MB; choose a smaller calendar.").format(
                host=host, megabytes=LARGEST // 1_000_000
            )
        ) from None
    except HTTPError as error:
        remedy = _(_REMEDIES.get(error.code, N_("it is asked again later")))
        if 300 <= error.code < 400:
            remedy = _("it only leads on and on; copy the address once more")
        raise SoleusError(
            _("{host} gives no calendar ({code}): {remedy}.").format(
                host=host, code=error.code, remedy=remedy
            )
        ) from error
    except (OSError, HTTPException, ValueError, zlib.error, _CutOffError) as error:
        raise SoleusError(
            _("{host} gives no calendar: {reason}.").format(host=host, reason=_reason(error))
        ) from error


def _ask(address: str, known: Validators, context: ssl.SSLContext) -> Fetched:
    opener = build_opener(HTTPSHandler(context=context), _Redirects(address))
    opener.addheaders = []
    request = _request(address, address)
    if known.etag:
        request.add_header("If-None-Match", known.etag)
    if known.modified:
        request.add_header("If-Modified-Since", known.modified)
    try:
        with opener.open(request, timeout=LONGEST) as response:
            return Fetched(_content(response), _validators(response.headers))
    except HTTPError as error:
        with error:
            if error.code == 304 and (known.etag or known.modified):
                return Fetched(None, known)
            raise


def _request(address: str, original: str) -> Request:
    """A request for an https address; the original's name and password go to the original's host only."""
    parts, first = _split(address), _split(original)
    if parts.scheme.lower() != "https" or not parts.hostname:
        raise SoleusError(
            _("{host} leads away from https, so its calendar isn't read.").format(host=first.hostname)
        )
    place = parts.netloc.rpartition("@")[2].encode("idna").decode("ascii")
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~"), quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    request = Request(urlunsplit(("https", place, path, query, "")))  # noqa: S310 - https, just looked at
    request.add_header("User-Agent", f"soleus-tray/{__version__}")
    request.add_header("Accept", "text/calendar, */*;q=0.1")
    request.add_header("Accept-Encoding", "gzip")
    own = parts.netloc.rpartition("@")[2].lower() == first.netloc.rpartition("@")[2].lower()
    if own and first.username is not None:
        pair = f"{unquote(first.username)}:{unquote(first.password or '')}"
        basic = base64.b64encode(pair.encode()).decode("ascii")
        request.add_unredirected_header("Authorization", f"Basic {basic}")
    return request


class _Redirects(HTTPRedirectHandler):
    """Follows at most five, to https only."""

    max_redirections = 5
    max_repeats = 2

    def __init__(self, original: str) -> None:
        self._original = original

    def redirect_request(  # noqa: PLR0917 - the library's
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request:
        """The next request, with the first one's conditions."""
        following = _request(newurl, self._original)
        for name in ("If-none-match", "If-modified-since"):
            if req.has_header(name):
                following.add_header(name, req.get_header(name) or "")
        return following


def _validators(headers: HTTPMessage) -> Validators:
    etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return Validators(*(said if said.isprintable() and len(said) < 1000 else "" for said in (etag, modified)))


def _content(response: HTTPResponse) -> bytes:
    """The whole body, unpacked; raises _TooLargeError as soon as it is, _CutOffError where it ends early."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise ValueError(_("packed in a way that nobody asked for"))
    unpack = zlib.decompressobj(_GZIP) if "gzip" in encoding else None
    found, taken = bytearray(), 0
    while piece := response.read(_PIECE):
        taken += len(piece)
        found += unpack.decompress(piece, LARGEST + 1 - len(found)) if unpack else piece
        if max(taken, len(found)) > LARGEST:
            raise _TooLargeError
    if response.length or (unpack and not unpack.eof):
        raise _CutOffError
    return bytes(found)


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, N_("it speaks no https that this computer knows")),
    (TimeoutError, N_("it doesn't answer; it is asked again later")),
    (socket.gaierror, N_("its name isn't known; look whether there is a network, and at the address")),
    (HTTPException, N_("its answer broke off; it is asked again later")),
    (_CutOffError, N_("its answer broke off; it is asked again later")),
    (zlib.error, N_("its answer was damaged on the way; it is asked again later")),
)


def _reason(error: Exception) -> str:
    """What went wrong, with the remedy where there is one, without the address."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _("its certificate can't be trusted ({reason})").format(reason=cause.verify_message)
    for kind, reason in _REASONS:
        if isinstance(cause, kind):
            return _(reason)
    if isinstance(cause, OSError) and cause.strerror:
        return _("{reason}; it is asked again later").format(reason=cause.strerror.lower())
    return _("its answer makes no sense; look at the address")
