"""A registry in a dict, answering as Windows' own was recorded to."""

from __future__ import annotations


class FakeRegistry:
    """HKEY_CURRENT_USER; values by (key, name)."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}
        self.locked = False

    def read(self, key: str, name: str) -> str | bytes | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, value: str) -> None:
        if self.locked:
            raise PermissionError(5, "Access is denied")
        self.values[key, name] = value

    def delete(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)
