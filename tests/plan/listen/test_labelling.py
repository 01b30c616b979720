"""Labelling as a job and as part of an import: before what stands is looked at, once."""

from socialplan.jobs import work_of
from socialplan.jobs.context import Context
from socialplan.pipeline.ledger import Store
from socialplan.plan.sources.actions.running import recheck_soon
from socialplan.plan.sources.models import Batch, Job
from socialplan.plan.team.models import Workspace
from tests.plan.evidence.world import Said, bring


def labelled(workspace: Workspace) -> dict[str, object]:
    job = Job.objects.create(workspace=workspace, kind="labels", state="running")
    return dict(work_of("labels")(job, Context(job)))


def test_after_a_batch_posts_are_labelled_before_claims_are_looked_at(workspace: Workspace) -> None:
    recheck_soon(workspace=workspace.pk, batch=1)
    kinds = list(Job.objects.order_by("due_at", "id").values_list("kind", flat=True))
    assert kinds.index("labels") < kinds.index("recheck")


def test_the_job_labels_what_is_new_and_has_claims_looked_at(store: Store, workspace: Workspace) -> None:
    bring(store, workspace.pk, Said("bakery", "photo", range(3)))
    assert labelled(workspace) == {"batch": 2, "posts": 3, "labels": {"language@1": 3, "mood@1": 3}}
    assert Batch.objects.filter(kind="labels").count() == 1
    assert Job.objects.filter(kind="recheck", params={"batch": 2}).count() == 1
    assert labelled(workspace) == {"batch": None, "posts": 0, "labels": {}}
    assert Batch.objects.filter(kind="labels").count() == 1
