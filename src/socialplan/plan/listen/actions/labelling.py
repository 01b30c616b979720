"""Labelling: the models read what came in, before what stands is looked at again."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from socialplan.pipeline.label import label_posts

from ...sources.actions.running import look_again_soon
from ...sources.models import Job
from ...sources.queries import open_store
from ...team.models import Workspace
from ..shelf import shelf_of

MEMORY = "64MB"  # of the engine; the words the models know take as much again
Progress = Callable[[str, int, int | None], None]


def label_new(
    *, workspace: int, by: str = "", progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None, versions: Mapping[str, str] | None = None,
) -> Mapping[str, Any]:  # fmt: skip
    """Read every post the adopted versions (or these `versions`) did not read yet, in the languages of the
    workspace. Returns batch, posts and labels per labeller. Raises Cancelled, Busy; then nothing was stored.
    """
    held = Workspace.objects.get(pk=workspace)

    def also(batch: int) -> None:
        _in_other_languages(held, batch)
        if versions is None:  # nobody reads the labels of other versions
            look_again_soon(workspace=workspace, batch=batch)

    store = open_store(also=also, memory_limit=MEMORY)
    found = label_posts(
        store, workspace, versions=versions, shelf=shelf_of(workspace), languages=tuple(held.languages),
        again=held.read_again, by=by, progress=progress, cancelled=cancelled,
    )  # fmt: skip
    return {**asdict(found), "labels": dict(found.labels or {})}


def _in_other_languages(held: Workspace, batch: int) -> None:
    """Where other languages were chosen while posts were read, this batch is read again as well."""
    changed = Workspace.objects.select_for_update().filter(pk=held.pk).exclude(languages=held.languages)
    if changed.update(read_again=batch):
        Job.objects.create(workspace=held, kind="labels", due_at=timezone.now())
