"""A small program with our icon and a notification, which writes down everything a hand does to it.

    python -m tests.desktop.desktops.sample REPORT

Each thing done is one line in the file REPORT. USR1 changes the menu's live label, USR2 shows a notification.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from soleus_tray.adapters.tray.pystray_base import Menu, MenuItem
from soleus_tray.adapters.tray.status_notifier import Icon

PAINT = (226, 0, 199)
"""A colour no desktop has of its own."""
SIGNALS = {signal.SIGUSR1, signal.SIGUSR2}


class Sample:
    """What is shown, and the report of what was done to it."""

    def __init__(self, report: Path) -> None:
        self._report = report
        self._minutes = 2
        self._standing = False
        self._sets = 0
        self.icon = Icon("sample", icon=_picture(), title="42 min sitting", menu=self._menu())

    def _menu(self) -> Menu:
        return Menu(
            MenuItem("Begin a set", lambda: self.note("begin"), default=True),
            MenuItem("How long", Menu(*(self._length(minutes) for minutes in (1, 2, 3)))),
            Menu.SEPARATOR,
            MenuItem("I'm standing", self._stand, checked=lambda _: self._standing),
            MenuItem(lambda _: f"{self._sets} sets today", None, enabled=False),
            MenuItem("Quit", self._quit),
        )

    def _length(self, minutes: int) -> Any:
        def choose() -> None:
            self._minutes = minutes
            self.note(f"{minutes} min")

        return MenuItem(f"{minutes} min", choose, checked=lambda _: self._minutes == minutes, radio=True)

    def _stand(self) -> None:
        self._standing = not self._standing
        self.note(f"standing {'on' if self._standing else 'off'}")

    def _quit(self) -> None:
        self.note("quit")
        self.icon.stop()

    def note(self, what: str) -> None:
        """Write one line into the report."""
        with self._report.open("a") as report:
            report.write(what + "\n")

    def obey_signals(self) -> None:
        """Do what a signal asks for, until the process ends."""
        while True:
            signal.sigwait({signal.SIGUSR1})
            self._sets = 1000
            self.icon.update_menu()
            self.note("label changed")


def _picture() -> Image.Image:
    picture = Image.new("RGBA", (64, 64))
    ImageDraw.Draw(picture).rectangle((6, 6, 57, 57), fill=(*PAINT, 255))
    return picture


def main() -> None:
    """Show the icon until it is quit."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    sample = Sample(Path(sys.argv[1]))
    threading.Thread(target=sample.obey_signals, daemon=True).start()
    sample.icon.run()


if __name__ == "__main__":
    main()
