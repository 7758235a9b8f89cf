"""Tests and tools that use a real desktop on a machine with no screen."""
