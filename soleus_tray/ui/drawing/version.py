"""Names the drawings of this version, so that no older cache is ever read."""

DRAWING_VERSION = "e8efd0f3"
"""CRC-32 of the drawing code; tests/ui/test_drawing_cache.py says what to write here when it changed."""
