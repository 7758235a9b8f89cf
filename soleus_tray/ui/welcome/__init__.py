"""The first run: what this is, safety, and the hour."""
