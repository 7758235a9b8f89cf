"""Starting with the desktop session, one file per system."""
