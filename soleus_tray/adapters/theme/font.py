"""The family in what a desktop says of its font: "Cantarell 11" (Pango), "Noto Sans,10,-1,5" (Qt)."""

from __future__ import annotations

_STYLES = frozenset({
    "thin", "ultra-light", "extra-light", "light", "semi-light", "demi-light", "book", "regular", "normal",
    "roman", "medium", "semi-bold", "demi-bold", "bold", "ultra-bold", "extra-bold", "heavy", "black",
    "oblique", "italic", "semi-condensed", "condensed", "expanded",
})  # fmt: skip
"""Pango's words for weight, slant and width, which follow the family."""
_NO_FAMILY = frozenset({"sans", "sans serif", "sans-serif", "system-ui", "monospace", "serif"})
"""Names that stand for whatever fontconfig prefers, which Tk takes by itself."""


def family(described: str) -> str:
    """The family alone; "" for none, for what is no name, and for one that only stands for a family."""
    first, comma, _rest = described.partition(",")
    words = first.split()
    if not comma and words and words[-1].replace(".", "", 1).isdigit():
        words.pop()
    while len(words) > 1 and words[-1].lower() in _STYLES:
        words.pop()
    found = " ".join(words)
    # It goes into the environment, which takes no zero bytes.
    return "" if found.lower() in _NO_FAMILY or not found.isprintable() else found
