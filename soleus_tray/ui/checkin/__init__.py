"""The check-in: how the legs feel today, for the user's own diary."""
