"""Every sentence for the user passes through here; English is the source.

Nothing is loaded for English. Another language is installed once, at the start of a process
(adapters.language), before any sentence is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from typing import Final


class Catalog(Protocol):
    """What gettext's translations offer."""

    def gettext(self, message: str, /) -> str:
        """The message in the user's language, or the message itself."""
        ...

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        """The form for n of them."""
        ...


class English:
    """The source language, which needs no catalog."""

    def gettext(self, message: str, /) -> str:
        """The message."""
        return message

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        """One, or any other number."""
        return one if n == 1 else many


class _Installed:
    def __init__(self) -> None:
        self.catalog: Catalog = English()


_INSTALLED: Final = _Installed()


def install(catalog: Catalog) -> None:
    """Use this catalog for every sentence made from now on."""
    _INSTALLED.catalog = catalog


def _(message: str) -> str:
    """The message in the user's language; an empty one stays so, though a catalog keeps its header there."""
    return _INSTALLED.catalog.gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the message that goes with n of them, in the user's language."""
    return _INSTALLED.catalog.ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it, which its tools look for
    """The message itself, marked for the catalogs; `_` translates it where it is shown."""
    return message
