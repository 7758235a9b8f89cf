"""`doctor`: each part of the app tried for real, and what was found in words a person can act on."""
