"""Fitting words into the fixed room some systems have for them."""

from __future__ import annotations


def clip(text: str, units: int) -> str:
    """Shorten to so many UTF-16 units, with an ellipsis, never inside a character."""
    if len(text.encode("utf-16-le")) <= units * 2:
        return text
    kept = text.encode("utf-16-le")[: (units - 1) * 2].decode("utf-16-le", "ignore")
    return kept.rstrip() + "\N{HORIZONTAL ELLIPSIS}"
