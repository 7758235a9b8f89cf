"""The rules of the app: pure functions over frozen values. No I/O, no threads, no clock reads, no GUI."""
