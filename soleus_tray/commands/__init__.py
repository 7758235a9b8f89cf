"""The command line's commands; each is imported when it is given."""
