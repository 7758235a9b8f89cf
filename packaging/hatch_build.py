"""Hatchling's hook: the catalogs of words are compiled for every wheel, and for an install in place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent


class CatalogsHook(BuildHookInterface):
    """Runs for both kinds of wheel."""

    PLUGIN_NAME = "catalogs"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write assets/locale/*/LC_MESSAGES/*.mo, which the wheel takes along with the other assets."""
        sys.path.insert(0, str(HERE))
        import catalogs  # noqa: PLC0415 - the path comes first

        catalogs.compile_all()
