"""Whether the active window fills its monitor, one file per system."""
