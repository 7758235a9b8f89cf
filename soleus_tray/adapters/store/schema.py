"""The version of the tables, and how older ones become the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.store.models import Base
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

FIRST_VERSION = 1
STEPS: tuple[Callable[[Connection], None], ...] = ()
"""Step n brings version n + 1 to n + 2 in the transaction it is given. Only ever appended to."""


def newest_version() -> int:
    """The version this program writes."""
    return FIRST_VERSION + len(STEPS)


def version_of(connection: Connection) -> int:
    """The database's version; 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def refuse_newer(path: Path, version: int) -> None:
    """Raise SoleusError when a newer soleus-tray wrote the record: we would not understand it."""
    if version > newest_version():
        raise SoleusError(
            f"The record {path} was written by a newer soleus-tray (format {version}, this one knows "
            f"{newest_version()}); please update soleus-tray."
        )


def migrate(connection: Connection, version: int) -> None:
    """Bring the tables from `version` to the newest, in the connection's transaction."""
    if version < FIRST_VERSION:
        Base.metadata.create_all(connection)
    else:
        for step in _steps_after(version, STEPS):
            step(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {newest_version()}")


def _steps_after(
    version: int, steps: Sequence[Callable[[Connection], None]]
) -> Sequence[Callable[[Connection], None]]:
    return steps[version - FIRST_VERSION :]
