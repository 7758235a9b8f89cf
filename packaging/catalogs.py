"""The catalogs of words in assets/locale, made and kept by Babel.

python packaging/catalogs.py             the template and the languages follow the sources (make locale)
python packaging/catalogs.py --check     end 1 if the template is not what the sources say
python packaging/catalogs.py --compile   only the .mo files the program reads, as a wheel's build does
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "assets" / "locale"
DOMAIN = "soleus_tray"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
PERCENT_FORMAT = re.compile(r"%(\(\w+\))?[srd]\b")
HEADER = """# Words of soleus-tray.
# This file is distributed under the same license as soleus-tray.
#"""


def extracted() -> Catalog:
    """Every marked sentence of the sources; places name files alone, so that moved lines change nothing."""
    template = Catalog(project="soleus-tray", header_comment=HEADER, charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT / "soleus_tray", keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=False
    )
    for name, _, message, comments, _ in sorted(found, key=lambda row: (row[0], row[1])):
        place = f"soleus_tray/{Path(name).as_posix()}"
        template.add(message, None, [(place, 1)], auto_comments=comments)
    for message in template:
        message.locations = sorted(set(message.locations))
        if not PERCENT_FORMAT.search(str(message.id)):
            message.flags.discard("python-format")  # "4.8 % in people" is none
    return template


def identifiers(catalog: Catalog) -> set[str | tuple[str, ...]]:
    """The catalog's sentences; one with plurals is the pair of both."""
    return {message.id for message in catalog if message.id}


def stale() -> list[str]:
    """What the template lacks or holds in vain, as lines to print."""
    there, now = identifiers(read(TEMPLATE)), identifiers(extracted())
    return [f"+ {one!r}" for one in now - there] + [f"- {one!r}" for one in there - now]


def update() -> None:
    """Write the template, and what is new or gone into each language's catalog. Nothing is guessed."""
    template = extracted()
    _write(TEMPLATE, template)
    for path in languages().values():
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        _write(path, catalog)


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """Write a .mo beside each .po; raises ValueError for a translation that would fail where it is used."""
    made = []
    for language, path in languages(folder).items():
        catalog = read(path)
        if wrong := [line for message in catalog for line in problems(message)]:
            raise ValueError(f"{language}: " + "; ".join(wrong))
        made.append(path.with_suffix(".mo"))
        with made[-1].open("wb") as file:
            write_mo(file, catalog)
    return made


def languages(folder: Path = LOCALE) -> dict[str, Path]:
    """Each language that has a catalog, and where it is."""
    return {path.parent.parent.name: path for path in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))}


def problems(message: Message) -> list[str]:
    """What is wrong with a translation: its fields are not its sentence's. Nothing is, with an empty one."""
    sources = message.id if isinstance(message.id, tuple) else (message.id,)
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    if not message.id or not any(texts):
        return []
    if not all(texts):
        return [f"{sources[0]!r} lacks a plural form"]
    known, needed = set.union(*map(_fields, sources)), set.intersection(*map(_fields, sources))
    return [
        f"{text!r} has other fields than {sources[0]!r}"
        for text in texts
        if not needed <= _fields(text) <= known
    ]


def _fields(text: str) -> set[str]:
    """The names in braces, with their formats."""
    try:
        return {f"{name}:{form}" for _, name, form, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"a brace alone"} if "{" in text or "}" in text else set()


def read(path: Path) -> Catalog:
    """The catalog in a file."""
    with path.open("rb") as file:
        return read_po(file, locale=None if path == TEMPLATE else path.parent.parent.name)


def _write(path: Path, catalog: Catalog) -> None:
    """Write it unless only its date would change."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, include_lineno=False, sort_by_file=False)
    text = "\n".join(line.rstrip() for line in out.getvalue().decode().splitlines()) + "\n"
    if not path.exists() or _undated(path.read_text(encoding="utf-8")) != _undated(text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _undated(text: str) -> str:
    return re.sub(r'(?m)^"(POT-Creation|PO-Revision)-Date: .*\n', "", text)


def main() -> int:
    if "--check" in sys.argv[1:]:
        lines = stale()
        if lines:
            print(*lines, f"{TEMPLATE.relative_to(ROOT)}: run make locale.", sep="\n", file=sys.stderr)
        return 1 if lines else 0
    if "--compile" not in sys.argv[1:]:
        update()
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
