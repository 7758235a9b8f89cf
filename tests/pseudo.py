"""A language that nobody speaks, for tests: "Lift" reads "[Líífft]", two fifths longer and between brackets.

What shows without brackets never went through gettext; what no longer fits would not in German either.
`python -m tests.pseudo DIR` writes it for a look: LANGUAGE=xx SOLEUS_TRAY_LOCALE=DIR soleus-tray ...
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "packaging"))

import catalogs

CODE = "xx"
_FIELD = re.compile(r"(\{[^}]*\}|%(?:\(\w+\))?[a-z])")
_LONGER = {"a": "aá", "e": "eé", "i": "ií", "o": "oó", "u": "uú", "y": "yý"}
_LONGER |= {vowel.upper(): double[0].upper() + double[1] for vowel, double in _LONGER.items()}


def pseudo(message: str) -> str:
    """The message in it; its fields stay."""
    parts = _FIELD.split(message)
    return "[" + "".join(part if _FIELD.fullmatch(part) else _longer(part) for part in parts) + "]"


def _longer(text: str) -> str:
    return "".join(_LONGER.get(letter, letter) for letter in text)


def translated(text: str) -> bool:
    """Whether nothing but digits, signs and names of ours stands outside of brackets."""
    while (shorter := re.sub(r"\[[^\[\]]*\]", "", text)) != text:
        text = shorter
    return not re.search(r"[A-Za-z]{2}", text.replace("soleus-tray", "").replace("Soleus Tray", ""))


def write(folder: Path) -> Path:
    """Write the catalog of every sentence into this folder of catalogs; the folder."""
    catalog = Catalog(locale="en", charset="utf-8", fuzzy=False)
    for message in catalogs.extracted():
        if isinstance(message.id, tuple):
            catalog.add(message.id, tuple(pseudo(one) for one in message.id))
        elif message.id:
            catalog.add(message.id, pseudo(message.id))
    path = folder / CODE / "LC_MESSAGES" / f"{catalogs.DOMAIN}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    return folder


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
