"""Suggestions come from differences beyond chance (test_discipline measures how rarely from chance)."""

from datetime import datetime, timedelta

import pyarrow as pa
import pytest

from socialplan.analysis.base import Params
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions, drafts, queries
from socialplan.plan.evidence.models import Claim
from socialplan.plan.evidence.rules.suggesting import Pair, telling
from socialplan.plan.team.models import Member, Workspace

from .world import Said, bring


@pytest.fixture
def bakery(store: Store, workspace: Workspace) -> Workspace:
    bring(
        store, workspace.pk, Said("bakery", "video", range(100, 160)), Said("bakery", "photo", range(10, 70))
    )
    return workspace


def test_a_real_difference_is_offered_and_adopted_by_a_person(bakery: Workspace, owner: Member) -> None:
    (offered,) = [one for one in queries.suggestions(bakery) if "video" in one.sentence]
    assert offered.sentence == "bakery: video draws more response than photo"
    assert (offered.figure.value, offered.other.value) == (129.5, 39.5)
    assert Claim.objects.count() == 0
    claim = actions.adopt_suggestion(suggestion=offered, by=owner)
    assert (claim.state, claim.author_kind) == ("supported", "rule")
    assert offered.key not in {one.key for one in queries.suggestions(bakery)}


def test_a_claim_somebody_adopted_from_an_answer_is_not_offered(bakery: Workspace, owner: Member) -> None:
    """Written another way: the account with a capital, and no network said."""
    offered = next(one for one in queries.suggestions(bakery) if "video" in one.sentence)
    params = Params(by=("kind",), account="@Bakery", zone=bakery.zone)
    question = actions.put_question(workspace=bakery, analysis="engagement", params=params)
    actions.adopt_claim(
        workspace=bakery, room="analyse", sentence="Video works", question=question,
        expectation=offered.expectation, by=owner,
    )  # fmt: skip
    assert offered.key not in {one.key for one in queries.suggestions(bakery)}


def test_a_declined_suggestion_does_not_come_back(bakery: Workspace, owner: Member) -> None:
    for one in queries.suggestions(bakery):
        actions.decline_suggestion(workspace=bakery, key=one.key, by=owner)
    assert queries.suggestions(bakery) == []


def test_themes_days_and_answers_are_offered_too(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    """Eighty quiet days: posts with "soup" draw a hundred times as much, Mondays are answered and Fridays
    not, and on one day forty people speak."""
    posts, figures = [], []
    for day in range(80):
        at = datetime(2026, 1, 5, 9) + timedelta(days=day)
        soup = day % 4 == 0
        own = _post(f"own-{day}", at, account_id="bakery", text="soup today" if soup else "bread today")
        posts.append(own)
        figures.append((own["post_id"], 5000.0 + day if soup else 50.0 + day % 7))
        for number in range(40 if day == 41 else 4):
            asked = _post(f"ask-{day}-{number}", at, about_account="bakery", person_key=f"~{number:020x}")
            posts.append(asked)
            if at.isoweekday() != 5:
                later = at + timedelta(minutes=30 + number)
                posts.append(_post(f"re-{day}-{number}", later, account_id="bakery", role="reply",
                                   parent_id=asked["post_id"]))  # fmt: skip
    with store.writer(workspace.pk, wait=0) as writer:
        writer.add("posts", pa.Table.from_pylist(posts))
        writer.add("metrics", pa.Table.from_pylist([_figure(*one) for one in figures]))
        writer.commit(sha256="soup", kind="import", source="soup.csv")
    offered = {one.finding.analysis: one for one in queries.suggestions(workspace)}
    assert {"themes", "responses", "spikes"} <= set(offered)
    assert offered["themes"].sentence.startswith("bakery: soup draws at least ")
    assert offered["spikes"].sentence.endswith("at least 81 posts, above the usual")
    assert offered["spikes"].expectation.left.row == {"account": "bakery", "day": "2026-02-15"}
    assert offered["spikes"].other is not None and offered["spikes"].figure.value == 81
    claim = actions.adopt_suggestion(suggestion=offered["themes"], by=owner)
    assert claim.state == "supported"
    assert offered["themes"].key not in {one.key for one in queries.suggestions(workspace)}


def _post(post: str, at: datetime, **given: object) -> dict[str, object]:
    blank = dict.fromkeys(("account_id", "about_account", "person_key", "parent_id", "text"))
    return {
        "network": "facebook", "post_id": post, "created_at": at, "precision": "second", "role": "post",
        "kind": "text", **blank, **given,
    }  # fmt: skip


def _figure(post: object, value: float) -> dict[str, object]:
    return {"network": "facebook", "subject": "post", "subject_id": post, "name": "reactions",
            "native_name": "reactions", "value": value, "aggregation": "total"}  # fmt: skip


class TestDrafts:
    def test_any_row_and_its_counts_can_be_claimed(self, bakery: Workspace) -> None:
        finding = actions.ask(
            workspace=bakery, analysis="engagement", params=Params(by=("kind",), account="bakery", zone="UTC")
        )
        video = next(place for place, row in enumerate(finding.rows) if row["kind"] == "video")
        median = drafts.draft_claim(finding, video, language="en")
        assert median.sentence == (
            "bakery: video: usually at least 120 reactions, comments and shares per post"
        )
        count = drafts.draft_claim(finding, video, "n", language="en")
        assert count.expectation.right == 60

    def test_a_draft_speaks_dutch(self, bakery: Workspace) -> None:
        finding = actions.ask(workspace=bakery, analysis="volume", params=Params(by=("kind",), zone="UTC"))
        draft = drafts.draft_claim(finding, 0, language="nl")
        assert draft.sentence.endswith("minstens 45 berichten")

    def test_an_average_without_a_range_is_refused(self, bakery: Workspace) -> None:
        finding = actions.ask(
            workspace=bakery, analysis="engagement", params=Params(by=("kind",), zone="UTC")
        )
        with pytest.raises(drafts.NoFigure):
            drafts.draft_claim(finding, 0, "mean")


def test_themes_that_share_a_word_are_suggested_once() -> None:
    """Names of one person, and a tag of the same word, are one find; another subject is another."""

    def theme(words: str, ratio: float) -> Pair[str]:
        return Pair("themes of one account", {"theme": words}, None, "lift", 0.001, ratio, shared=True)

    found = [theme("ada lovelace", 4.9), theme("lovelace", 4.8), theme("#ADA", 4.0), theme("tea", 2)]
    offered = telling(found)
    assert [pair.higher["theme"] for pair in offered] == ["ada lovelace", "tea"]
