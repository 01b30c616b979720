"""Bring files, check them, start their import, stop it, throw them away."""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.unpack import is_archive, take_out
from socialplan.pipeline.columns import KEEP, Choices, changed, chosen

from ...team.models import Workspace
from ..models import ImportDraft, Job, JobState
from ..places import draft_folder, draft_paths
from ..queries import drafts
from ..rules import safe_name

__all__ = [
    "BadFiles", "Incoming", "bring_files", "cancel_job", "discard_draft", "draft_paths", "retry_job",
    "set_choices", "set_mapping", "set_owner_kinds", "settle_mapping", "split_draft", "start_import",
]  # fmt: skip
MOST_FILES = 20


class BadFiles(Exception):
    """What was brought cannot be taken in as it is; the code says why, the values fill the sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Incoming:
    """One file on its way in."""

    name: str
    chunks: Iterable[bytes]


def bring_files(*, workspace: Workspace, files: Sequence[Incoming], by: str) -> ImportDraft:
    """Keep the files as they came, beside the store; nothing of them is read yet."""
    if not files:
        raise BadFiles("no_files")
    if len(files) > MOST_FILES:
        raise BadFiles("too_many_files", most=MOST_FILES, given=len(files))
    name = uuid4().hex
    folder = draft_folder(workspace.pk, name)
    kept: list[dict[str, object]] = []
    try:
        for incoming in files:
            kept += _opened(_keep(incoming, folder / str(len(kept))), folder, len(kept))
    except BadFiles:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return ImportDraft.objects.create(workspace=workspace, folder=name, files=kept, by=by)


def split_draft(*, draft: ImportDraft, groups: Sequence[Sequence[int]]) -> list[ImportDraft]:
    """One draft per group of files that belong together; the first group stays in this one."""
    if len(groups) < 2:
        return [draft]
    files, old = draft.files, draft_folder(draft.workspace_id, draft.folder)
    split = []
    for group in groups[1:]:
        name = uuid4().hex
        for place, index in enumerate(group):
            target = draft_folder(draft.workspace_id, name) / str(place)
            target.parent.mkdir(parents=True, exist_ok=True)
            (old / str(index)).rename(target)
        kept = [files[index] for index in group]
        split.append(
            ImportDraft.objects.create(workspace_id=draft.workspace_id, folder=name, files=kept, by=draft.by)
        )
    for place, index in enumerate(groups[0]):
        if place != index:
            (old / str(index)).rename(old / str(place))
    draft.files = [files[index] for index in groups[0]]
    draft.save(update_fields=["files"])
    return [draft, *split]


def discard_draft(*, draft: ImportDraft) -> None:
    """Throw the files away; the store never knew them."""
    folder = draft_folder(draft.workspace_id, draft.folder)
    draft.delete()
    shutil.rmtree(folder, ignore_errors=True)


def set_mapping(*, draft: ImportDraft, toml: str, name: str = "") -> None:
    draft.toml, draft.mapping_name = toml, name
    draft.save(update_fields=["toml", "mapping_name"])


def settle_mapping(*, draft: ImportDraft) -> None:
    """Read the files by a remembered mapping that fits, else by a guess."""
    toml, name = drafts.recognise(draft)
    set_mapping(draft=draft, toml=toml, name=name)


def set_choices(*, draft: ImportDraft, choices: Choices) -> None:
    """Keep what was chosen on the form in the draft's own mapping. Raises BadImport without one."""
    old = drafts.current_mapping(draft)
    column = choices.columns.get("created_at", "")
    moved = column not in ("", KEEP, chosen(old)["created_at"])
    if column == KEEP:
        choices = replace(choices, time_format=choices.time_format or None)
    elif column and (moved or choices.time_format == ""):
        choices = replace(choices, time_format=drafts.found_format(draft, column))
    set_mapping(draft=draft, toml=changed(old, choices).to_toml(), name=draft.mapping_name)


def set_owner_kinds(*, draft: ImportDraft, kinds: dict[str, str]) -> None:
    draft.owner_kinds = kinds
    draft.save(update_fields=["owner_kinds"])


def start_import(*, draft: ImportDraft, by: str) -> Job:
    """Leave a job for the worker; asking twice gives the same job."""
    with transaction.atomic():
        held = ImportDraft.objects.select_for_update().get(pk=draft.pk)
        if held.job and held.job.state in (JobState.DUE, JobState.RUNNING, JobState.DONE):
            return held.job
        held.job = Job.objects.create(
            workspace_id=held.workspace_id, kind="import", by=by,
            params={"draft": held.pk, "files": [file["name"] for file in held.files]},
        )  # fmt: skip
        held.save(update_fields=["job"])
    return held.job


def cancel_job(*, job: Job) -> Job:
    """Ask a job to stop; one that has not begun stops at once."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, state=JobState.DUE)
    if not waiting.update(state=JobState.CANCELLED, cancel_asked=True, ended_at=now):
        Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_asked=True)
    job.refresh_from_db()
    return job


def retry_job(*, job: Job) -> Job:
    """Give a job that failed or was cancelled another turn."""
    Job.objects.filter(pk=job.pk, state__in=(JobState.FAILED, JobState.CANCELLED)).update(
        state=JobState.DUE, cancel_asked=False, error=None, done=0, total=None, attempts=0,
        due_at=timezone.now(), ended_at=None,
    )  # fmt: skip
    job.refresh_from_db()
    return job


def _opened(file: dict[str, object], folder: Path, place: int) -> list[dict[str, object]]:
    """What is in it, where it is an archive of files; one that cannot be opened stays, to be told."""
    archive = folder / str(place) / str(file["name"])
    if not is_archive(archive):
        return [file]
    apart = folder / "archive"
    try:
        found = take_out(archive, apart)
    except BadImport:
        return [file]
    archive.unlink()
    archive.parent.rmdir()
    kept: list[dict[str, object]] = []
    for number, path in enumerate(found, start=place):
        (folder / str(number)).mkdir()
        name = safe_name(path.name)
        path.rename(folder / str(number) / name)
        kept.append({"name": name, "bytes": (folder / str(number) / name).stat().st_size})
    shutil.rmtree(apart)
    return kept


def _keep(incoming: Incoming, folder: Path) -> dict[str, object]:
    folder.mkdir(parents=True)
    name = safe_name(incoming.name)
    size = 0
    with (folder / name).open("xb") as file:
        for chunk in _limited(incoming):
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return {"name": name, "bytes": size}


def _limited(incoming: Incoming) -> Iterator[bytes]:
    """The chunks, refused as soon as they pass the limit."""
    size = 0
    for chunk in incoming.chunks:
        size += len(chunk)
        if size > settings.UPLOAD_MOST_BYTES:
            raise BadFiles("too_large", name=incoming.name, most=settings.UPLOAD_MOST_BYTES)
        yield chunk
