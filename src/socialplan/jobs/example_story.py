"""The plan of the example company, written through the same doors a person uses.

What is planted in its data lets some of it stand and some of it fall when the newer files arrive.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.plan.analyse.actions import add_card
from socialplan.plan.brief import actions as brief
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence.queries import claims_in, mark_of, review_queue
from socialplan.plan.evidence.rules import Expectation, Op, Pick, Window
from socialplan.plan.goals import actions as goals

if TYPE_CHECKING:
    from socialplan.plan.brief.models import Expectation as Expected
    from socialplan.plan.evidence.models import Claim
    from socialplan.plan.team.models import Member, Workspace

OWN, RIVAL, OTHER = "vlierzicht", "bladenbes", "kruidhof"
RECIPE = {"nl": "recept", "en": "recipe"}
OFFERS = {"nl": ("proefdoos", "muntthee"), "en": ("tasting box", "mint tea")}
AHEAD, CALM = 1.15, 0.75  # value to reach and lower line, times the start
MEASURED_OVER = 14  # days


@dataclass(frozen=True)
class Teller:
    """Who writes the plan of which workspace, in which language."""

    workspace: "Workspace"
    by: "Member"

    @property
    def language(self) -> str:
        return self.workspace.language if self.workspace.language in RECIPE else "en"

    def claim(
        self, sentence: str, analysis: str, expectation: Expectation, *, window: Window | None = None,
        **given: str,
    ) -> "Claim":  # fmt: skip
        params = parse(ANALYSES[analysis], given, zone=self.workspace.zone)
        question = evidence.put_question(
            workspace=self.workspace, analysis=analysis, params=params, window=window, by=self.by
        )
        return evidence.adopt_claim(
            workspace=self.workspace, room="analyse", sentence=sentence, question=question,
            expectation=expectation, by=self.by,
        )  # fmt: skip


def tell(*, workspace: "Workspace", by: "Member", world: Mapping[str, Any]) -> None:
    """Brief, claims, SWOT cards and the main goal, once: a plan that has claims is left alone."""
    if claims_in(workspace, "analyse"):
        return
    first = date.fromisoformat(world["last"]) - timedelta(days=world["days"] - 1)
    turn = date.fromisoformat(world["last"]) - timedelta(days=world["newer"] - 1)
    with translation.override(workspace.language):
        teller = Teller(workspace, by)
        expected = _brief(teller, first=first)
        video = _claims(teller)
        _goal(teller, expected, video, turn=turn)
        _agree(teller)


def _brief(teller: Teller, *, first: date) -> "Expected":
    def add(kind: str, **fields: object) -> Any:
        return brief.add(workspace=teller.workspace, kind=kind, fields=fields, by=teller.by)

    document = _("Marketing strategy (fictional)")
    expected = add(
        "expectation", document=document, page="4", measure="engagement.median",
        sentence=_("Social media brings more response from people who love herbal tea."),
    )  # fmt: skip
    add(
        "expectation", document=document, page="6", measure="responses.median_minutes",
        sentence=_("Whoever asks us something hears from us within the hour."),
    )  # fmt: skip
    add("name", text="Vlierzicht")
    for name in OFFERS[teller.language]:
        add("offer", name=name)
    start = first + timedelta(days=84)
    add(
        "campaign", name=_("Tasting"), starts=start, ends=start + timedelta(days=14),
        place=_("The shop in Oosterveld (fictional)"),
    )  # fmt: skip
    return expected


def _claims(teller: Teller) -> "Claim":
    """Claims and cards. Returns the claim about video, the one that will fall."""
    video = teller.claim(
        _("Our videos draw more response than our photos."), "engagement",
        Expectation(Pick("median", {"kind": "video"}), Op.MORE, Pick("median", {"kind": "photo"})),
        by="kind", account=OWN,
    )  # fmt: skip
    recipe = RECIPE[teller.language]
    recipes = teller.claim(
        _("Recipes draw more response than our other posts."), "themes",
        Expectation(Pick("lift", {"theme": recipe, "type": "hashtag"}), Op.MORE, 1.0), account=OWN,
    )  # fmt: skip
    quick = teller.claim(
        _("Half of the questions get an answer within the hour."), "responses",
        Expectation(Pick(), Op.LESS, 60.0), window=Window(days=28), account=OWN,
    )  # fmt: skip
    missed = teller.claim(
        _("More than one in ten questions gets no answer from us."), "questions",
        Expectation(Pick("answered_share", {"account": OWN}), Op.LESS, 0.9), account=OWN, by="account",
    )  # fmt: skip
    rival = teller.claim(
        _("Blad & Bes draws more response than Kruidhof: that is the competitor to watch."), "engagement",
        Expectation(Pick("median", {"account": RIVAL}), Op.MORE, Pick("median", {"account": OTHER})),
        by="account",
    )  # fmt: skip
    evidence.adopt_claim(
        workspace=teller.workspace, room="analyse", by=teller.by,
        sentence=_("Most of our customers live in a city."),
    )  # fmt: skip
    for quadrant, claim in (
        ("strength", video), ("strength", recipes), ("strength", quick), ("weakness", missed),
        ("threat", rival),
    ):  # fmt: skip
        add_card(
            workspace=teller.workspace, quadrant=quadrant, sentence=claim.sentence, claim=claim, by=teller.by,
            reason=_("An example, as its makers saw it."),
        )  # fmt: skip
    return video


def _goal(teller: Teller, expected: "Expected", video: "Claim", *, turn: date) -> None:
    workspace, by = teller.workspace, teller.by
    goals.set_round(workspace=workspace, starts=turn, ends=turn + timedelta(days=182), by=by)
    goal = goals.add_goal(
        workspace=workspace, wish=_("More people respond to what we show."), by=by, expectation=expected,
        main=True, date=turn + timedelta(days=42),
    )  # fmt: skip
    criterion = goals.add_criterion(
        goal=goal, by=by, sentence=_("A usual post of ours draws more response than before."),
        not_covered=_("Whether those who respond also buy."),
    )  # fmt: skip
    wish = goals.KpiWish("engagement", "median", account=OWN, days=MEASURED_OVER)
    kpi = goals.add_kpi(
        workspace=workspace, name=_("Response to a usual post"), wish=wish, by=by, criterion=criterion
    )
    kpi = goals.measure_kpi(kpi)  # this is the worker
    start = float((kpi.baseline.headline if kpi.baseline else {}).get("value") or 0)
    lines = {
        "target": round(start * AHEAD), "lower": round(start * CALM),
        "when_crossed": _("Look at what changed in our posts, and choose again what we make."),
    }  # fmt: skip
    goals.change_kpi(kpi=kpi, fields=lines, version=kpi.version, by=by)
    goals.lay_on(goal=goal, claims=[video], by=by)
    goal.refresh_from_db()
    goals.approve_goal(
        goal=goal, version=goal.version, by=by, now=timezone.now(),
        reason=_("An example, as its makers saw it."),
    )  # fmt: skip


def _agree(teller: Teller) -> None:
    """What was written piece by piece was meant as one: nothing of it waits for a review."""
    for waiting in review_queue(teller.workspace):
        mark = mark_of(teller.workspace, waiting.id)
        if mark is not None:
            reason = _("Written together with the KPI.")
            evidence.review(mark=mark, outcome="keep", reason=reason, by=teller.by)
