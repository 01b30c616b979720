"""A workspace with a store of its own, on the ledger of the product."""

from pathlib import Path

import pytest

from socialplan.pipeline.ledger import Store
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Member, Workspace
from tests.people import member_of, person, workspace_of


@pytest.fixture
def owner(db: None) -> Member:
    user = person()
    return member_of(workspace_of(user, zone="UTC"), user)


@pytest.fixture
def workspace(owner: Member) -> Workspace:
    return owner.workspace


@pytest.fixture
def store(workspace: Workspace, home: Path, settings: object) -> Store:
    settings.HOME = home  # type: ignore[attr-defined]
    return open_store()
