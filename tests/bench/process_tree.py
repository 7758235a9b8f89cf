"""Memory, processor time and context switches of a process and all that descend from it, from /proc."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Cost:
    """What a process tree cost over a window of time."""

    pss_mb: float
    """Proportional set size in MiB (2**20 bytes) at the window's end."""
    private_mb: float
    """What would be freed if the tree ended, MiB: it does not shrink when other programs share libraries."""
    cpu_ms_per_min: float
    """From the scheduler's nanoseconds, per minute."""
    switches_per_min: float
    """Voluntary and involuntary context switches, per minute."""


def measure(pids: list[int], seconds: float) -> list[Cost]:
    """The cost of several trees over the same window; threads that ended in it are left out."""
    before = [_counters(pid) for pid in pids]
    began = time.monotonic()
    time.sleep(seconds)
    per_minute = 60 / (time.monotonic() - began)
    costs = []
    for pid, first in zip(pids, before, strict=True):
        last = _counters(pid)
        run = sum(last[t][0] - first.get(t, (0, 0))[0] for t in last)
        switches = sum(last[t][1] - first.get(t, (0, 0))[1] for t in last)
        costs.append(
            Cost(memory(pid, "Pss:"), memory(pid, "Private_"), run / 1e6 * per_minute, switches * per_minute)
        )
    return costs


def memory(pid: int, kind: str) -> float:
    """The sum of the lines of this kind in the tree's smaps_rollup, MiB."""
    total = 0
    for member in _tree(pid):
        for line in Path(f"/proc/{member}/smaps_rollup").read_text().splitlines():
            if line.startswith(kind):
                total += int(line.split()[1])
    return total / 1024


def _tree(pid: int) -> list[int]:
    process = psutil.Process(pid)
    return [pid, *(child.pid for child in process.children(recursive=True))]


def _counters(pid: int) -> dict[str, tuple[int, int]]:
    """Nanoseconds on a processor and context switches of each thread of the tree."""
    found = {}
    for member in _tree(pid):
        for task in Path(f"/proc/{member}/task").iterdir():
            run = int((task / "schedstat").read_text().split()[0])
            lines = (task / "status").read_text().splitlines()
            switches = sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)
            found[f"{member}/{task.name}"] = (run, switches)
    return found
