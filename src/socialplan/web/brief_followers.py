"""What follows the brief: tracked queries that say so change with it, in the same transaction."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _

from socialplan.plan.listen.actions import count_again, follow_brief

from .access import PageRequest

if TYPE_CHECKING:
    from socialplan.plan.listen.models import TrackedQuery


class Followers:
    """Of one change of the brief: `follow` runs inside its transaction, `count` after it."""

    def __init__(self, request: PageRequest) -> None:
        self.request = request
        self.changed: list[TrackedQuery] = []

    def follow(self) -> None:
        self.changed = follow_brief(workspace=self.request.workspace, by=self.request.member)

    def count(self) -> None:
        count_again(self.changed, by=self.request.member)
        for row in self.changed:
            said = _("The tracked query %(name)s follows the brief and changed with it.")
            messages.info(self.request, said % {"name": f"“{row.name}”"})
