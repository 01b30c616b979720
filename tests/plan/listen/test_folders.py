"""A model in a folder under the home: tried, looked at, adopted, and left again."""

import importlib.util
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from socialplan.jobs import work_of
from socialplan.jobs.context import Context
from socialplan.labels import LABELLERS, onnx_folder
from socialplan.plan.listen.actions import (
    CannotAdopt,
    NoSuchFolder,
    adopt_version,
    label_new,
    preview_soon,
    try_soon,
)
from socialplan.plan.listen.queries import Version, broken_folders, labeller, post_labels, stale_models
from socialplan.plan.sources.models import Job
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import AuditEntry, Member
from socialplan.records import TABLES
from tests.labels import tiny_model
from tests.people import member_of, person, workspace_of

SHIPPED = LABELLERS["sentiment"].version
POSTS = {
    "a": "This was a splendid, splendid, splendid evening",
    "b": "They gave us dreadful, dreadful, dreadful soup",
    "c": "The door was open when we came here",
}  # fmt: skip
NEW = {"d": "Such a splendid, splendid, splendid morning"}


@pytest.fixture
def owner(db: None, home: Path, settings: object) -> Member:
    settings.HOME = home  # type: ignore[attr-defined]
    user = person()
    owner = member_of(workspace_of(user, zone="UTC"), user)
    bring(owner, POSTS)
    return owner


def bring(owner: Member, posts: dict[str, str]) -> None:
    rows = [
        {"network": "net", "post_id": name, "text": text, "created_at": datetime(2026, 3, 1)}
        for name, text in posts.items()
    ]
    with open_store().writer(owner.workspace.pk) as writer:
        writer.add("posts", pa.Table.from_pylist(rows, schema=TABLES["posts"].schema))
        writer.commit(sha256=str(posts), kind="import", source="a")
    label_new(workspace=owner.workspace.pk)


@pytest.fixture
def tiny(home: Path, onnx_packages: None) -> Path:
    return tiny_model.make(home / "models" / "tiny", languages=["en"])


def done(job: Job) -> dict[str, object]:
    """What the worker does."""
    Job.objects.filter(pk=job.pk).update(state="running")
    result = dict(work_of(job.kind)(job, Context(job)))
    Job.objects.filter(pk=job.pk).update(state="done", result=result)
    return result


def tried(owner: Member, folder: str = "tiny") -> dict[str, object]:
    return done(try_soon(workspace=owner.workspace, folder=folder, by=owner))


def version_of(owner: Member) -> Version:
    held = labeller(owner.workspace, "sentiment")
    assert held is not None
    return next(one for one in held.versions if one.origin == "folder")


def adopt(owner: Member, version: str) -> None:
    done(preview_soon(workspace=owner.workspace, reads="sentiment", version=version, by=owner))
    adopt_version(workspace=owner.workspace, reads="sentiment", version=version, by=owner)


def moods(owner: Member) -> list[str | None]:
    found = [post_labels(owner.workspace, "net", name) for name in POSTS]
    return [one.label for labels in found for one in labels if one.reads == "sentiment"]


def test_a_folder_is_listed_with_its_labeller_and_languages_before_it_is_tried(
    owner: Member, tiny: Path
) -> None:
    one = version_of(owner)
    assert one.folder is not None and one.version.startswith("onnx-")
    assert (one.folder.name, one.folder.languages, one.folder.tried) == ("tiny", ("en",), None)
    with pytest.raises(CannotAdopt, match="Try this model first"):
        preview_soon(workspace=owner.workspace, reads="sentiment", version=one.version, by=owner)


def test_it_is_measured_here_and_on_the_sets_like_the_others(
    owner: Member, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from socialplan.pipeline.accuracy import measure as measuring
    from socialplan.pipeline.accuracy.base import Examples, LabelledSet

    def four(name: str, language: str, reads: str = "sentiment") -> LabelledSet:
        texts = ["splendid", "dreadful", "door", "splendid"]
        truth = ["positive", "negative", "neutral", "negative"]
        return LabelledSet(name, reads, language, "", lambda _f: Examples(texts, truth), "accuracy")

    def absent(_folder: Path) -> Examples:
        raise FileNotFoundError

    sets = (
        four("four", "en"), four("dutch", "nl"), four("other", "en", "question"),
        LabelledSet("absent", "sentiment", "en", "", absent, "accuracy"),
    )  # fmt: skip
    monkeypatch.setattr(measuring, "every_set", lambda: sets)
    assert tried(owner) == {"version": version_of(owner).version, "why": ""}
    one = version_of(owner)
    assert one.folder is not None and one.folder.tried is not None and one.folder.fit
    assert one.folder.tried.speed is not None and one.folder.tried.speed > 50
    assert [(row.set, row.n, row.score) for row in one.accuracy] == [("four", 4, 75.0)]
    assert AuditEntry.objects.get(action="try_folder").object == "tiny"


def test_it_is_adopted_reads_new_posts_and_is_left_for_the_shipped_one(owner: Member, tiny: Path) -> None:
    before = moods(owner)
    tried(owner)
    version = version_of(owner).version
    adopt(owner, version)
    assert moods(owner) == ["positive", "negative", "neutral"]
    bring(owner, NEW)
    (found,) = [one for one in post_labels(owner.workspace, "net", "d") if one.reads == "sentiment"]
    assert (found.label, found.version) == ("positive", version)
    held = labeller(owner.workspace, "sentiment")
    assert held is not None and held.stale is None
    adopt(owner, SHIPPED)
    assert moods(owner) == before


def test_what_the_team_said_of_its_labels_is_counted(owner: Member, tiny: Path) -> None:
    row = {"network": "net", "labeller": "sentiment@person"}
    labels = [{**row, "subject_id": "a", "label": "positive"}, {**row, "subject_id": "b", "label": "neutral"}]
    with open_store().writer(owner.workspace.pk) as writer:
        writer.add("labels", pa.Table.from_pylist(labels, schema=TABLES["labels"].schema))
        writer.commit(sha256="said", kind="correction", source="said")
    tried(owner)
    assert version_of(owner).judged is None  # it has not read these posts yet
    version = version_of(owner).version
    done(preview_soon(workspace=owner.workspace, reads="sentiment", version=version, by=owner))
    said = version_of(owner).judged
    assert said is not None and (said.right, said.wrong, said.unsure) == (1, 1, 0)


def test_a_folder_that_went_leaves_posts_unread_and_that_is_known(owner: Member, tiny: Path) -> None:
    tried(owner)
    version = version_of(owner).version
    adopt(owner, version)
    tiny.rename(tiny.with_name(".gone"))
    bring(owner, NEW)
    (gone,) = stale_models(owner.workspace)
    assert (gone.name, gone.adopted, gone.newest, gone.unread) == ("sentiment", version, SHIPPED, 1)
    tiny.with_name(".gone").rename(tiny)
    assert stale_models(owner.workspace) == []


def test_other_files_are_another_version_that_was_not_tried(owner: Member, tiny: Path) -> None:
    tried(owner)
    first = version_of(owner)
    tiny_model.make(tiny, languages=["en"], temperature=2.0)
    second = version_of(owner)
    assert second.version != first.version and second.folder is not None and second.folder.tried is None


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_a_file_that_does_not_load_is_named(owner: Member, tiny: Path, file: str) -> None:
    (tiny / file).write_text("this is none")
    assert str(tried(owner)["why"]).startswith(file)
    folder = version_of(owner).folder
    assert folder is not None and folder.wrong is not None and not folder.fit
    assert (folder.wrong.code, folder.wrong.values["file"]) == ("unreadable", file)
    with pytest.raises(CannotAdopt):
        preview_soon(workspace=owner.workspace, reads="sentiment", version=folder.version, by=owner)


def test_a_folder_that_is_no_model_is_named_and_cannot_be_tried(owner: Member, home: Path) -> None:
    (home / "models" / "empty").mkdir(parents=True)
    (one,) = broken_folders()
    assert one.name == "empty" and one.wrong is not None
    assert one.wrong.text.startswith("model.onnx is missing in empty")
    for name in ("empty", "nowhere", "../models/empty"):
        with pytest.raises(NoSuchFolder):
            try_soon(workspace=owner.workspace, folder=name, by=owner)


def test_without_the_packages_it_says_how_to_install_them(
    owner: Member, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        onnx_folder, "find_spec", lambda name: None if name == "onnxruntime" else find(name)
    )
    folder = version_of(owner).folder
    assert folder is not None and folder.wrong is not None and folder.wrong.code == "packages"
    assert "requirements/onnx.lock" in folder.wrong.text
    with pytest.raises(onnx_folder.FolderError, match="are not installed"):
        onnx_folder.open_folder(tiny)
