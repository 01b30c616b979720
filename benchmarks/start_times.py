"""Prints what the first start, later starts and the listing of analyses cost on this machine.

A fresh clone of this checkout's last commit is made in a folder of its own, so nothing but git, Python and
the package registries is used. Usage: python benchmarks/start_times.py [--port 8699]
"""

import argparse
import os
import re
import signal
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from machine import machine, verdict

CHECKOUT = Path(__file__).resolve().parents[1]
COLD_SECONDS, WARM_SECONDS, ANALYSES_SECONDS, INSTALL_BYTES = 90.0, 3.0, 0.5, 1.2e9
PATIENCE = 600.0
ROUNDS = 7
# What stands on disk for the product to run; the tests' own packages and the build's Node are no part of it.
INSTALLED = (".venv", "src/socialplan/web/static/vendor", "frontend/dist", ".socialplan/static")


@dataclass(frozen=True)
class Start:
    """Seconds until the address was printed, and what the start said on the way."""

    seconds: float
    said: str


def fresh_clone(folder: Path) -> Path:
    target = folder / "socialplan"
    subprocess.run(["git", "clone", "--quiet", str(CHECKOUT), str(target)], check=True)
    return target


def plain_environment(folder: Path, port: int) -> dict[str, str]:
    """What a new account has: no packages kept from before, nothing of this product."""
    ours = ("SOCIALPLAN_", "DJANGO_", "PYTHON", "VIRTUAL_ENV", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    empty = {"PIP_NO_CACHE_DIR": "1", "npm_config_cache": str(folder / "npm")}
    return kept | empty | {"SOCIALPLAN_PORT": str(port)}


def start(clone: Path, environment: dict[str, str]) -> Start:
    """`./run` until it prints its address, which it does when the first page answers; then it is stopped."""
    said = clone.parent / "said"
    begun = time.perf_counter()
    with said.open("w") as file:
        running = subprocess.Popen(
            ["./run"], cwd=clone, env=environment, stdout=file, stderr=file, start_new_session=True
        )
    try:
        while "runs at" not in said.read_text():
            if running.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise SystemExit(f"{said.read_text()}\nNo address was printed.")
            time.sleep(0.02)
        return Start(time.perf_counter() - begun, said.read_text())
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(60)


def listing(clone: Path, environment: dict[str, str]) -> list[float]:
    found = []
    for _round in range(ROUNDS + 1):
        begun = time.perf_counter()
        subprocess.run(["./run", "analyses"], cwd=clone, env=environment, check=True, capture_output=True)
        found.append(time.perf_counter() - begun)
    return found[1:]  # the first one after a start compiles what it reads


def size_of(path: Path) -> int:
    """Bytes on disk of all files under it, as `du` counts them."""
    return sum(file.lstat().st_blocks * 512 for file in path.rglob("*") if not file.is_symlink())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8699)
    given = options.parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="socialplan-start-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        measure(fresh_clone(folder), plain_environment(folder, given.port))


def measure(clone: Path, environment: dict[str, str]) -> None:
    starts(clone, environment)
    seconds = listing(clone, environment)
    middle = 1000 * statistics.median(seconds)
    slowest = f"middle of {ROUNDS}, slowest {max(seconds) * 1000:.0f} ms"
    print(f"./run analyses: {middle:.0f} ms ({slowest}) {verdict(middle, ANALYSES_SECONDS * 1000, 'ms')}")
    parts = {name: size_of(clone / name) for name in INSTALLED if (clone / name).exists()}
    total = sum(parts.values()) / 1e9
    listed = ", ".join(f"{name} {size / 1e6:.0f} MB" for name, size in parts.items())
    print(f"default install: {total:.2f} GB ({listed}) {verdict(total, INSTALL_BYTES / 1e9, 'GB')}")


def starts(clone: Path, environment: dict[str, str]) -> None:
    """The first start, with what each part of it took as `./run` tells it, and three later ones."""
    cold = start(clone, environment)
    print(f"cold start: {cold.seconds:.1f} s {verdict(cold.seconds, COLD_SECONDS, 's')}", flush=True)
    for line in re.findall(r"^[\w. ]+: \d+ s.*$", cold.said, re.MULTILINE):
        print(f"  {line}")
    warm = [start(clone, environment).seconds for _round in range(3)]
    shown, middle = ", ".join(f"{seconds:.2f}" for seconds in warm), statistics.median(warm)
    print(f"warm start: {middle:.2f} s (of {shown}) {verdict(middle, WARM_SECONDS, 's')}", flush=True)


if __name__ == "__main__":
    main()
