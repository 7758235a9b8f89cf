"""What Windows' record of a call looks like, written into whichever registry a test has."""

from __future__ import annotations

from soleus_tray.adapters.calls.consent_store import ROOT


class FakeRegistry:
    """HKEY_CURRENT_USER in a dict: values by key and name."""

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, object]] = {}
        self.locked = False

    def write(self, key: str, values: dict[str, object]) -> None:
        """Make a key with its parents, and set values."""
        parts = key.split("\\")
        for depth in range(1, len(parts)):
            self.keys.setdefault("\\".join(parts[:depth]), {})
        self.keys.setdefault(key, {}).update(values)

    def subkeys(self, key: str) -> tuple[str, ...] | None:
        if self.locked:
            raise PermissionError(5, "Access is denied")
        if key not in self.keys:
            return None
        prefix = f"{key}\\"
        rest = [name[len(prefix) :] for name in self.keys if name.startswith(prefix)]
        return tuple(name for name in rest if "\\" not in name)

    def number(self, key: str, name: str) -> int | None:
        value = self.keys.get(key, {}).get(name)
        return value if isinstance(value, int) else None


def using(
    registry: FakeRegistry, device: str, program: str, started: object = 1, stopped: object = 0
) -> None:
    """Write that a program (a package's family, or a path) uses a device: "microphone" or "webcam"."""
    entry = "NonPackaged\\" + program.replace("\\", "#") if "\\" in program else program
    times = {"LastUsedTimeStart": started, "LastUsedTimeStop": stopped}
    registry.write(f"{ROOT}\\{device}\\{entry}", {k: v for k, v in times.items() if v is not None})
