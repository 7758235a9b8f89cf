"""Drawn pictures: made once by a child process; the tray reads its icons as raw pixels ever after."""

from __future__ import annotations

import logging
import os
import subprocess
import threading
from typing import TYPE_CHECKING, Any

from soleus_tray.app.children import own_command, politely
from soleus_tray.ui.drawing.icon_cache import IconCache, icons_folder

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.adapters.tray.pixmaps import DrawnIcon
    from soleus_tray.ports.tray import IconKey

LONGEST_DRAWING = 30.0
"""Seconds."""
log = logging.getLogger(__name__)


def app_icon() -> str:
    """The path of the app's own picture, for notifications; "" where the package came without it."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - no pathlib
    for folder in (package, os.path.dirname(package)):  # noqa: PTH120 - installed, or run from the source
        path = os.path.join(folder, "assets", "soleus-tray-64.png")  # noqa: PTH118
        if os.path.exists(path):  # noqa: PTH110
            return path
    return ""


class NoIcon:
    """One clear pixel, for as long as there is nothing better."""

    def pixmaps(self) -> list[tuple[int, int, bytes]]:
        """The pixel, ARGB."""
        return [(1, 1, bytes(4))]

    def to_image(self) -> Any:
        """The pixel as a PIL image."""
        from PIL import Image  # noqa: PLC0415

        return Image.new("RGBA", (1, 1))


class Icons:
    """Answers with the icon for a key. Called by the reminder thread and the tray's own."""

    def __init__(self, cache: Path) -> None:
        self._cache = IconCache(icons_folder(cache))
        self._last: DrawnIcon = NoIcon()
        self._drawing = threading.Lock()

    def prepare(self, key: IconKey) -> None:
        """See that there are icons, with this one as the sample; a home's first start waits a second here."""
        if self._cache.load(key) is None:
            self.draw()

    def __call__(self, key: IconKey) -> DrawnIcon:
        """The icon; the last one again if this one's file is gone, which is drawn anew for the next time."""
        found = self._cache.load(key)
        if found is None:
            threading.Thread(target=self.draw, name="icons", daemon=True).start()
            return self._last
        self._last = found
        return found

    def draw(self) -> None:
        """Have all icons drawn, and wait for it."""
        if not self._drawing.acquire(blocking=False):
            return
        try:
            subprocess.run(
                own_command("_draw", "icons"), timeout=LONGEST_DRAWING, check=True, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("the tray's icons could not be drawn: %s", error)
        finally:
            self._drawing.release()


def draw_frames_ahead(theme: str) -> None:
    """Have the windows' pictures drawn if they are missing, so that the first set opens with them.

    Returns at once; if this fails, the window has them drawn itself.
    """

    def run() -> None:
        try:
            subprocess.run(
                politely(own_command("_draw", "frames", theme)),
                timeout=LONGEST_DRAWING,
                check=True,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError) as error:
            log.info("the windows' pictures were not drawn ahead: %s", error)

    threading.Thread(target=run, name="frames", daemon=True).start()
