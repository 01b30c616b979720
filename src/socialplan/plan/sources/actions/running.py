"""What the worker does with an import: read, store, tidy up, and have what stands looked at again."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.parse_mapping import parse_mapping

from ..models import ImportDraft, Job, JobState
from ..queries.store import open_store
from .imports import discard_draft, draft_paths

MEMORY = "160MB"  # with Python and its libraries an import stays under 512 MB
LOOK_AGAIN = "recheck"
AFTER_A_BATCH = ("answers", "labels", LOOK_AGAIN)  # jobs, in the order in which people wait for them
AFTER_HEARING = ("labels", LOOK_AGAIN)
TOGETHER_SECONDS = 60.0
Progress = Callable[[str, int, int | None], None]


def run_import(*, job: Job, progress: Progress, cancelled: Callable[[], bool]) -> Mapping[str, Any]:
    """Import the files of a draft: all of them in one batch, or nothing.

    Returns the receipt. Raises BadImport, Cancelled, Busy. A job that ran before its worker died finds its
    batch in `job.result`, which is written in the transaction that made the batch visible.
    """
    draft = ImportDraft.objects.select_related("workspace").filter(pk=job.params["draft"]).first()
    if draft is None:
        return dict(job.result)
    receipt = import_files(
        open_store(also=lambda number: _with_commit(job, number), memory_limit=MEMORY),
        workspace=draft.workspace_id,
        paths=draft_paths(draft), mapping=parse_mapping(draft.toml), owner_kinds=draft.owner_kinds,
        simulated=draft.workspace.simulated, by=job.by, progress=progress, cancelled=cancelled,
    )  # fmt: skip
    job.refresh_from_db(fields=["result"])
    result = {**receipt.as_json(), "already": receipt.already and not job.result.get("batch")}
    discard_draft(draft=draft)
    return result


def _with_commit(job: Job, number: int) -> None:
    """Stored together with the batch: the job knows it, and the claims on it are due to be looked at."""
    Job.objects.filter(pk=job.pk).update(result={"batch": number})
    recheck_soon(workspace=job.workspace_id, batch=number)


def recheck_soon(*, workspace: int, batch: int) -> None:
    """The worker answers the first questions, labels the posts and looks at the claims at once: call it in
    the transaction that makes the batch visible."""
    _leave(AFTER_A_BATCH, workspace, batch)


def look_again_soon(*, workspace: int, batch: int) -> None:
    """The same for a batch that brought no posts: only what stands is looked at."""
    _leave((LOOK_AGAIN,), workspace, batch)


def heard_something(*, workspace: int, batch: int) -> None:
    """The same for what was heard: batches come one after another, so what comes within a while is looked at
    together."""
    _leave(AFTER_HEARING, workspace, batch, seconds=TOGETHER_SECONDS)


def _leave(kinds: Sequence[str], workspace: int, batch: int, *, seconds: float = 0) -> None:
    for kind in kinds:
        waiting = Job.objects.filter(workspace_id=workspace, kind=kind, state=JobState.DUE)
        if not waiting.exists():
            Job.objects.create(
                workspace_id=workspace,
                kind=kind,
                params={"batch": batch},
                due_at=timezone.now() + timedelta(seconds=seconds),
            )
