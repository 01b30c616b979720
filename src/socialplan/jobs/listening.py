"""The job of a source: it hears what is new and comes again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.plan.sources.actions.hearing import hear

from .context import Again, Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def listen(job: "Job", context: Context) -> Mapping[str, Any]:
    raise Again(hear(job=job, cancelled=context.cancelled))
