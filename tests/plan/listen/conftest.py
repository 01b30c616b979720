"""A workspace whose posts are read by labellers of the tests."""

from pathlib import Path

import pytest

from socialplan.pipeline import label as labelling
from socialplan.pipeline.ledger import Store
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Member, Workspace
from tests.people import member_of, person, workspace_of
from tests.pipeline.readers import Mood, Speaks, entry, only, shelf_of


@pytest.fixture
def owner(db: None, home: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Member:
    settings.HOME = home  # type: ignore[attr-defined]
    only(monkeypatch, entry("language"), entry("mood", labels=("good", "bad")))
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Mood()))
    user = person()
    return member_of(workspace_of(user, zone="UTC"), user)


@pytest.fixture
def workspace(owner: Member) -> Workspace:
    return owner.workspace


@pytest.fixture
def store(workspace: Workspace) -> Store:
    return open_store()
