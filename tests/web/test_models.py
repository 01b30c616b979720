"""The page on models: versions with their accuracy, what would turn, and adopting one."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from socialplan.analysis import ANALYSES
from socialplan.jobs import work_of
from socialplan.jobs.context import Context
from socialplan.pipeline import label as labelling
from socialplan.plan.listen.actions import label_new
from socialplan.plan.sources.models import Adoption, Job
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Workspace
from tests.labels import tiny_model
from tests.pipeline.readers import Mood, Speaks, entry, only, shelf_of
from tests.plan.evidence.world import Said, bring
from tests.plan.listen.moods import ENTRY
from tests.web.rooms import at, send, text_of


@pytest.fixture
def read(workspace: Workspace, home: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace that was read by the first version; the product now comes with the second."""
    settings.HOME = home  # type: ignore[attr-defined]
    only(monkeypatch, entry("language"), entry("mood", labels=("good", "bad")))
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Mood()))
    bring(open_store(), workspace.pk, Said("cafe", "photo", range(3)))
    label_new(workspace=workspace.pk)
    only(monkeypatch, entry("language"), entry("mood", "2", labels=("good", "bad")))
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Mood("2")))
    return workspace


def page(client: Client, workspace: Workspace, name: str, *args: str) -> str:
    return text_of(client.get(at(workspace, name, *args)))  # type: ignore[arg-type]


def test_every_labeller_says_which_version_counts(client_in: Client, read: Workspace) -> None:
    shown = page(client_in, read, "models")
    assert "Adopted: version 1" in shown and "the adopted version 1 of the model is no longer here" in shown
    assert "Here it read 3 posts; of 0.0% it is unsure." in shown
    assert "How often this version is right has not been measured." in shown


def test_a_version_is_looked_at_and_then_adopted(client_in: Client, read: Workspace) -> None:
    refused = send(client_in, at(read, "model-adopt", "mood", "2"), htmx=False)
    assert refused.status_code == 409 and "Look first" in text_of(refused)
    assert send(client_in, at(read, "model-preview", "mood", "2"), htmx=False).status_code == 302
    assert "Waiting" in page(client_in, read, "model-version", "mood", "2")
    job = Job.objects.get(kind="preview")
    Job.objects.update(state="running")
    Job.objects.filter(pk=job.pk).update(state="done", result=dict(work_of("preview")(job, Context(job))))
    shown = page(client_in, read, "model-version", "mood", "2")
    assert "No claim of your plan reads these labels" in shown and "Adopt this version" in shown
    send(client_in, at(read, "model-adopt", "mood", "2"), htmx=False)
    assert Adoption.objects.filter(labeller="mood").last().version == "2"  # type: ignore[union-attr]
    assert "Adopted by Owner" in page(client_in, read, "models")


def test_a_version_that_does_not_exist_has_no_page(client_in: Client, read: Workspace) -> None:
    assert client_in.get(at(read, "model-version", "mood", "9")).status_code == 404


def test_what_lies_unread_after_an_upgrade_is_said_where_people_look(
    client_in: Client, read: Workspace
) -> None:
    bring(open_store(), read.pk, Said("cafe", "video", range(2)), source="newer")
    label_new(workspace=read.pk)
    for name in ("models", "overview", "review"):
        shown = page(client_in, read, name)
        assert "Mood: the adopted version 1 of the model is no longer here" in shown
        assert "2 posts are unread; figures rest on the others." in shown
        assert f'action="{at(read, "model-preview", "mood", "2")}"' in shown
    assert "no longer here" not in page(client_in, read, "explore-analysis", "volume")  # it reads no labels


def test_a_figure_that_rests_on_it_says_so_too(
    client_in: Client, read: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANALYSES, "moods", replace(ENTRY, labellers=("mood",)))
    assert "2 posts are unread" not in page(client_in, read, "explore-analysis", "moods")
    bring(open_store(), read.pk, Said("cafe", "video", range(2)), source="newer")
    label_new(workspace=read.pk)
    shown = page(client_in, read, "explore-analysis", "moods")
    assert "2 posts are unread" in shown and "See what would turn with version 2" in shown


def test_a_folder_that_is_no_model_is_named_with_the_file_and_the_reason(
    client_in: Client, read: Workspace, home: Path
) -> None:
    (home / "models" / "mine").mkdir(parents=True)
    shown = page(client_in, read, "models")
    assert "The folder models/mine of this server is no model. model.onnx is missing." in shown
    assert send(client_in, at(read, "model-try", "mine"), htmx=False).status_code == 404


@pytest.mark.usefixtures("onnx_packages")
def test_a_model_in_a_folder_is_tried_from_the_page(
    client_in: Client, workspace: Workspace, home: Path, settings: object
) -> None:
    settings.HOME = home  # type: ignore[attr-defined]
    tiny_model.make(home / "models" / "tiny", languages=["en"])
    bring(open_store(), workspace.pk, Said("cafe", "photo", range(3)))
    label_new(workspace=workspace.pk)
    shown = page(client_in, workspace, "models")
    assert "From the folder models/tiny of this server. Languages: English." in shown
    assert "It was not tried yet" in shown
    assert send(client_in, at(workspace, "model-try", "tiny"), htmx=False).status_code == 302
    assert "This model is being tried" in page(client_in, workspace, "models")
    job = Job.objects.get(kind="folder")
    Job.objects.update(state="running")
    Job.objects.filter(pk=job.pk).update(state="done", result=dict(work_of("folder")(job, Context(job))))
    shown = page(client_in, workspace, "models")
    assert re.search(r"It reads [\d,]+ posts a second on this server, 32 at a time.", shown)
    assert "sentiment/onnx-" in shown
    (home / "models" / "tiny" / "model.onnx").write_text("none")
    send(client_in, at(workspace, "model-try", "tiny"), htmx=False)
    job = Job.objects.latest("id")
    Job.objects.update(state="done")
    work_of("folder")(job, Context(job))
    assert "This model cannot be used. model.onnx cannot be read:" in page(client_in, workspace, "models")
