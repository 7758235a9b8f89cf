"""One reading of a calendar, as the short-lived child does it: get, take apart, expand, keep."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus_tray.adapters.calendar.expanding import busy_times
from soleus_tray.adapters.calendar.fetching import LARGEST, Validators, fetch, host_of
from soleus_tray.adapters.calendar.kept import Known, as_values, local_path, stamp_of, write
from soleus_tray.adapters.calendar.text import Parts, take_apart
from soleus_tray.core.busy import Busy
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from ssl import SSLContext

SPAN = timedelta(hours=48)
"""How far ahead the busy times go, and so how long they serve without a network."""


def read_calendar(chosen: str, cache: Path, now: datetime, context: SSLContext | None = None) -> Known:
    """The busy times of a calendar from now (UTC) on; kept in the folder `cache` as well.

    Raises:
        SoleusError: it can't be read; one sentence with the remedy, without the address's secrets.
    """
    path = local_path(chosen)
    stamp = stamp_of(path) if path else None
    parts = take_apart(_file(path), path) if path else _from_the_net(_https(chosen), cache, now, context)
    times = busy_times(parts, Busy(now, now + SPAN), chosen)
    known = Known(chosen, now, times.busy, times.unreadable, stamp)
    _keep(cache / "busy.json", json.dumps(as_values(known)))
    return known


def _file(path: str) -> bytes:
    """A file's content. Raises SoleusError."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            kind = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(kind):
                raise SoleusError(
                    _("{path} is no file; name an .ics file in quiet.calendar.").format(path=path)
                )
            content = file.read(LARGEST + 1)
    except IsADirectoryError:
        raise SoleusError(
            _("{path} is a folder; name the .ics file in it in quiet.calendar.").format(path=path)
        ) from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SoleusError(
            _("{path} can't be read ({reason}); look at quiet.calendar.").format(path=path, reason=reason)
        ) from error
    if len(content) > LARGEST:
        raise SoleusError(
            _("{path} has more than {megabytes} MB; choose a smaller calendar.").format(
                path=path, megabytes=LARGEST // 1_000_000
            )
        )
    return content


def _without_waiting(path: str, flags: int) -> int:
    """Open, but not wait for somebody to write into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _https(chosen: str) -> str:
    """The address to fetch. Raises SoleusError for one that isn't https."""
    scheme, _colon, rest = chosen.partition("://")
    if scheme.lower() in ("https", "webcal", "webcals"):
        return f"https://{rest}"
    raise SoleusError(
        _("{host} would send your calendar for anybody to read: begin quiet.calendar with https://.").format(
            host=host_of(chosen)
        )
    )


@dataclass(frozen=True, slots=True)
class _Last:
    """What the last fetch left."""

    validators: Validators
    parts: Parts


def _from_the_net(address: str, cache: Path, now: datetime, context: SSLContext | None) -> Parts:
    """The calendar at an address, or the kept one where the server says it is still the same."""
    last = _last(cache, address)
    found = fetch(address, last.validators if last else Validators(), context)
    if found.content is None and last:
        return last.parts
    parts = take_apart(found.content or b"", host_of(address))
    _remember(cache, address, found.validators, parts.not_over(now))
    return parts


def _last(cache: Path, address: str) -> _Last | None:
    """What the last fetch from this address left, if it can be read."""
    try:
        address_line, etag, modified, content = (
            (cache / "fetched").read_bytes().decode("utf-8", "surrogateescape").split("\n", 3)
        )
        parts = take_apart(content.encode("utf-8", "surrogateescape"), "")
    except (OSError, ValueError, SoleusError):
        return None
    return _Last(Validators(etag, modified), parts) if address_line == address else None


def _remember(cache: Path, address: str, validators: Validators, parts: Parts) -> None:
    """Keep what may be needed when the server says "the same", in one file, so that it is of one piece."""
    if validators.etag or validators.modified:
        lines = [address, validators.etag, validators.modified, parts.as_text()]
        _keep(cache / "fetched", "\n".join(lines))
    else:
        with contextlib.suppress(OSError):
            (cache / "fetched").unlink()


def _keep(path: Path, content: str) -> None:
    """The cache is a help; a disk that is full takes nothing else along."""
    try:
        write(path, content)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
