"""The languages of a workspace: with others every post is read again, and only in those."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from socialplan.plan.listen.actions import BadLanguages, choose_languages, correct_label, label_new, labelling
from socialplan.plan.listen.queries import post_labels, readable_posts
from socialplan.plan.sources.models import Batch, Job
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import AuditEntry, Member, Workspace
from socialplan.plan.team.rules import NotAllowed
from socialplan.records import TABLES
from tests.people import joined, member_of, person, workspace_of

DUTCH = "Wat een vreselijk slechte bediening was dat gisteren, dat kunnen jullie beter"
ENGLISH = "What a terrible and awful mess this was yesterday, you can do better"


@pytest.fixture
def owner(db: None, home: Path, settings: object) -> Member:
    """A workspace with a Dutch, an English and a wordless post, read by the shipped models."""
    settings.HOME = home  # type: ignore[attr-defined]
    user = person()
    owner = member_of(workspace_of(user, zone="UTC"), user)
    rows = [
        {"network": "net", "post_id": name, "text": text, "created_at": datetime(2026, 3, 1)}
        for name, text in (("nl", DUTCH), ("en", ENGLISH), ("none", ""))
    ]
    with open_store().writer(owner.workspace.pk) as writer:
        writer.add("posts", pa.Table.from_pylist(rows, schema=TABLES["posts"].schema))
        writer.commit(sha256="a", kind="import", source="a")
    label_new(workspace=owner.workspace.pk)
    return owner


def said(workspace: Workspace, post: str) -> dict[str, str | None]:
    return {one.reads: one.label for one in post_labels(workspace, "net", post)}


def choose(owner: Member, *languages: str) -> bool:
    return choose_languages(workspace=owner.workspace, languages=languages, by=owner)


def test_posts_are_read_again_in_the_languages_that_were_chosen(owner: Member) -> None:
    assert readable_posts(owner.workspace) == 2
    assert said(owner.workspace, "nl")["sentiment"] == said(owner.workspace, "en")["sentiment"] == "negative"
    assert said(owner.workspace, "nl")["address"] == "je"
    assert choose(owner, "en")
    assert Job.objects.filter(kind="labels", state="due").exists()
    assert AuditEntry.objects.get(action="choose_languages").object == "en"
    assert label_new(workspace=owner.workspace.pk)["posts"] == 2
    assert said(owner.workspace, "nl") == {"language": "und"}  # nothing else is read in it
    assert said(owner.workspace, "en")["sentiment"] == "negative"
    assert label_new(workspace=owner.workspace.pk)["posts"] == 0
    choose(owner, "nl", "en")
    label_new(workspace=owner.workspace.pk)
    assert said(owner.workspace, "nl")["address"] == "je"


def test_what_people_said_stays(owner: Member) -> None:
    correct_label(
        workspace=owner.workspace, network="net", post_id="en", reads="sentiment", label="positive", by=owner
    )
    choose(owner, "en")
    label_new(workspace=owner.workspace.pk)
    assert said(owner.workspace, "en")["sentiment"] == "positive"


def test_the_same_languages_are_no_change_and_others_are_refused(owner: Member) -> None:
    assert not choose(owner, "en", "nl")
    for wrong in ((), ("fr",), ("nl", "xx")):
        with pytest.raises(BadLanguages):
            choose(owner, *wrong)
    member = joined(owner.workspace, person("Guest"))
    with pytest.raises(NotAllowed):
        choose_languages(workspace=owner.workspace, languages=("nl",), by=member)
    assert label_new(workspace=owner.workspace.pk)["posts"] == 0


def test_languages_that_change_while_posts_are_read_make_them_wait_again(
    owner: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"network": "net", "post_id": "late", "text": DUTCH, "created_at": datetime(2026, 3, 2)}]
    with open_store().writer(owner.workspace.pk) as writer:
        writer.add("posts", pa.Table.from_pylist(rows, schema=TABLES["posts"].schema))
        writer.commit(sha256="b", kind="import", source="b")
    read = labelling.label_posts

    def meanwhile(*given: object, **more: object) -> object:
        choose(owner, "en")
        return read(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(labelling, "label_posts", meanwhile)
    label_new(workspace=owner.workspace.pk)
    monkeypatch.setattr(labelling, "label_posts", read)
    newest = Batch.objects.latest("number").number
    assert Workspace.objects.get(pk=owner.workspace.pk).read_again == newest
    assert label_new(workspace=owner.workspace.pk)["posts"] == 3
    assert said(owner.workspace, "late") == {"language": "und"}
