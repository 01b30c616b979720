"""What many tests start from is made once per run, by the worker that needs it first; they copy it."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
DATABASE = "socialplan.sqlite3"


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` of this run as `make` filled it; whoever changes something in it takes a copy."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, whole = base / f"once-{name}", base / f"once-{name}.whole"
    with (base / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder


def with_tables(factory: pytest.TempPathFactory, home: Path) -> Path:
    """A home whose database has its tables and nothing else, as `migrate` of the product leaves it."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copy(once(factory, "tables", _migrated) / DATABASE, home / DATABASE)
    return home


def _migrated(home: Path) -> None:
    """By a process of its own: the settings of the tests know another database."""
    own = {"SOCIALPLAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "socialplan.config.settings"}
    environment = {**os.environ, **own, "PYTHONPATH": str(CHECKOUT / "src")}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=environment, check=True)
