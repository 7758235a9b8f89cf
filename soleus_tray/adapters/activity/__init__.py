"""Where the age of the last input is read, one file per system."""
