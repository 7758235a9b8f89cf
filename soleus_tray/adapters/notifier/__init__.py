"""Ways to show a notification: the desktop's own service, desktop-notifier, plyer, or none."""
