"""Questions to the community: text to copy, the query that collects the answers, thanks when they came."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from socialplan.pipeline.post_named import post_named
from socialplan.tracked import Fact, Phrase, write_query
from socialplan.tracked.query import FROM, OWN, UNDER, Not, Query, all_of, any_of

from ...sources.queries import open_store
from ...team.actions import audit, require
from ...team.edits import add_row, save_row
from ...team.models import Member, Workspace
from ..models import CommunityQuestion, TrackedQuery
from ..places import places
from .tracking import PERMISSION, add_query, change_query, remove_query

TAG = re.compile(r"[\w·]{2,80}")
LONGEST = 2_000


def ask_community(*, workspace: Workspace, text: str, hashtag: str, by: Member) -> CommunityQuestion:
    """A question, and with a hashtag at once the query that collects its answers. Raises ValidationError."""
    require(by, PERMISSION)
    text, hashtag = text.strip()[:LONGEST], hashtag.strip().lstrip("#")
    if not text:
        raise ValidationError({"text": _("Write the question first.")})
    if hashtag and not TAG.fullmatch(hashtag):
        raise ValidationError({"hashtag": _("A hashtag is one word of letters and digits.")})
    with transaction.atomic():
        row = add_row(CommunityQuestion(workspace=workspace, text=text, hashtag=hashtag), by=by)
        audit(workspace=workspace, by=by, action="ask_community", object=str(row.pk))
        _collect(row, by=by)
    return row


def found_at(*, question: CommunityQuestion, address: str, version: int, by: Member) -> CommunityQuestion:
    """The post it was put in: what stands under it counts as an answer. Raises StaleEdit, ValidationError."""
    require(by, PERMISSION)
    address = address.strip()
    if not address or len(address) > 500 or any(sign.isspace() or sign == '"' for sign in address):
        raise ValidationError({"address": _("Paste the whole address of the post.")})
    with transaction.atomic():
        row = save_row(question, changes={"address": address}, version=version, by=by)
        audit(workspace=row.workspace, by=by, action="place_community_question", object=str(row.pk))
        _collect(row, by=by)
    return row


def thank(
    *, question: CommunityQuestion, answers: int, version: int, by: Member, now: datetime
) -> CommunityQuestion:
    """Those who answered were thanked; with the next answer thanks are due again. Raises StaleEdit."""
    require(by, PERMISSION)
    changes = {"thanked_at": now, "thanked_for": answers}
    with transaction.atomic():
        row = save_row(question, changes=changes, version=version, by=by)
        audit(workspace=row.workspace, by=by, action="thank_community", object=str(row.pk))
    return row


def close_question(
    *, question: CommunityQuestion, version: int, by: Member, now: datetime
) -> CommunityQuestion:
    """Its query goes with it; the answers stay. Raises StaleEdit."""
    require(by, PERMISSION)
    with transaction.atomic():
        row = save_row(question, changes={"removed_at": now}, version=version, by=by)
        audit(workspace=row.workspace, by=by, action="close_community_question", object=str(row.pk))
        if row.query is not None and row.query.removed_at is None:
            remove_query(query=row.query, version=row.query.version, by=by, now=now)
    return row


def answers_text(row: CommunityQuestion) -> str:
    """What asks for its answers; "" while there is neither hashtag nor address."""
    asked: list[Query] = [Phrase(f"#{row.hashtag.lower()}")] if row.hashtag else []
    if row.address:
        post = post_named(open_store(), row.workspace_id, row.address) or row.address
        asked.append(Fact(UNDER, post))
    return write_query(all_of([any_of(asked), Not(Fact(FROM, OWN))])) if asked else ""


def _collect(row: CommunityQuestion, *, by: Member) -> None:
    text = answers_text(row)
    if not text:
        return
    if row.query is not None:
        change_query(query=row.query, fields={"text": text}, version=row.query.version, by=by)
        return
    found = places(row.workspace, text)
    usual = [one.code for one in found if one.asked.stream == "search" and one.can]
    fields = {"name": _name(row), "text": text, "places": usual}
    row.query = add_query(workspace=row.workspace, fields=fields, by=by)
    row.save(update_fields=["query"])


def _name(row: CommunityQuestion) -> str:
    """One that is not taken yet."""
    name = _("Answers to: %(question)s") % {"question": " ".join(row.text.split())[:60]}
    taken = TrackedQuery.objects.of(row.workspace).filter(name=name).exists()
    return f"{name} ({row.pk})" if taken else name
