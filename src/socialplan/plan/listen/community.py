"""What the page of questions to the community reads: each with its answers, and whether thanks are due."""

from dataclasses import dataclass

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.pipeline.form_of_address import address_in, usual_address

from ..evidence.actions import look
from ..evidence.queries import Figure, figure
from ..sources.queries import open_store
from ..sources.queries.connectors import offers
from ..team.models import Workspace
from .models import CommunityQuestion


@dataclass(frozen=True)
class Length:
    """How many signs a post of ours may have on a network."""

    label: str
    most: int


@dataclass(frozen=True)
class Asked:
    """A question with its answers; None while nothing collects them."""

    row: CommunityQuestion
    answers: Figure | None
    address: str = ""  # the form of address in its text, where it is another than our posts mostly use
    usual: str = ""

    @property
    def count(self) -> int:
        return int(self.answers.value) if self.answers and isinstance(self.answers.value, int | float) else 0

    @property
    def thanks_due(self) -> bool:
        return self.count > self.row.thanked_for


def community_questions(workspace: Workspace) -> tuple[Asked, ...]:
    """Those that stand, newest first; their answers are counted on what is stored now."""
    rows = CommunityQuestion.objects.of(workspace).select_related("query")
    usual = usual_address(open_store(), workspace.pk) if rows else ""
    return tuple(Asked(row, _answers(row), _differs(row.text, usual), usual) for row in rows)


def community_question(workspace: Workspace, pk: int) -> CommunityQuestion | None:
    return CommunityQuestion.objects.filter(workspace=workspace, pk=pk).select_related("query").first()


def lengths() -> tuple[Length, ...]:
    """Of the networks that say so."""
    return tuple(Length(one.label, one.longest_post) for one in offers() if one.longest_post)


def _differs(text: str, usual: str) -> str:
    found = address_in(text) if usual else ""
    return found if found not in ("", "none", usual) else ""


def _answers(row: CommunityQuestion) -> Figure | None:
    if row.query is None:
        return None
    params = parse(ANALYSES["volume"], {"query": row.query.text}, zone=row.workspace.zone)
    return figure(look(workspace=row.workspace, analysis="volume", params=params))
