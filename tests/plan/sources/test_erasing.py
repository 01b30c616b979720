"""Marking accounts, erasing people and taking imports back: each in one transaction with its history."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pytest_django.fixtures import Settings

from socialplan.pipeline.ledger import Store
from socialplan.plan.sources import actions
from socialplan.plan.sources.models import Batch, Job
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import AuditEntry, Member, User, Workspace
from socialplan.plan.team.rules import NotAllowed
from tests.store.rows import commit, posts, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Store:
    settings.HOME = tmp_path
    return open_store()


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.objects.create(slug="acme", name="Acme")


def member(workspace: Workspace, role: str) -> Member:
    user = User.objects.create_user(email=f"{role}@example.test", name=role.title())
    return Member.objects.create(workspace=workspace, user=user, role=role)


def history() -> list[dict[str, Any]]:
    return list(AuditEntry.objects.order_by("id").values("action", "object", "by", "details"))


def test_marking_an_account_keeps_what_else_is_known(store: Store, workspace: Workspace) -> None:
    known = pa.table(
        {"network": ["x"], "account_id": ["Acme"], "brand": ["Acme Ltd"], "owner_kind": ["other"]}
    )
    commit(store, "1", {"accounts": known}, workspace=workspace.pk)
    by = member(workspace, "member")
    done = actions.mark_account(workspace=workspace, network="x", account_id="@acme", owner_kind="own", by=by)
    assert done == 2
    columns = ["account_id", "brand", "owner_kind"]
    assert shown(store, "accounts", columns, workspace=workspace.pk) == [
        {"account_id": "Acme", "brand": "Acme Ltd", "owner_kind": "own"}
    ]
    assert Batch.objects.get(number=2).kind == "marking"
    assert history() == [{
        "action": "mark_account", "object": "@acme", "by": "Member",
        "details": {"owner_kind": "own", "batch": 2},
    }]  # fmt: skip


def test_marking_to_and_fro_stays_possible_and_marking_the_same_changes_nothing(
    store: Store, workspace: Workspace
) -> None:
    marks = ["own", "competitor", "own", "own"]
    numbers = [
        actions.mark_account(workspace=workspace, network="x", account_id="acme", owner_kind=kind, by="Robin")
        for kind in marks
    ]
    assert numbers == [1, 2, 3, None]
    with pytest.raises(ValueError, match="own, competitor, other"):
        actions.mark_account(workspace=workspace, network="x", account_id="a", owner_kind="mine", by="Robin")


def test_only_an_owner_erases(store: Store, workspace: Workspace) -> None:
    with pytest.raises(NotAllowed):
        actions.erase_person(workspace=workspace, person_keys=["~a"], by=member(workspace, "member"))
    assert history() == [] and store.snapshot(workspace.pk).epoch == 0


def test_erasing_says_that_and_not_who_and_has_claims_looked_at_again(
    store: Store, workspace: Workspace
) -> None:
    person = pa.table({"network": ["x"], "person_key": ["~a"], "handle": ["robin_planted"]})
    rows = posts("a", "b", text="hi @robin_planted")
    commit(store, "1", {"people": person, "posts": rows}, workspace=workspace.pk)
    done = actions.erase_person(workspace=workspace, person_keys=["~a"], by=member(workspace, "owner"))
    assert done.epoch == 1 and done.changed == {1: 2}
    assert history() == [{"action": "erase_person", "object": "", "by": "Owner", "details": {"people": 1}}]
    assert set(Job.objects.values_list("kind", flat=True)) == {"answers", "recheck"}
    assert open_store().erased(workspace.pk).holds(network="x", handle="@Robin_Planted")


def test_an_import_can_be_taken_back_once(store: Store, workspace: Workspace) -> None:
    commit(store, "1", {"posts": posts("a")}, workspace=workspace.pk)
    actions.take_back_import(workspace=workspace, batch=1, by="Robin")
    assert shown(store, "posts", ["post_id"], workspace=workspace.pk) == []
    with pytest.raises(actions.NoSuchBatch):
        actions.take_back_import(workspace=workspace, batch=1, by="Robin")
    other = Workspace.objects.create(slug="other", name="Other")
    with pytest.raises(actions.NoSuchBatch):
        actions.take_back_import(workspace=other, batch=1, by="Robin")
    assert commit(store, "1", {"posts": posts("a")}, workspace=workspace.pk) == 2
