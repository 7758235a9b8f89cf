"""The timeline window: each reminder and each silence, and why."""
