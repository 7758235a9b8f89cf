"""One connection to the desktop session's message bus, shared by everything that speaks D-Bus."""
