"""Monitors, scaling and round corners for the windows' processes, one file per system."""
