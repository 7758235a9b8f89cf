"""The small window of actions: it stands in where there is no tray."""
