"""A small https server with a certificate made for the test, that answers as it is told and remembers."""

from __future__ import annotations

import ssl
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the test's function."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        try:
            self.server.answer(self)
        except OSError:  # whoever asked has gone
            self.close_connection = True

    def give(self, content: bytes, code: int = 200, **headers: str) -> None:
        """A whole answer; header names with _ for -."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def lead(self, place: str, code: int = 302) -> None:
        """A redirect."""
        self.give(b"", code, Location=place)

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """What was asked, and how to answer."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.asked: list[tuple[str, dict[str, str]]] = []

    def address(self, rest: str = "/basic.ics", credentials: str = "", host: str = "localhost") -> str:
        return f"https://{credentials}{host}:{self.server_port}{rest}"

    def handle_error(self, *_: object) -> None:
        pass


def make_certificate(folder: Path) -> Path:
    """A certificate for localhost with its key, in one file."""
    made = folder / "localhost.pem"
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    made.write_bytes(key.read_bytes() + certificate.read_bytes())
    return made


@contextmanager
def serving(answer: Answer, certificate: Path | None) -> Iterator[Server]:
    """The server while it runs; plain http without a certificate."""
    server = Server(answer)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
