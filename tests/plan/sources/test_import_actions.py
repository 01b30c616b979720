"""Bringing files, starting their import, stopping it, throwing them away."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from socialplan.pipeline.columns import KEEP, Choices
from socialplan.plan.sources.actions.imports import (
    BadFiles,
    Incoming,
    bring_files,
    cancel_job,
    discard_draft,
    draft_paths,
    retry_job,
    set_choices,
    set_mapping,
    split_draft,
    start_import,
)
from socialplan.plan.sources.models import ImportDraft, Job
from socialplan.plan.sources.queries import drafts
from socialplan.plan.team.models import Workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace(tmp_path: Path, settings: LazySettings) -> Workspace:
    settings.HOME = tmp_path
    return Workspace.objects.create(slug="w", name="W")


def bring(workspace: Workspace, **files: bytes) -> ImportDraft:
    incoming = [Incoming(f"{name}.csv", [content]) for name, content in files.items()]
    return bring_files(workspace=workspace, files=incoming, by="somebody")


def test_files_are_kept_as_they_came(workspace: Workspace) -> None:
    draft = bring(workspace, a=b"x;y\n1;2\n", b=b"\xff\xfe")
    assert [path.read_bytes() for path in draft_paths(draft)] == [b"x;y\n1;2\n", b"\xff\xfe"]
    assert [path.name for path in draft_paths(draft)] == ["a.csv", "b.csv"]
    assert [file["bytes"] for file in draft.files] == [8, 2]


def test_two_files_of_one_name_do_not_meet(workspace: Workspace) -> None:
    files = [Incoming("posts.csv", [b"1"]), Incoming("posts.csv", [b"2"])]
    draft = bring_files(workspace=workspace, files=files, by="")
    assert [path.read_bytes() for path in draft_paths(draft)] == [b"1", b"2"]


def test_a_file_over_the_limit_leaves_nothing(workspace: Workspace, settings: LazySettings) -> None:
    settings.UPLOAD_MOST_BYTES = 10
    with pytest.raises(BadFiles) as refused:
        bring_files(workspace=workspace, files=[Incoming("a.csv", [b"123456", b"7890123"])], by="")
    assert refused.value.code == "too_large"
    assert not ImportDraft.objects.exists()
    assert not [path for path in (settings.HOME / "uploads").rglob("*") if path.is_file()]


def test_no_files_and_too_many_files_are_refused(workspace: Workspace) -> None:
    with pytest.raises(BadFiles, match="no_files"):
        bring_files(workspace=workspace, files=[], by="")
    with pytest.raises(BadFiles, match="too_many_files"):
        bring_files(workspace=workspace, files=[Incoming(str(i), [b"x"]) for i in range(21)], by="")


def test_files_that_do_not_belong_together_become_two_drafts(workspace: Workspace) -> None:
    draft = bring(workspace, a=b"A", b=b"B", c=b"C")
    first, second = split_draft(draft=draft, groups=[[0, 2], [1]])
    assert [path.read_bytes() for path in draft_paths(first)] == [b"A", b"C"]
    assert [path.read_bytes() for path in draft_paths(second)] == [b"B"]


def test_a_day_and_a_time_in_two_columns_outlive_another_choice(workspace: Workspace) -> None:
    draft = bring(workspace, a=b"Datum;Tijd;Bericht\n13-05-2024;9:30;a\n")
    set_mapping(draft=draft, toml=drafts.guessed(draft), name="")
    before = drafts.current_mapping(draft)
    set_choices(draft=draft, choices=Choices(columns={"created_at": KEEP}, time_format=""))
    assert drafts.current_mapping(draft) == before
    assert before.blocks[0].fields["created_at"].format == ("%d-%m-%Y %H:%M", "%d-%m-%Y")


def test_starting_twice_gives_one_job(workspace: Workspace) -> None:
    draft = bring(workspace, a=b"x")
    assert start_import(draft=draft, by="x") == start_import(draft=draft, by="x")
    assert Job.objects.count() == 1


def test_waiting_work_stops_at_once_and_running_work_is_asked_to(workspace: Workspace) -> None:
    job = start_import(draft=bring(workspace, a=b"x"), by="x")
    assert cancel_job(job=job).state == "cancelled"
    again = retry_job(job=job)
    assert (again.state, again.cancel_asked) == ("due", False)
    Job.objects.update(state="running")
    asked = cancel_job(job=again)
    assert (asked.state, asked.cancel_asked) == ("running", True)


def test_finished_work_cannot_be_cancelled_or_repeated(workspace: Workspace) -> None:
    job = start_import(draft=bring(workspace, a=b"x"), by="x")
    Job.objects.update(state="done")
    assert cancel_job(job=job).state == "done"
    assert retry_job(job=job).state == "done"


def test_discarding_removes_files_and_draft(workspace: Workspace) -> None:
    draft = bring(workspace, a=b"x")
    paths = draft_paths(draft)
    discard_draft(draft=draft)
    assert not ImportDraft.objects.exists()
    assert not paths[0].exists()
