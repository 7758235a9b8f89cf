"""Places to show the icon: StatusNotifierItem of our own, pystray's backends, or none."""
