"""What is under way, for the task list of the top bar."""

from typing import TYPE_CHECKING

from django import template
from django.utils import timezone

from socialplan.plan.sources.queries import jobs

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

register = template.Library()


@register.simple_tag
def open_jobs(workspace: "Workspace | None") -> list[jobs.JobLine]:
    return jobs.open_jobs(workspace=workspace, now=timezone.now()) if workspace else []
