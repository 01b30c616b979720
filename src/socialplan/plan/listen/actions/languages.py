"""The languages of the posts of a workspace: with others, every post waits to be read again."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from socialplan.pipeline.label_choices import reading_languages

from ...sources.models import Batch, Job
from ...team.actions import audit, require
from ...team.models import Member, Workspace

PERMISSION = "team.manage"


class BadLanguages(Exception):
    """These cannot be the languages of a workspace; the text says what to choose."""


@transaction.atomic
def choose_languages(*, workspace: Workspace, languages: Sequence[str], by: Member) -> bool:
    """From now on posts are read in these languages; what was read in others is read again, by the worker.
    Returns whether that is a change. Raises BadLanguages, NotAllowed."""
    require(by, PERMISSION)
    known = [one for one in reading_languages() if one in languages]
    if not known or set(languages) - set(known):
        raise BadLanguages(_("Choose at least one of these languages."))
    held = Workspace.objects.select_for_update().get(pk=workspace.pk)
    if set(held.languages) == set(known):
        return False
    workspace.languages = held.languages = known
    workspace.read_again = held.read_again = newest_batch(workspace.pk)
    held.save(update_fields=["languages", "read_again"])
    audit(workspace=workspace, by=by, action="choose_languages", object=", ".join(known))
    Job.objects.create(workspace=workspace, kind="labels", due_at=timezone.now())
    return True


def newest_batch(workspace: int) -> int:
    return Batch.objects.filter(workspace=workspace).aggregate(newest=Max("number"))["newest"] or 0
