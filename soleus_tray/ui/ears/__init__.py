"""A set for the ears only: no window, no pictures, nothing of Tk."""
