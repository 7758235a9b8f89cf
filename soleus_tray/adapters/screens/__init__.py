"""Monitors, scaling and quiet mapping for the windows' processes, one file per system."""
