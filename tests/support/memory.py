"""How much memory this process holds, how fast that grows, and how often the disk had to give some of it back."""

from __future__ import annotations

from pathlib import Path


def memory_mib() -> float:
    """Resident memory, as the system counts it (Linux)."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def waits_for_disk() -> int:
    """How often a thread of this process has waited until a page of code or of a mapped file was read (not Windows)."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_majflt


def slope_an_hour(readings: list[float], every_s: float) -> float:
    """Least squares over the second half of the readings: the first half fills caches."""
    half = readings[len(readings) // 2 :]
    count = len(half)
    if count < 2:
        return 0.0
    middle, mean = (count - 1) / 2, sum(half) / count
    over = sum((place - middle) * (value - mean) for place, value in enumerate(half))
    return 3600 / every_s * over / sum((place - middle) ** 2 for place in range(count))
