"""What the systems that use a file for it have in common."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def can_run(program: str) -> bool:
    """Whether there is such a program, by its path or on PATH (shutil.which, without what shutil loads)."""
    if not program:
        return False
    folders = [""] if "/" in program else os.get_exec_path()
    return any(_is_program(os.path.join(folder, program)) for folder in folders)  # noqa: PTH118


def _is_program(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)  # noqa: PTH113


def replace_file(file: Path, content: bytes) -> None:
    """Put the content in place whole or not at all, readable by all, writable by us. Raises OSError."""
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(content)
        beside.chmod(0o644)  # launchd ignores agents that others may write
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
