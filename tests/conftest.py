"""What every test may ask for: real data, a home of its own, a store."""

import gc
import importlib.util
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from socialplan.store import Store
from socialplan.store.sqlite_ledger import SqliteLedger

# A browser test leaves an event loop in its worker; the database tests after it are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
CHECKOUT = Path(__file__).resolve().parents[1]
NO_DATA = "real data are not here"
NO_BLUESKY = "Bluesky's own server software is not here"
NO_ONNX = "the packages of requirements/onnx.lock are not here"
LONG = ("tests/cli/verify", "tests/browser", "tests/jobs", "tests/networks", "tests/cli")  # begun first


def data_folder() -> Path:
    return Path(os.environ.get("SOCIALPLAN_TEST_DATA", CHECKOUT / "../shared/data")).resolve()


@pytest.fixture
def real_data(request: pytest.FixtureRequest) -> Path:
    """The folder with real sets; where it is absent the test is skipped and counted."""
    folder = data_folder()
    if not folder.is_dir():
        pytest.skip(NO_DATA)
    return folder


@pytest.fixture
def onnx_packages() -> None:
    """What a model in a folder needs; where it is absent the test is skipped and counted."""
    if any(importlib.util.find_spec(name) is None for name in ("onnxruntime", "tokenizers", "onnx")):
        pytest.skip(NO_ONNX)


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """A request leaves its reader's language active in its thread; the next test starts in the default."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Store:
    """A store of its own with a small ledger; workspace numbers are free to choose."""
    return Store(home, SqliteLedger(home / "ledger.sqlite3"), threads=1, memory_limit="512MB")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Between tests the database is emptied, the history included; a test of its own puts the lock back."""
    triggers = import_module("socialplan.plan.migrations.0002_audit_append_only")
    with django_db_blocker.unblock():
        from django.db import connection

        with connection.cursor() as cursor:
            for statement in triggers.DROP[connection.vendor]:
                cursor.execute(statement)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes come first, so that no worker begins one when all else is done."""

    def place(item: pytest.Item) -> int:
        folder = item.path.parent.relative_to(CHECKOUT).as_posix()
        return next((place for place, long in enumerate(LONG) if folder.startswith(long)), len(LONG))

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """What is loaded by now stays; looking through it for garbage again and again took a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish() -> None:
    """Else libraries that count what they left behind complain."""
    gc.unfreeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last line says what was not tried; workers of a parallel run leave it to their leader."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput"):
        return
    reasons = [str(report.longrepr) for report in reporter.stats.get("skipped", [])]
    without_onnx = sum(NO_ONNX in one for one in reasons)
    if without_onnx:
        print(f"{without_onnx} tests of a model in a folder skipped: {NO_ONNX}")
    no_server = [one for one in reasons if NO_BLUESKY in one]
    if no_server:
        why = no_server[0].partition(NO_BLUESKY)[2].strip(":'\") ")
        print(f"{len(no_server)} real-server tests skipped: {why}")
    print(f"{sum(NO_DATA in one for one in reasons)} real-data tests skipped")
