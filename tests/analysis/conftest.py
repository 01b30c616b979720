"""Real sets, imported once with their mappings, and questions to them."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.pipeline.measure import Finding, measure
from socialplan.store import Store
from socialplan.store.sqlite_ledger import SqliteLedger
from tests.once import once

MAPPINGS = Path(__file__).resolve().parents[1] / "mappings"
Asked = Callable[..., Finding]


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Store]:
    """A real set in a store of its own, imported once per run; it is only read."""

    @lru_cache
    def of(folder: Path, name: str) -> Store:
        def bring(home: Path) -> None:
            mapping = parse_mapping((MAPPINGS / f"{name}.toml").read_text(encoding="utf-8"))
            files = [path for path in sorted((folder / name).iterdir()) if path.suffix in (".gz", ".csv")]
            import_files(store_in(home), workspace=1, paths=files, mapping=mapping)

        return store_in(once(tmp_path_factory, f"set-{name}", bring))

    return of


def store_in(home: Path) -> Store:
    return Store(home, SqliteLedger(home / "ledger.sqlite3"), threads=2)


@pytest.fixture
def asked(imported: Callable[[Path, str], Store], real_data: Path) -> Asked:
    """asked(set, analysis, **parameters): the finding."""

    def question(name: str, analysis: str, **given: Any) -> Finding:
        params = parse(ANALYSES[analysis], given, zone="Europe/London")
        return measure(imported(real_data, name), 1, analysis, params)

    return question


@pytest.fixture
def known(real_data: Path) -> Callable[[str], Any]:
    """Figures counted elsewhere, by their key in expected.json."""
    figures = json.loads((real_data / "expected.json").read_text(encoding="utf-8"))
    return lambda name: figures[name]
