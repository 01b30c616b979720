"""The small ledger keeps the contract."""

from pathlib import Path

import pytest

from socialplan.store.ledger import Ledger
from socialplan.store.sqlite_ledger import SqliteLedger
from tests.store.ledger_contract import LedgerContract


class TestSqliteLedger(LedgerContract):
    @pytest.fixture
    def ledger(self, home: Path) -> Ledger:
        return SqliteLedger(home / "ledger.sqlite3")

    @pytest.fixture
    def workspace(self) -> int:
        return 7
