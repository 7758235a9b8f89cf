"""Linux: who has a camera open, by the open files of the user's own processes.

Going through every open file costs tens of milliseconds on a full desktop, so it is done only when something
that can be seen cheaply has changed: the use count of the camera's driver, which the kernel raises for each
time a device is open, or the files found last time.
Source: proc_pid_fd(5); the kernel's fs/char_dev.c and drivers/media/v4l2-core/v4l2-dev.c.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

from soleus_tray.core.program_names import is_one_of
from soleus_tray.core.text import _
from soleus_tray.ports.sensor import Reading

from .holders import NEVER_CALLS, reading_of
from .open_files import OpenFile, names_of, open_files, still_open, streams, user_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

SCAN_SECONDS = 60.0
"""How long a scan is believed where its end can't be seen cheaply."""
_GO_BETWEENS = ("pipewire", "wireplumber", "pipewire-media-session")
"""They may keep a camera open all day to know of it, and count only while pictures flow."""

Counts = tuple[int | None, ...]


class Roots(NamedTuple):
    """Where the system's folders are."""

    dev: str = "/dev"
    proc: str = "/proc"
    sys: str = "/sys"


class _Holder(NamedTuple):
    file: OpenFile
    names: tuple[str, ...]

    @property
    def goes_between(self) -> bool:
        """Whether it holds a camera for others."""
        return is_one_of(self.names, _GO_BETWEENS)


class V4lCamera:
    """The programs of this user that have /dev/video* open."""

    kind: Kind = "camera"
    source = "/dev/video*"

    def __init__(
        self, roots: Roots | None = None, own: int | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._roots = roots or Roots()
        self._own = own or os.getpid()
        self._now = now
        self._holders: tuple[_Holder, ...] = ()
        self._counts: Counts = ()
        self._scanned = -SCAN_SECONDS

    def read(self, chosen: QuietSettings) -> Reading:
        """The present reading."""
        try:
            cameras = _cameras(self._roots.dev)
            counts = tuple(_use_count(self._roots.sys, camera) for camera in cameras)
            if not any(count is None or count for count in counts):
                self.close()
                return Reading()
            if not self._stands(counts, chosen):
                self._scan(cameras, counts)
            names = [holder.names for holder in self._holders if self._counts_as_call(holder)]
        except OSError as error:
            return Reading(
                why=_("Open cameras can't be looked up ({error}); {place} must be readable.").format(
                    error=error, place=self._roots.proc
                )
            )
        return reading_of("camera", names, chosen.ignore)

    def close(self) -> None:
        """Forget the last scan."""
        self._holders, self._counts, self._scanned = (), (), -SCAN_SECONDS

    def _stands(self, counts: Counts, chosen: QuietSettings) -> bool:
        """Whether the last scan's answer is still the answer."""
        if counts != self._counts or not all(still_open(self._roots.proc, it.file) for it in self._holders):
            return False
        certain = None not in counts and not any(it.goes_between for it in self._holders)
        return certain or self._shows_a_call(chosen) or self._now() - self._scanned < SCAN_SECONDS

    def _shows_a_call(self, chosen: QuietSettings) -> bool:
        left_out = (*NEVER_CALLS, *_GO_BETWEENS, *chosen.ignore)
        return any(not is_one_of(holder.names, left_out) for holder in self._holders)

    def _scan(self, cameras: tuple[str, ...], counts: Counts) -> None:
        targets = frozenset(f"{self._roots.dev}/{camera}" for camera in cameras)
        found = open_files(self._roots.proc, targets, user_id())
        self._holders = tuple(
            _Holder(file, names_of(self._roots.proc, file.process))
            for file in found
            if file.process != self._own
        )
        self._counts, self._scanned = counts, self._now()

    def _counts_as_call(self, holder: _Holder) -> bool:
        return not holder.goes_between or streams(self._roots.proc, holder.file)


def _cameras(dev: str) -> tuple[str, ...]:
    """Names of the video devices: ("video0", "video1")."""
    names = os.listdir(dev)  # noqa: PTH208 - pathlib is not loaded here
    return tuple(sorted(name for name in names if name.startswith("video") and name[5:].isdecimal()))


def _use_count(sys: str, camera: str) -> int | None:
    """How often the driver's devices are open; None where the kernel doesn't say (a driver built in)."""
    place = f"{sys}/class/video4linux/{camera}"
    # v4l2loopback's cameras belong to no device; this file of theirs tells them.
    is_loopback = os.path.exists(f"{place}/max_openers")  # noqa: PTH110 - pathlib is not loaded here
    path = f"{sys}/module/v4l2loopback/refcnt" if is_loopback else f"{place}/device/driver/module/refcnt"
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib is not loaded here
            return int(file.read(32) or b"")
    except (OSError, ValueError):
        return None
