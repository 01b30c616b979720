"""New data: exactly the dependents become due, and exactly those whose expectation now fails turn."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from socialplan.analysis.base import Params
from socialplan.pipeline.collect.errors import Cancelled
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.models import Change, Claim, Finding, Question, ReviewMark
from socialplan.plan.evidence.rules import Expectation, Op, Pick, Window
from socialplan.plan.team.models import Member, Workspace

from .world import START, Said, bring

VIDEO = Pick("median", {"kind": "video"})
PHOTO = Pick("median", {"kind": "photo"})
HIGH = list(range(100, 140))
LOW = list(range(10, 50))


def asked(workspace: Workspace, account: str | None, **also: object) -> Question:
    params = Params(by=("kind",), account=account, zone="UTC")
    return actions.put_question(workspace=workspace, analysis="engagement", params=params, **also)


def video_beats_photo(workspace: Workspace, account: str, by: Member, **also: object) -> Claim:
    return actions.adopt_claim(
        workspace=workspace, room="analyse", sentence=f"Video beats photo at {account}",
        question=asked(workspace, account, **also), expectation=Expectation(VIDEO, Op.MORE, PHOTO), by=by,
    )  # fmt: skip


@pytest.fixture
def two_accounts(store: Store, workspace: Workspace) -> None:
    for account in ("bakery", "rival"):
        bring(store, workspace.pk, Said(account, "video", HIGH), Said(account, "photo", LOW))


@pytest.mark.usefixtures("two_accounts")
class TestABatchLands:
    def test_a_claim_that_holds_is_supported_at_once(self, workspace: Workspace, owner: Member) -> None:
        claim = video_beats_photo(workspace, "bakery", owner)
        assert claim.state == "supported" and not claim.uncertain

    def test_only_what_it_touches_becomes_due(
        self, store: Store, workspace: Workspace, owner: Member
    ) -> None:
        ours = video_beats_photo(workspace, "bakery", owner)
        theirs = video_beats_photo(workspace, "rival", owner)
        everybody = asked(workspace, None)
        january = asked(workspace, "rival", window=Window(until=(START + timedelta(days=10)).date()))
        assert queries.due_questions(workspace) == []
        bring(store, workspace.pk, Said("rival", "photo", HIGH, start=datetime(2026, 3, 1), name="new"))
        assert queries.due_ids(workspace) == {theirs.question_id, everybody.pk}
        assert january.pk not in queries.due_ids(workspace)
        shown = {view.id: view.state for view in queries.claims_in(workspace)}
        assert shown == {ours.pk: "supported", theirs.pk: "stale"}

    def test_exactly_the_claims_that_fail_turn(
        self, store: Store, workspace: Workspace, owner: Member
    ) -> None:
        ours = video_beats_photo(workspace, "bakery", owner)
        theirs = video_beats_photo(workspace, "rival", owner)
        still = actions.adopt_claim(
            workspace=workspace, room="analyse", sentence="Photos draw something", by=owner,
            question=theirs.question, expectation=Expectation(PHOTO, Op.MORE, 5.0),
        )  # fmt: skip
        bring(store, workspace.pk, Said("rival", "photo", range(500, 600), start=datetime(2026, 3, 1)))
        summary = actions.recheck(workspace=workspace, trigger="import")
        assert [(turned.claim, turned.before, turned.after) for turned in summary.turned] == [
            (theirs.pk, "supported", "contested")
        ]
        assert (summary.due, summary.recomputed, summary.claims) == (1, 1, 2)
        states = {claim.pk: claim.state for claim in Claim.objects.all()}
        assert states == {ours.pk: "supported", theirs.pk: "contested", still.pk: "supported"}
        assert queries.due_questions(workspace) == []
        assert actions.recheck(workspace=workspace, trigger="import").due == 0

    def test_a_window_moves_with_the_data_of_its_own_scope(
        self, store: Store, workspace: Workspace, owner: Member
    ) -> None:
        claim = video_beats_photo(workspace, "bakery", owner, window=Window(days=28))
        first = claim.finding
        assert first is not None
        assert (first.params["since"], first.params["until"]) == ("2026-01-12", "2026-02-09")
        older = Said("bakery", "photo", HIGH, start=datetime(2025, 10, 1), name="older")
        bring(store, workspace.pk, older)
        assert queries.due_ids(workspace) == set()
        later = Said("bakery", "photo", range(800, 840), start=datetime(2026, 2, 1), name="later")
        bring(store, workspace.pk, later)
        assert queries.due_ids(workspace) == {claim.question_id}
        actions.recheck(workspace=workspace, trigger="import")
        claim.refresh_from_db()
        assert claim.finding is not None and claim.finding.params["until"] == "2026-03-12"

    def test_a_recheck_that_is_stopped_keeps_what_it_answered_and_leaves_the_rest_due(
        self, store: Store, workspace: Workspace, owner: Member
    ) -> None:
        video_beats_photo(workspace, "bakery", owner)
        video_beats_photo(workspace, "rival", owner)
        for account in ("bakery", "rival"):
            newer = Said(account, "photo", HIGH, start=datetime(2026, 3, 1), name=f"new {account}")
            bring(store, workspace.pk, newer)
        told = []

        def stop_at_the_second(done: int, total: int) -> None:
            told.append((done, total))
            if done == 1:
                raise Cancelled

        with pytest.raises(Cancelled):
            actions.recheck(workspace=workspace, trigger="import", progress=stop_at_the_second)
        assert told == [(0, 2), (1, 2)]
        assert len(queries.due_ids(workspace)) == 1
        assert actions.recheck(workspace=workspace, trigger="import").due == 1

    def test_nightly_rechecks_look_once_a_night(
        self, store: Store, workspace: Workspace, owner: Member
    ) -> None:
        video_beats_photo(workspace, "bakery", owner)
        for page in range(3):
            name = f"page{page}"
            bring(store, workspace.pk, Said("bakery", "photo", LOW, start=datetime(2026, 3, 1), name=name))
        now = timezone.now()
        assert actions.recheck(workspace=workspace, trigger="cadence", now=now).due == 0
        night = now + timedelta(hours=21)
        assert actions.recheck(workspace=workspace, trigger="cadence", now=night).due == 1
        bring(store, workspace.pk, Said("bakery", "photo", LOW, start=datetime(2026, 4, 1), name="page9"))
        assert actions.recheck(workspace=workspace, trigger="cadence", now=night).due == 0
        assert actions.recheck(workspace=workspace, trigger="import", now=night).due == 1


def test_a_claim_can_compare_a_period_with_the_one_before(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    """Ten posts in the four weeks before, forty in the last four, on days that do not touch."""
    bring(store, workspace.pk, Said("bakery", "photo", range(10)))
    for hour in (9, 12, 15, 18):
        start = START + timedelta(days=28, hours=hour - 12)
        bring(store, workspace.pk, Said("bakery", "photo", range(29), start=start, name=f"h{hour}"))
    question = actions.put_question(
        workspace=workspace, analysis="volume", params=Params(account="bakery", zone="UTC"),
        window=Window(days=28), comparison="before",
    )  # fmt: skip
    assert question.latest is not None and question.compared is not None
    assert (question.latest.n, question.compared.n) == (112, 10)
    claim = actions.adopt_claim(
        workspace=workspace, room="analyse", sentence="More posts than before", by=owner, question=question,
        expectation=Expectation(Pick(), Op.MORE, Pick(side="before"), factor=2),
    )  # fmt: skip
    assert claim.state == "supported"


@pytest.mark.usefixtures("two_accounts")
class TestFindings:
    def test_the_same_question_on_the_same_data_has_the_same_id(self, workspace: Workspace) -> None:
        first = actions.ask(
            workspace=workspace, analysis="volume", params=Params(account="Bakery", zone="UTC")
        )
        again = actions.ask(
            workspace=workspace, analysis="volume", params=Params(account="@bakery", zone="UTC")
        )
        assert first == again and Question.objects.count() == 1

    def test_data_elsewhere_leave_the_id_alone(self, store: Store, workspace: Workspace) -> None:
        question = asked(workspace, "bakery")
        before = question.latest
        bring(store, workspace.pk, Said("rival", "photo", LOW, name="more"))
        actions.recheck(workspace=workspace, trigger="command", everything=True)
        question.refresh_from_db()
        assert question.latest == before and Finding.objects.count() == 1

    def test_an_old_finding_recomputes_to_the_same_rows(self, store: Store, workspace: Workspace) -> None:
        finding = asked(workspace, "bakery").latest
        assert finding is not None
        bring(store, workspace.pk, Said("bakery", "photo", HIGH, name="more"))
        assert queries.recompute(finding).same


@pytest.mark.usefixtures("two_accounts")
class TestWhatRestsOnAClaim:
    def test_a_turn_marks_everything_above_once_per_cause(
        self, store: Store, workspace: Workspace, owner: Member
    ) -> None:
        claim = video_beats_photo(workspace, "rival", owner)
        second = actions.adopt_claim(
            workspace=workspace, room="analyse", sentence="Photos stay below 60", by=owner,
            question=claim.question, expectation=Expectation(PHOTO, Op.LESS, 60.0),
        )  # fmt: skip
        card, goal, other = (
            actions.register_node(workspace=workspace, room=room, kind=kind, object_id=1, title=title)
            for room, kind, title in (
                ("analyse", "swot_card", "Card"), ("goals", "goal", "Goal"), ("goals", "kpi", "Elsewhere"),
            )
        )  # fmt: skip
        actions.rest_on(node=card, ground=claim.node)
        actions.rest_on(node=card, ground=second.node)
        actions.rest_on(node=goal, ground=card)
        bring(store, workspace.pk, Said("rival", "photo", range(500, 600), start=datetime(2026, 3, 1)))
        summary = actions.recheck(workspace=workspace, trigger="import")
        assert len(summary.turned) == 2 and summary.marked == 2
        marks = {mark.node.title: mark for mark in ReviewMark.objects.all()}
        assert set(marks) == {"Card", "Goal"} and other.marks.count() == 0
        assert marks["Goal"].chains == [
            [claim.node_id, card.pk, goal.pk], [second.node_id, card.pk, goal.pk],
        ]  # fmt: skip
        view = next(mark for mark in queries.review_queue(workspace) if mark.node.title == "Goal")
        assert view.cause.source == "posts.csv" and view.cause.rows == 100
        assert [(node.title, node.after) for node in view.chains[0]] == [
            ("Video beats photo at rival", "contested"), ("Card", ""), ("Goal", ""),
        ]  # fmt: skip
        assert Change.objects.count() == 2

    def test_changes_since_tells_what_turned_and_why(
        self, store: Store, workspace: Workspace, owner: Member
    ) -> None:
        claim = video_beats_photo(workspace, "rival", owner)
        start = timezone.now()
        bring(store, workspace.pk, Said("rival", "photo", range(500, 600), start=datetime(2026, 3, 1)))
        actions.recheck(workspace=workspace, trigger="import")
        changes = queries.changes_since(workspace, start)
        (change,) = changes.changes
        assert change.node.object_id == claim.pk and (change.before, change.after) == (
            "supported",
            "contested",
        )
        assert change.cause is not None and (change.cause.source, change.cause.rows) == ("posts.csv", 100)
        assert change.figure is not None and change.figure.value == 119.5
        assert changes.checked == 1 and changes.due == 0
        assert queries.changes_since(workspace, timezone.now()).changes == ()
