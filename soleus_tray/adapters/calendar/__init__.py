"""When the user's own calendar says busy."""
