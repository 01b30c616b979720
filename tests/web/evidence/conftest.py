"""A workspace with posts of two accounts, on a store of its own."""

from pathlib import Path

import pytest

from socialplan.analysis.base import Params
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions
from socialplan.plan.evidence.models import Claim, Finding
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Member, User, Workspace
from tests.people import member_of
from tests.plan.evidence.world import Said, bring


@pytest.fixture
def store(workspace: Workspace, home: Path, settings: object) -> Store:
    settings.HOME = home  # type: ignore[attr-defined]
    store = open_store()
    bring(
        store, workspace.pk, Said("bakery", "video", range(100, 160)), Said("bakery", "photo", range(10, 70))
    )
    return store


@pytest.fixture
def member(owner: User, workspace: Workspace) -> Member:
    return member_of(workspace, owner)


@pytest.fixture
def finding(store: Store, workspace: Workspace) -> Finding:
    params = Params(by=("kind",), account="bakery", zone=workspace.zone)
    return actions.ask(workspace=workspace, analysis="engagement", params=params)


@pytest.fixture
def claim(finding: Finding, workspace: Workspace, member: Member) -> Claim:
    video, photo = Pick("median", {"kind": "video"}), Pick("median", {"kind": "photo"})
    return actions.adopt_row(
        finding=finding,
        sentence="Video beats photo",
        expectation=Expectation(video, Op.MORE, photo),
        by=member,
    )
