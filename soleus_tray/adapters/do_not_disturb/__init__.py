"""Whether the user asked the desktop for quiet."""
