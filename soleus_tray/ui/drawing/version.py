"""Names the drawings of this version, so that no older cache is ever read."""

DRAWING_VERSION = "c2d6f95a"
"""CRC-32 of the drawing code; tests/ui/test_drawing_cache.py says what to write here when it changed."""
