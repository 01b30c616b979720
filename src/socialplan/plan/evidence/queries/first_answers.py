"""First answers: the ten questions of the method, answered from what was measured of the newest data.

Reading measures nothing, so that no page waits: a job measures (`actions.answer_first`), and what it has not
reached yet is WAITING here.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import BadParameter, Params
from socialplan.analysis.parameters import parse
from socialplan.pipeline.own_account import own_account

from ...sources.models import Batch
from ...team.models import Workspace
from .. import measuring
from ..first_questions import QUESTIONS, UNANSWERED, FirstQuestion, Way
from ..models import Finding
from ..rules.answering import UNKNOWN, Place, Said
from .figures import Figure, figure

WAITING = "waiting"
Look = Callable[[Workspace, str, Params], Finding | None]


@dataclass(frozen=True)
class FirstAnswer:
    """One question with its answer. `state` is figure, nothing, unknown or waiting; `finding` is what was
    looked at, also where it does not tell."""

    asked: FirstQuestion
    state: str
    finding: Finding | None = None
    figure: Figure | None = None
    remark: Promise | str = ""


@dataclass(frozen=True)
class Unanswered:
    """What people asked on one network and nobody answered; its posts stand behind row `row`."""

    finding: Finding
    row: int
    figure: Figure

    @property
    def query(self) -> str:
        """What follows the address of the finding's posts."""
        return f"row={self.row}"


@dataclass(frozen=True)
class Reader:
    """Answers questions of one workspace; `look` measures or only looks up."""

    workspace: Workspace
    look: Look = measuring.known

    @cached_property
    def tables(self) -> Counter[str]:
        """Rows that ever came in, per table."""
        rows: Counter[str] = Counter()
        for counts in Batch.objects.filter(workspace=self.workspace).values_list("counts", flat=True):
            rows.update({name: int(number) for name, number in counts.items()})
        return rows

    @cached_property
    def account(self) -> str | None:
        store = measuring.open_store()
        return own_account(store, store.snapshot(self.workspace.pk))

    def answer(self, asked: FirstQuestion) -> FirstAnswer:
        """By the first way that tells; a way that nobody measured yet is waited for."""
        seen: Finding | None = None
        for way in asked.ways:
            if not self.fits(way):
                continue
            place, finding = self.read(way)
            if place is None:
                return FirstAnswer(asked, WAITING)
            seen = seen or finding
            if finding is not None and place.said is Said.FIGURE:
                number = figure(finding, place.row, place.measure)
                return FirstAnswer(asked, place.said, finding, number, way.remark or asked.remark)
            if finding is not None and place.said is Said.NOTHING:
                return FirstAnswer(asked, place.said, finding)
        return FirstAnswer(asked, Said.UNKNOWN, seen)

    def fits(self, way: Way) -> bool:
        return way.analysis in ANALYSES and all(self.tables[name] for name in way.needs)

    def read(self, way: Way) -> tuple[Place | None, Finding | None]:
        """Where the answer stands, None while nobody measured it."""
        entry = ANALYSES[way.analysis]
        given: dict[str, Any] = dict(way.given)
        if entry.accounts and self.account is not None and way.analysis != "channels":
            given["account"] = self.account
        try:
            finding = self.look(self.workspace, way.analysis, parse(entry, given, zone=self.workspace.zone))
        except BadParameter:
            return UNKNOWN, None  # what it asks about is not in the data
        answered = measuring.answered(finding)
        return (way.reading(answered), finding) if answered is not None else (None, None)


def first_answers(workspace: Workspace) -> tuple[FirstAnswer, ...]:
    """The ten, in the order of the method."""
    reader = Reader(workspace)
    return tuple(reader.answer(asked) for asked in QUESTIONS)


def unanswered(workspace: Workspace) -> tuple[Unanswered, ...]:
    """Per network; empty where no question was seen, or nobody measured it yet."""
    reader = Reader(workspace)
    place, finding = reader.read(UNANSWERED) if reader.fits(UNANSWERED) else (None, None)
    if place is None or finding is None or place.said is not Said.FIGURE:
        return ()
    return tuple(
        Unanswered(finding, row, figure(finding, row, place.measure)) for row in range(len(finding.rows))
    )
