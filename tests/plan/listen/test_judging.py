"""Judging a query: the same posts each time, judgements of one wording, nothing left of who was erased."""

import pytest
from django.utils import timezone

from socialplan.pipeline.ledger import Store
from socialplan.plan.listen import actions
from socialplan.plan.listen.judging import drawn_posts
from socialplan.plan.listen.models import SampledPost, TrackedQuery
from socialplan.plan.listen.tracked import judged_of
from socialplan.plan.sources.actions.erasing import erase_person
from socialplan.plan.team.models import Member

from .talk import talk


@pytest.fixture
def query(owner: Member, store: Store) -> TrackedQuery:
    talk(store, owner.workspace_id)
    fields = {"name": "Bread", "text": "brood NOT from:own"}
    return actions.add_query(workspace=owner.workspace, fields=fields, by=owner)


def drawn(query: TrackedQuery) -> list[tuple[str, str | None]]:
    return [(one.row.network, one.row.post_id) for one in drawn_posts(query)]


def test_twenty_are_drawn_and_drawing_again_draws_the_same(owner: Member, query: TrackedQuery) -> None:
    assert actions.draw_posts(query=query, by=owner) == 20
    first = drawn(query)
    assert len(set(first)) == 20
    assert {one.item.text for one in drawn_posts(query) if one.item} == {
        "Vers brood bij Bakkerij Zoet", "Brood was oud, klacht ingediend",
    }  # fmt: skip
    assert actions.draw_posts(query=query, by=owner) == 0
    SampledPost.objects.all().delete()
    actions.draw_posts(query=query, by=owner)
    assert drawn(query) == first


def test_another_query_draws_others(owner: Member, query: TrackedQuery) -> None:
    fields = {"name": "Other", "text": query.text}
    other = actions.add_query(workspace=owner.workspace, fields=fields, by=owner)
    for one in (query, other):
        actions.draw_posts(query=one, by=owner)
    assert set(drawn(query)) != set(drawn(other))


def test_the_share_stands_with_its_range_and_who_said_so(owner: Member, query: TrackedQuery) -> None:
    """15 of 19: Wilson's interval is 0.5667 to 0.9149 (by hand from the formula)."""
    actions.draw_posts(query=query, by=owner)
    for place, one in enumerate(drawn_posts(query)):
        verdict = "relevant" if place < 15 else "not" if place < 19 else "unclear"
        actions.judge_post(post=one.row, verdict=verdict, by=owner, now=timezone.now())
    judged = judged_of(query)
    assert (judged.relevant, judged.told, judged.unclear, judged.done) == (15, 19, 1, 20)
    assert judged.share is not None
    assert (judged.share.low, judged.share.high) == pytest.approx((0.5667, 0.9149), abs=1e-4)
    assert SampledPost.objects.filter(by=str(owner), at__isnull=False).count() == 20


def test_the_same_judgement_again_takes_it_back(owner: Member, query: TrackedQuery) -> None:
    actions.draw_posts(query=query, by=owner)
    post = drawn_posts(query)[0].row
    for _ in range(2):
        actions.judge_post(post=post, verdict="not", by=owner, now=timezone.now())
    assert judged_of(query).done == 0 and SampledPost.objects.get(pk=post.pk).by == ""
    with pytest.raises(actions.BadVerdict):
        actions.judge_post(post=post, verdict="perhaps", by=owner, now=timezone.now())


def test_a_changed_query_is_judged_anew_and_the_old_judgements_come_back_with_the_old_wording(
    owner: Member, query: TrackedQuery
) -> None:
    actions.draw_posts(query=query, by=owner)
    actions.judge_post(post=drawn_posts(query)[0].row, verdict="relevant", by=owner, now=timezone.now())
    changed = actions.change_query(query=query, fields={"text": "klacht"}, version=query.version, by=owner)
    assert judged_of(changed).drawn == 0
    back = actions.undo_query(query=changed, version=changed.version, by=owner, now=timezone.now())
    assert judged_of(back).relevant == 1


def test_of_an_erased_writer_no_id_is_left_and_others_are_drawn_in_their_place(
    owner: Member, query: TrackedQuery
) -> None:
    actions.draw_posts(query=query, by=owner)
    gone = {post for _network, post in drawn(query) if str(post).endswith("-0")}
    assert gone
    erase_person(workspace=owner.workspace, person_keys=["~anna"], by=owner)
    kept = SampledPost.objects.values_list("post_id", flat=True)
    assert not gone & set(kept) and judged_of(query).drawn == 20 - len(gone)
    actions.draw_posts(query=query, by=owner)
    assert judged_of(query).drawn == 20 and not gone & {post for _network, post in drawn(query)}
