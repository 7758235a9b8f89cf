"""A Wayland window, full screen if told so; run by the system's Python, which has GTK."""

import sys

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import GLib, Gtk  # noqa: E402 - the version comes first

GLib.set_prgname(sys.argv[1])
window = Gtk.Window(title=sys.argv[1])
if "full" in sys.argv:
    window.fullscreen()
window.show_all()
Gtk.main()
