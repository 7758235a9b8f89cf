"""The user's language, and the catalog for it.

Asked once, at the start of each process. Nothing is loaded where English will do; gettext is imported only
when there is a catalog to read. The order is gettext's: LANGUAGE (a list), LC_ALL, LC_MESSAGES, LANG; a
locale C or POSIX means English whatever LANGUAGE says. Where none is set, Windows and macOS are asked.
Source: "Locale Environment Variables" and "The LANGUAGE variable" of the GNU gettext manual.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.core.text import install

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DOMAIN = "soleus_tray"
FOLDER_VARIABLE = "SOLEUS_TRAY_LOCALE"
"""Another folder of catalogs, for translators who try theirs, and for tests."""
SOURCE = "en"

# ruff: noqa: PLC0415 - nothing is loaded before it is known to be needed
# ruff: noqa: PTH112, PTH113, PTH118, PTH120, PTH100 - no pathlib for a look at a few paths


def install_language() -> None:
    """Use the catalog of the user's language, if there is one; one that can't be read is logged."""
    path = catalog_file(catalog_folder(), wanted_languages(os.environ) or system_languages())
    if not path:
        return
    import gettext
    import struct

    try:
        with open(path, "rb") as file:  # noqa: PTH123
            install(gettext.GNUTranslations(file))
        gettext.bindtextdomain(DOMAIN, catalog_folder())
        gettext.textdomain(DOMAIN)  # argparse's own words are looked up there
    except (OSError, ValueError, LookupError, struct.error) as error:
        import logging

        log = logging.getLogger(__name__)
        log.warning("%s can't be used (%s), so the words are English", path, error)


def sentence_language() -> str:
    """That of the sentences, such as "en": the system's where there is a catalog for it."""
    from pathlib import PurePath

    catalog = catalog_file(catalog_folder(), wanted_languages(os.environ) or system_languages())
    return PurePath(catalog).parts[-3].partition("_")[0] if catalog else "en"


def wanted_languages(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The user's languages as the environment names them, best first; () where it names none."""
    locale = next(
        (value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), ""
    )
    if locale in {"C", "POSIX"}:
        return (SOURCE,)
    listed = tuple(one for one in environment.get("LANGUAGE", "").split(":") if one)
    return listed or ((locale,) if locale else ())


def catalog_file(folder: str, languages: Sequence[str]) -> str:
    """The catalog of the first of these languages that has one, or "" when English comes before."""
    for language in languages:
        for name in spellings(language):
            if name in {SOURCE, "C", "POSIX"}:
                return ""
            path = os.path.join(folder, name, "LC_MESSAGES", f"{DOMAIN}.mo")
            if os.path.isfile(path):
                return path
    return ""


def spellings(language: str) -> list[str]:
    """The folders a language may have, the narrowest first: de_AT, de for "de_AT.UTF-8" or "de-AT"."""
    plain, _, modifier = language.replace("-", "_").partition("@")
    plain = plain.partition(".")[0]
    if not plain.replace("_", "").isalnum():
        return []
    parts = plain.split("_")
    names = ["_".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return [*(f"{name}@{modifier}" for name in names if modifier.isalnum()), *names]


def catalog_folder() -> str:
    """Where the catalogs are, installed or run from the source."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "assets", "locale")
    beside = os.path.join(os.path.dirname(package), "assets", "locale")
    return os.environ.get(FOLDER_VARIABLE) or (inside if os.path.isdir(inside) else beside)


def system_languages() -> tuple[str, ...]:
    """What the system's own settings say; () where there are none, or they don't tell."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _macos()
    return ()


if sys.platform == "win32":

    def _windows() -> tuple[str, ...]:
        """The languages of Windows' windows, such as de-DE. Source: GetUserPreferredUILanguages, winnls.h."""
        import ctypes

        by_name, count, size = 8, ctypes.c_ulong(), ctypes.c_ulong()
        ask = ctypes.windll.kernel32.GetUserPreferredUILanguages
        if not ask(by_name, ctypes.byref(count), None, ctypes.byref(size)):
            return ()
        names = (ctypes.c_wchar * size.value)()
        if not ask(by_name, ctypes.byref(count), names, ctypes.byref(size)):
            return ()
        return tuple(name for name in "".join(names).split("\0") if name)


elif sys.platform == "darwin":

    def _macos() -> tuple[str, ...]:
        """The languages of System Settings, such as de-DE; written from documentation, never run on a Mac."""
        import subprocess

        try:
            told = subprocess.run(
                ("defaults", "read", "-g", "AppleLanguages"),
                capture_output=True,
                text=True,
                timeout=1,
                check=False,
            ).stdout
        except (OSError, subprocess.TimeoutExpired):
            return ()
        return tuple(filter(None, (line.strip(' \t",()') for line in told.splitlines())))
