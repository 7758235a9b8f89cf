"""The record on disk: a journal any process may append to, and the database it is drained into."""
