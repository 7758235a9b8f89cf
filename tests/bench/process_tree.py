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
    """From the processes' own clocks, whatever became of their threads, per minute."""
    switches_per_min: float
    """Voluntary and involuntary context switches, per minute; those of threads that ended are not known."""

    def without(self, part: Cost) -> Cost:
        """What remains when a part of the tree, measured over the same window, is taken out."""
        return Cost(
            self.pss_mb - part.pss_mb,
            self.private_mb - part.private_mb,
            self.cpu_ms_per_min - part.cpu_ms_per_min,
            self.switches_per_min - part.switches_per_min,
        )


def measure(pids: list[int], seconds: float) -> list[Cost]:
    """The cost of several trees over the same window; processes that ended in it are left out."""
    before = [_counters(pid) for pid in pids]
    began = time.monotonic()
    time.sleep(seconds)
    per_minute = 60 / (time.monotonic() - began)
    costs = []
    for pid, first in zip(pids, before, strict=True):
        last = _counters(pid)
        run, switches = (sum(last[part][n] - first.get(part, (0, 0))[n] for part in last) for n in (0, 1))
        costs.append(
            Cost(memory(pid, "Pss:"), memory(pid, "Private_"), run * 1e3 * per_minute, switches * per_minute)
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


def _counters(pid: int) -> dict[str, tuple[float, int]]:
    """Seconds on a processor of each process of the tree, and context switches of each thread."""
    found: dict[str, tuple[float, int]] = {}
    for member in _tree(pid):
        found[f"{member}"] = (time.clock_gettime(_processor_clock(member)), 0)
        for task in Path(f"/proc/{member}/task").iterdir():
            lines = (task / "status").read_text().splitlines()
            found[f"{member}/{task.name}"] = (
                0.0,
                sum(int(x.split()[1]) for x in lines if "ctxt_switches" in x),
            )
    return found


def _processor_clock(pid: int) -> int:
    """The clock of another process's time on a processor, in nanoseconds: clock_getcpuclockid(3)."""
    return (~pid << 3) | 2
