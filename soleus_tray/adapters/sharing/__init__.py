"""Whether the screen is shared or recorded, one file per system."""
