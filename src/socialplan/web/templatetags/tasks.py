"""What is under way, for the task list of the top bar, and what stands still."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone

from socialplan.plan.sources.queries import jobs, troubles
from socialplan.web.trouble_words import trouble_words

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

register = template.Library()


@dataclass(frozen=True)
class ShownTrouble:
    code: str
    words: str


@register.simple_tag
def open_jobs(workspace: "Workspace | None") -> list[jobs.JobLine]:
    return jobs.open_jobs(workspace=workspace, now=timezone.now()) if workspace else []


@register.simple_tag
def troubles_now(workspace: "Workspace") -> list[ShownTrouble]:
    found = troubles.troubles(workspace=workspace, now=timezone.now())
    return [ShownTrouble(one.code, trouble_words(one, workspace)) for one in found]
