"""Nodes, circles, marks and reviews."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.models import Edge, Node, Review, ReviewMark
from socialplan.plan.team.models import Member, Workspace
from socialplan.plan.team.rules import NotAllowed
from tests.people import person, workspace_of


def node(workspace: Workspace, title: str) -> Node:
    number = Node.objects.count() + 1
    return actions.register_node(
        workspace=workspace, room="goals", kind="goal", object_id=number, title=title
    )


def chain_of(workspace: Workspace, *titles: str) -> list[Node]:
    """Each rests on the one before it."""
    nodes = [node(workspace, title) for title in titles]
    for above, ground in zip(nodes[1:], nodes, strict=False):
        actions.rest_on(node=above, ground=ground)
    return nodes


def marked(workspace: Workspace, *titles: str) -> tuple[list[Node], ReviewMark]:
    nodes = chain_of(workspace, *titles)
    (first, *_rest) = actions.changed_decision(node=nodes[0], ref="test")
    return nodes, first


class TestCircles:
    def test_an_edge_that_closes_a_circle_is_refused(self, workspace: Workspace) -> None:
        a, _b, c = chain_of(workspace, "a", "b", "c")
        with pytest.raises(actions.Circle):
            actions.rest_on(node=a, ground=c)
        with pytest.raises(actions.Circle):
            actions.rest_on(node=a, ground=a)
        assert Edge.objects.count() == 2

    def test_the_same_edge_twice_is_one_edge(self, workspace: Workspace) -> None:
        a, b = chain_of(workspace, "a", "b")
        actions.rest_on(node=b, ground=a)
        assert Edge.objects.count() == 1

    def test_nodes_of_different_workspaces_do_not_rest_on_each_other(self, workspace: Workspace) -> None:
        other = workspace_of(person("Somebody Else"), "Elsewhere")
        with pytest.raises(ValueError, match="own workspace"):
            actions.rest_on(node=node(workspace, "ours"), ground=node(other, "theirs"))

    def test_registering_again_brings_the_title_up_to_date(self, workspace: Workspace) -> None:
        first = node(workspace, "a")
        again = actions.register_node(
            workspace=workspace, room="goals", kind="goal", object_id=first.object_id, title="b"
        )
        assert (again.pk, again.title, Node.objects.count()) == (first.pk, "b", 1)


class TestReviews:
    def test_a_changed_decision_marks_all_that_rests_on_it_once(self, workspace: Workspace) -> None:
        a, b, c = chain_of(workspace, "a", "b", "c")
        assert {mark.node for mark in actions.changed_decision(node=a, ref="one")} == {b, c}
        assert actions.changed_decision(node=a, ref="one") == []
        assert len(actions.changed_decision(node=a, ref="two")) == 2
        assert a.marks.count() == 0 and queries.reviews_due(workspace) == 2

    def test_keeping_clears_the_mark_and_is_remembered(self, workspace: Workspace, owner: Member) -> None:
        (_a, b), mark = marked(workspace, "a", "b")
        actions.review(mark=mark, outcome="keep", reason="  still  true ", by=owner)
        assert queries.review_queue(workspace) == [] and b.marks.get().cleared_at is not None
        assert Review.objects.get().reason == "still true"

    def test_changing_marks_what_rests_on_it(self, workspace: Workspace, owner: Member) -> None:
        (_a, b, c), mark = marked(workspace, "a", "b", "c")
        assert mark.node == b
        actions.review(mark=mark, outcome="change", reason="We do it otherwise", by=owner)
        open_ = queries.review_queue(workspace)
        assert [view.node.title for view in open_] == ["c", "c"]
        assert [[one.title for one in view.chains[0]] for view in open_] == [["a", "b", "c"], ["b", "c"]]
        assert c.marks.count() == 2

    @pytest.mark.parametrize(
        ("outcome", "reason"),
        [("keep", ""), ("change", "   "), ("ask", "who?"), ("later", "soon"), ("", "x")],
    )
    def test_a_review_says_why_whom_and_when(
        self, workspace: Workspace, owner: Member, outcome: str, reason: str
    ) -> None:
        _nodes, mark = marked(workspace, "a", "b")
        with pytest.raises(actions.BadReview):
            actions.review(mark=mark, outcome=outcome, reason=reason, by=owner)
        assert queries.reviews_due(workspace) == 1

    def test_a_mark_is_cleared_by_one_person_only(self, workspace: Workspace, owner: Member) -> None:
        _nodes, mark = marked(workspace, "a", "b")
        actions.review(mark=mark, outcome="keep", reason="yes", by=owner)
        with pytest.raises(NotAllowed):
            actions.review(mark=mark, outcome="change", reason="no", by=owner)

    def test_later_puts_it_off_and_leaves_it_due(self, workspace: Workspace, owner: Member) -> None:
        _nodes, mark = marked(workspace, "a", "b")
        day = date(2026, 5, 1)
        actions.review(mark=mark, outcome="later", reason="after the fair", by=owner, until=day)
        assert queries.review_queue(workspace, today=day - timedelta(days=1)) == []
        assert len(queries.review_queue(workspace, today=day)) == 1
        assert queries.reviews_due(workspace) == 1

    def test_what_left_the_plan_is_not_asked_about(self, workspace: Workspace) -> None:
        a, b, c = chain_of(workspace, "a", "b", "c")
        actions.retire_node(node=b)
        assert {mark.node for mark in actions.changed_decision(node=a, ref="one")} == set()
        assert queries.resting(workspace) == 1 and c.marks.count() == 0


def test_a_claim_past_its_time_is_stale_and_asks_for_a_look_once(workspace: Workspace, owner: Member) -> None:
    claim = actions.adopt_claim(workspace=workspace, room="analyse", sentence="We are known", by=owner)
    claim.state = "supported"
    claim.save()
    later = timezone.now() + timedelta(days=93)
    (view,) = queries.claims_in(workspace, now=later)
    assert view.state == "stale"
    from socialplan.plan.evidence.actions.recheck import mark_expired

    assert len(mark_expired(workspace, now=later)) == 1 and mark_expired(workspace, now=later) == []
    mark = ReviewMark.objects.get()
    actions.review(mark=mark, outcome="keep", reason="checked by phone", by=owner, now=later)
    assert queries.claims_in(workspace, now=later)[0].state == "supported"


def test_a_claim_without_a_question_is_unsupported_whoever_says_it(
    workspace: Workspace, owner: Member
) -> None:
    claim = actions.adopt_claim(workspace=workspace, room="brief", sentence="Everybody likes us", by=owner)
    assert (claim.state, claim.finding) == ("unsupported", None)
    for wrong in ("", "   ", "x" * 301):
        with pytest.raises(actions.BadClaim):
            actions.adopt_claim(workspace=workspace, room="brief", sentence=wrong, by=owner)
