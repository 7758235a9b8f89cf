"""The session window: a presenter without tkinter, a view with nothing but it, and their process."""
