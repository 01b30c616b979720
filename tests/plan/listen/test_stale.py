"""An adopted version that is no longer here: what lies unread is counted, and said where it matters."""

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params
from socialplan.pipeline import label as labelling
from socialplan.pipeline.ledger import Store
from socialplan.pipeline.measure import measure
from socialplan.plan.listen.actions import label_new
from socialplan.plan.listen.models import OwnModel
from socialplan.plan.listen.queries import labeller, stale_models, with_waiting
from socialplan.plan.listen.stale import Stale
from socialplan.plan.sources.models import Job
from socialplan.plan.team.models import Member
from tests.pipeline.readers import Mood, Speaks, entry, only, shelf_of
from tests.plan.evidence.world import Said, bring

from .moods import ENTRY


@pytest.fixture
def upgraded(owner: Member, store: Store, monkeypatch: pytest.MonkeyPatch) -> Member:
    """Three posts were read by version 1; then the product came with version 2, and two posts came in."""
    bring(store, owner.workspace.pk, Said("cafe", "photo", range(3)))
    label_new(workspace=owner.workspace.pk)
    assert stale_models(owner.workspace) == []
    only(monkeypatch, entry("language"), entry("mood", "2", labels=("good", "bad")))
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Mood("2")))
    bring(store, owner.workspace.pk, Said("cafe", "video", range(2)), source="newer")
    label_new(workspace=owner.workspace.pk)
    return owner


def test_what_lies_unread_is_counted(upgraded: Member) -> None:
    expected = Stale("mood", "1", "2", 2)
    assert stale_models(upgraded.workspace) == [expected]
    assert stale_models(upgraded.workspace, ["language"]) == []
    held = labeller(upgraded.workspace, "mood")
    assert held is not None and held.stale == expected


def test_a_figure_that_lacks_reads_says_so(
    upgraded: Member, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANALYSES, "moods", ENTRY)
    Job.objects.all().delete()
    found = measure(store, upgraded.workspace.pk, "moods", Params(account="cafe", zone="UTC"))
    notes = with_waiting(upgraded.workspace, found).notes
    assert [(one.code, dict(one.values)) for one in notes] == [
        ("model_gone", {"labeller": "mood", "version": "1", "posts": 2})
    ]


def test_a_model_of_the_team_goes_with_the_version_it_stands_on(upgraded: Member) -> None:
    OwnModel.objects.create(
        workspace=upgraded.workspace, labeller="mood", version="1+a", base="1", learned="{}", judged=40
    )
    from socialplan.plan.listen.shelf import at_hand
    from socialplan.plan.sources.queries import open_store

    open_store().ledger.adopt(upgraded.workspace.pk, {"mood": "1+a"}, by="Owner")
    assert not at_hand(upgraded.workspace.pk, "mood", "1+a")
    assert stale_models(upgraded.workspace)[0].adopted == "1+a"
    OwnModel.objects.update(base="2")
    assert at_hand(upgraded.workspace.pk, "mood", "1+a") and stale_models(upgraded.workspace) == []
