"""What the figures were measured on, in one line, and how a figure stands to its bound."""

import os
import platform
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))  # the product, for whoever imports this


def machine() -> str:
    """Cores, memory, system, Python and the load when it began."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")),
        platform.machine(),
    )  # fmt: skip
    load = os.getloadavg()[0]
    return (
        f"machine: {os.cpu_count()} cores ({model}), {pages * size / 2**30:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}; load when it began {load:.1f}"
    )


def verdict(value: float, most: float, unit: str) -> str:
    """In brackets: the bound, and whether the figure is within it."""
    return f"[{'within' if value <= most else 'OVER'} {most:g} {unit}]"
