"""One family of errors, each with words a person can act on."""

from __future__ import annotations

from soleus_tray.core.text import _


class SoleusError(Exception):
    """Something the user can be told: what happened, where, and what to do about it.

    `str(error)` is one whole sentence (or two), fit for stderr, a log line or a notification.
    """


class BadValueError(SoleusError):
    """A value that cannot be used; names the place, the value and the remedy.

    The place is a setting's or an option's name, or words marked by `N_`.
    """

    def __init__(self, place: str, value: object, remedy: str) -> None:
        self.place = place
        self.value = value
        self.remedy = remedy
        super().__init__(
            _("{place}: {value!r} can't be used; {remedy}.").format(
                place=_(place), value=value, remedy=remedy
            )
        )


class NotRunningError(SoleusError):
    """The app was asked something and is not there to answer."""
