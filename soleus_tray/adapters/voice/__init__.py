"""The system's own voice: what the user has set up for reading aloud."""
