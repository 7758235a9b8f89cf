"""A real desktop on a machine with no screen: X server, bus, window manager, panel, notification server.

    from tests.desktop.harness import Layout, VirtualDesktop

    with VirtualDesktop() as desktop:              # ready in about a second
        home = {"SOLEUS_TRAY_HOME": str(desktop.home / "app")}
        desktop.spawn([".venv/bin/soleus-tray", "run"], env=home)
        desktop.wait_tray_icon()
        desktop.click_tray_icon()                  # a real left click
        desktop.wait_window(name="Soleus")
        desktop.screenshot(Path("build/tray.png"))

It needs no pytest, so demos, benchmarks and screenshots use it too. Everything started is stopped, last
first, by process id; every wait has a cap and names what it waited for.
"""

from tests.desktop.harness.bus import SessionBus
from tests.desktop.harness.desktop import Layout, VirtualDesktop
from tests.desktop.harness.notifications import Notification, NotificationWatch
from tests.desktop.harness.processes import ProcessGroup, wait_until
from tests.desktop.harness.screen import Screen, Window
from tests.desktop.harness.session import Session

__all__ = [
    "Layout",
    "Notification",
    "NotificationWatch",
    "ProcessGroup",
    "Screen",
    "Session",
    "SessionBus",
    "VirtualDesktop",
    "Window",
    "wait_until",
]
