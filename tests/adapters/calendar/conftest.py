"""The test's own certificate, and trust in it."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from tests.adapters.calendar.servers import make_certificate

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trust(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))
