"""Prints what soleus-tray needs on Windows, a pinned requirement a line, for pip's --no-deps.

pip on Linux reads `sys_platform` as Linux even where it fetches for Windows, so the markers are read here:
through what is installed, and where that ends, constraints-windows.txt.
"""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
WINDOWS = {
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "extra": "",
}


def needed(lines: list[str], found: dict[str, str]) -> dict[str, str]:
    """Add the versions of these requirements, and of theirs at any depth, to `found`."""
    for line in lines:
        one = Requirement(line)
        wanted = canonicalize_name(one.name)
        if wanted in found or (one.marker and not one.marker.evaluate(WINDOWS)):
            continue
        try:
            found[wanted] = version(wanted)
        except PackageNotFoundError:
            continue  # only on Windows: constraints-windows.txt names it and all it needs
        needed(requires(wanted) or [], found)
    return found


def main() -> None:
    """Print them."""
    listed = (HERE / "constraints-windows.txt").read_text().splitlines()
    own = [line for line in listed if line and not line.startswith("#")]
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text())["project"]
    only_there = {canonicalize_name(Requirement(line).name) for line in own}
    # The last two: what a package that is only on Windows needs of the others.
    shared = needed([*project["dependencies"], "packaging", "typing_extensions"], {})
    print(*own, *(f"{name}=={has}" for name, has in shared.items() if name not in only_there), sep="\n")


if __name__ == "__main__":
    main()
