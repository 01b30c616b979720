"""The product's ledger keeps the same contract as the small one, and commits more than batches."""

import pytest

from socialplan.plan.sources.ledger import DjangoLedger
from socialplan.plan.sources.models import Batch, StoreFile
from socialplan.plan.team.models import Workspace
from socialplan.store import holders
from socialplan.store.ledger import Ledger, Snapshot
from tests.store.ledger_contract import LedgerContract, a_draft, a_file

pytestmark = pytest.mark.django_db


class TestDjangoLedger(LedgerContract):
    @pytest.fixture
    def ledger(self) -> Ledger:
        return DjangoLedger()

    @pytest.fixture
    def workspace(self) -> int:
        return Workspace.objects.create(slug="acme", name="Acme").pk


def test_what_belongs_with_a_batch_fails_with_it() -> None:
    workspace = Workspace.objects.create(slug="acme", name="Acme").pk

    def broken(number: int) -> None:
        raise RuntimeError(f"after {number}")

    ledger = DjangoLedger(also=broken)
    lease = ledger.take_lease(workspace, holders.new_holder(), 30)
    with pytest.raises(RuntimeError, match="after 1"):
        ledger.commit(lease, a_draft("a", a_file()))
    assert ledger.snapshot(workspace) == Snapshot(workspace, 0, 0)
    assert not Batch.objects.exists() and not StoreFile.objects.exists()


def test_workspaces_do_not_see_each_other() -> None:
    ours, theirs = (Workspace.objects.create(slug=slug, name=slug).pk for slug in ("ours", "theirs"))
    ledger = DjangoLedger()
    lease = ledger.take_lease(ours, holders.new_holder(), 30)
    ledger.commit(lease, a_draft("a", a_file()))
    assert ledger.snapshot(theirs).batch == 0
    assert ledger.files(Snapshot(theirs, 99, 0), "posts") == []
    assert ledger.find(theirs, "a") is None
