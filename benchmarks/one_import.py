"""One import by `./run import` in a process of its own: how long it took, the most memory it ever held."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
MOST_MB = 512


@dataclass(frozen=True)
class Import:
    """Seconds by the clock and of the processor; megabytes (2**20) at the highest, libraries included."""

    seconds: float
    cpu: float
    peak: float
    rows: int


def measured(paths: Sequence[Path], mapping: Path) -> Import:
    """Import the files into a new home with the command people use, from its start to its end."""
    with tempfile.TemporaryDirectory(prefix="socialplan-import-") as home:
        own = {"SOCIALPLAN_HOME": home, "DJANGO_SETTINGS_MODULE": "socialplan.config.settings"}
        memory = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}  # as ./run sets them
        environment = {**os.environ, **own, **memory, "PYTHONPATH": str(CHECKOUT / "src")}
        environment.pop("DATABASE_URL", None)
        prepare = [sys.executable, "-m", "django", "migrate", "-v", "0"]
        subprocess.run(prepare, env=environment, check=True)
        words = ["import", *map(str, paths), "--map", str(mapping), "--json"]
        begun = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "socialplan", *words], env=environment, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        receipt = child.stdout.read()
        _pid, state, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(state)
    if child.returncode:
        raise SystemExit(f"The import failed: {receipt.decode()}")
    rows = sum(json.loads(receipt)["read"].values())
    return Import(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, rows)
