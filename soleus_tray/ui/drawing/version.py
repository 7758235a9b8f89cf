"""Names the drawings of this version, so that no older cache is ever read."""

DRAWING_VERSION = "9059da93"
"""CRC-32 of the drawing code; tests/ui/test_drawing_cache.py says what to write here when it changed."""
