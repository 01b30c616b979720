"""The brief: rows are counted in the data, saved with their version, undone, and rested on."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from socialplan.jobs import work_of
from socialplan.jobs.context import Context
from socialplan.pipeline.ledger import Store
from socialplan.plan.brief import actions
from socialplan.plan.brief.models import Campaign, Expectation, Name
from socialplan.plan.evidence.models import Node
from socialplan.plan.sources.models import Job
from socialplan.plan.team.edits import CannotUndo, StaleEdit
from socialplan.plan.team.models import AuditEntry, Member, Workspace
from tests.plan.evidence.world import Said, bring

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def expectation(
    workspace: Workspace, owner: Member, sentence: str = "Bring people to the shop"
) -> Expectation:
    row = actions.add(
        workspace=workspace, kind="expectation", by=owner,
        fields={"sentence": sentence, "document": "Marketing strategy", "page": "4"},
    )  # fmt: skip
    assert isinstance(row, Expectation)
    return row


def test_an_expectation_is_a_node_others_can_rest_on(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    row = expectation(workspace, owner)
    node = Node.objects.get(room="brief", kind="expectation", object_id=row.pk)
    assert node.title == "Bring people to the shop"


def test_a_name_is_counted_in_the_last_thirty_days_as_whole_words(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    # The world says "Post 0" to "Post 39", one a day; the last is of 9 February, so 10 January to 8 February.
    bring(store, workspace.pk, Said("bakery", "photo", [5] * 40))
    everything = actions.add(workspace=workspace, kind="name", fields={"text": " post "}, by=owner)
    one = actions.add(workspace=workspace, kind="name", fields={"text": "POST 12"}, by=owner)
    none = actions.add(workspace=workspace, kind="name", fields={"text": "pos"}, by=owner)
    counts = [
        Name.objects.get(pk=row.pk).question.latest.headline["value"] for row in (everything, one, none)
    ]  # type: ignore[union-attr]
    assert counts == [30, 1, 0]
    assert Name.objects.get(pk=everything.pk).text == "post"


def test_an_offer_counts_all_its_spellings_once_a_post(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    bring(store, workspace.pk, Said("bakery", "photo", [5] * 40))
    row = actions.add(
        workspace=workspace, kind="offer", fields={"name": "Post 12", "aliases": "12, 13, nothing"}, by=owner
    )
    row.refresh_from_db()
    assert row.question.latest.headline["value"] == 2  # type: ignore[attr-defined]


def test_a_campaign_counts_what_was_said_on_its_days_the_last_one_included(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    bring(store, workspace.pk, Said("bakery", "photo", [5] * 40))
    row = actions.add(
        workspace=workspace, kind="campaign", by=owner,
        fields={
            "name": "New year", "starts": date(2026, 1, 2), "ends": date(2026, 1, 4),
            "cost": Decimal("12.50"),
        },
    )  # fmt: skip
    assert isinstance(row, Campaign) and row.question and row.question.latest
    assert row.question.latest.headline["value"] == 3


def test_a_name_written_before_any_data_is_counted_as_none(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    row = actions.add(workspace=workspace, kind="name", fields={"text": "Harbour Bakery"}, by=owner)
    assert isinstance(row, Name) and row.question and row.question.latest
    assert row.question.latest.n == 0


@pytest.mark.parametrize(
    ("kind", "fields", "wrong"),
    [
        ("expectation", {"sentence": "x" * 281}, "sentence"),
        ("expectation", {"sentence": "  "}, "sentence"),
        ("name", {"text": ""}, "text"),
        ("campaign", {"name": "a", "starts": date(2026, 2, 2), "ends": date(2026, 2, 1)}, "__all__"),
        ("campaign", {"name": "a", "starts": date(2026, 2, 2), "ends": date(2026, 2, 3), "cost": -1}, "cost"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    store: Store, workspace: Workspace, owner: Member, kind: str, fields: dict[str, object], wrong: str
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.add(workspace=workspace, kind=kind, fields=fields, by=owner)
    assert wrong in error.value.message_dict
    assert not Node.objects.exists()


def test_the_same_spelling_twice_is_refused_and_may_come_back_after_removal(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    row = actions.add(workspace=workspace, kind="name", fields={"text": "HB"}, by=owner)
    with pytest.raises(ValidationError):
        actions.add(workspace=workspace, kind="name", fields={"text": "HB"}, by=owner)
    actions.remove(row=row, version=1, by=owner, now=NOW)
    actions.add(workspace=workspace, kind="name", fields={"text": "HB"}, by=owner)


def test_a_stale_save_is_refused_with_the_difference_and_stores_nothing(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    row = expectation(workspace, owner)
    actions.change(row=row, fields={"sentence": "Bring people back"}, version=1, by=owner)
    with pytest.raises(StaleEdit) as stale:
        actions.change(row=row, fields={"sentence": "Bring neighbours"}, version=1, by=owner)
    (difference,) = stale.value.differences
    assert (difference.field, difference.theirs, difference.yours) == (
        "sentence", "Bring people back", "Bring neighbours",
    )  # fmt: skip
    assert stale.value.by == "Owner"
    assert Expectation.objects.get().sentence == "Bring people back"


def test_saving_the_same_words_changes_nothing(store: Store, workspace: Workspace, owner: Member) -> None:
    row = expectation(workspace, owner)
    same = actions.change(row=row, fields={"sentence": " Bring people  to the shop "}, version=1, by=owner)
    assert same.version == 1


def test_a_change_can_be_undone_and_a_newer_one_protects_it(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    row = expectation(workspace, owner)
    actions.change(row=row, fields={"sentence": "Second"}, version=1, by=owner)
    actions.change(row=row, fields={"sentence": "Third"}, version=2, by=owner)
    with pytest.raises(CannotUndo):
        actions.undo_last(row=row, version=2, by=owner, now=NOW)
    actions.undo_last(row=row, version=3, by=owner, now=NOW)
    assert Expectation.objects.get().sentence == "Second"


def test_adding_and_removing_can_be_undone(store: Store, workspace: Workspace, owner: Member) -> None:
    row = expectation(workspace, owner)
    removed = actions.undo_last(row=row, version=1, by=owner, now=NOW)
    assert removed.removed_at == NOW and not Expectation.objects.of(workspace)
    assert Node.objects.get().retired_at == NOW
    back = actions.undo_last(row=removed, version=2, by=owner, now=NOW)
    assert back.removed_at is None and Node.objects.get().retired_at is None


def test_every_deed_is_in_the_log_without_its_words(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    expectation(workspace, owner, "A secret plan")
    entry = AuditEntry.objects.filter(action="add_expectation").get()
    assert entry.by == "Owner" and "secret" not in f"{entry.object}{entry.details}"


def test_a_row_that_could_not_be_counted_yet_is_counted_after_an_import(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    row = actions.add(workspace=workspace, kind="name", fields={"text": "Post 12"}, by=owner)
    Name.objects.filter(pk=row.pk).update(question=None)
    bring(store, workspace.pk, Said("bakery", "photo", [5] * 40))
    job = Job.objects.create(workspace=workspace, kind="recheck", params={"batch": 1})
    assert work_of("recheck")(job, Context(job))["heard"] == 1
    heard = Name.objects.get(pk=row.pk).question
    assert heard is not None and heard.latest.headline["value"] == 1  # type: ignore[union-attr]
