"""Large letters out of half blocks, three rows high: the phase word is read from across the desk."""

from __future__ import annotations

from soleus_tray.ui.terminal.cells import cells

ROWS = 3
_SPACE = "... ... ... ... ..."
# Five rows of pixels for each letter, from the top.
_PIXELS = {
    "A": ".##. #..# #### #..# #..#",
    "B": "###. #..# ###. #..# ###.",
    "C": ".### #... #... #... .###",
    "D": "###. #..# #..# #..# ###.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": ".### #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..#",
    "I": "# # # # #",
    "J": "..# ..# ..# #.# .#.",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": ".##. #..# #..# #..# .##.",
    "P": "###. #..# ###. #... #...",
    "Q": ".##. #..# #..# #.#. .#.#",
    "R": "###. #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ###.",
    "T": "### .#. .#. .#. .#.",
    "U": "#..# #..# #..# #..# .##.",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
    "1": ".# ## .# .# .#",
    "2": "##. ..# .#. #.. ###",
    "3": "##. ..# .#. ..# ##.",
    " ": _SPACE,
}
_BLOCKS = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


def large(word: str, room: int) -> tuple[str, ...]:
    """The word in three rows of equal width; spaced out in the middle one where it has no large letters."""
    letters = [_PIXELS.get(letter) for letter in word.upper()]
    known = [letter.split() for letter in letters if letter]
    rows = tuple(_row(known, upper) for upper in (0, 2, 4))
    if len(known) < len(letters) or cells(rows[0]) > room:
        return "", spaced(word, room), ""
    return rows


def _row(letters: list[list[str]], upper: int) -> str:
    """Two rows of pixels as one of half blocks."""
    below = [letter[upper + 1] if upper < 4 else "." * len(letter[0]) for letter in letters]
    pairs = [zip(letter[upper], low, strict=True) for letter, low in zip(letters, below, strict=True)]
    return " ".join("".join(_BLOCKS[high + low] for high, low in pair) for pair in pairs)


def spaced(word: str, room: int) -> str:
    """The word in capitals with air between them, where there is room for it; else as it is."""
    aired = " ".join(word.upper())
    return aired if cells(aired) <= room else word
