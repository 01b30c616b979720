"""What the pages of the situation share: a question answered on the newest data, ready to be shown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.http import urlencode

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import BadParameter
from socialplan.analysis.parameters import parse
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.evidence.queries import ClaimView
from socialplan.plan.sources.queries import data
from socialplan.web.answer import Shown, show
from socialplan.web.period import Period
from socialplan.web.persons import names_of

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding
    from socialplan.plan.team.models import Workspace

ROOM = "analyse"
ALL_DATA = Period()


@dataclass(frozen=True)
class Told:
    """One finding as a page of the situation shows it; `query` asks the same in Explore."""

    analysis: str
    finding: "Finding"
    shown: Shown
    query: str
    claims: tuple[ClaimView, ...] = ()  # what the plan says because of it

    @property
    def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.finding.rows
        return rows


@dataclass(frozen=True)
class Section:
    """One part of a page; `filled` has what it shows, None where the browser fetches it."""

    code: str
    title: str
    template: str
    filled: dict[str, Any] | None = None


def told(workspace: "Workspace", analysis: str, period: Period = ALL_DATA, **given: Any) -> Told | None:
    """The answer, None where the data have nothing to say about it. Raises BadParameter."""
    found = asked(workspace, analysis, period, **given)
    return found if found.rows else None


def asked(workspace: "Workspace", analysis: str, period: Period = ALL_DATA, **given: Any) -> Told:
    """The answer, also one without rows: its notes say why. Raises BadParameter."""
    params = parse(ANALYSES[analysis], {**given, **period.given}, zone=workspace.zone)
    finding = evidence.look(workspace=workspace, analysis=analysis, params=params)
    shown = show(finding, names_of(workspace, finding), own=own_accounts(workspace))
    steering = {**given, **period.steering}
    query = urlencode({name: value for name, value in steering.items() if value not in (None, "")})
    return Told(analysis, finding, shown, query, _claims_on(workspace, finding))


def told_if(workspace: "Workspace", analysis: str, period: Period = ALL_DATA, **given: Any) -> Told | None:
    """The same, None too where the question does not fit these data."""
    try:
        return told(workspace, analysis, period, **given)
    except BadParameter:
        return None


def own_accounts(workspace: "Workspace") -> frozenset[str]:
    return frozenset(one.account_id for one in data.accounts(workspace=workspace) if one.owner_kind == "own")


def _claims_on(workspace: "Workspace", finding: "Finding") -> tuple[ClaimView, ...]:
    """Claims on the same analysis: what was made of it."""
    return tuple(evidence_queries.claims_by_analysis(workspace, finding.analysis))
