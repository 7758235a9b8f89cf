"""A set in the terminal: a small display that moves, and single lines for a screen reader."""
