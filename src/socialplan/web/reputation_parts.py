"""The parts of the reputation page: each asks its analyses and gives what its template shows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.pipeline.items import texts
from socialplan.plan.brief.queries import products_asked
from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.sources.queries import jobs, open_store

from .grid import Grid, grid_of
from .items import items_of
from .meant_bars import meant_bars
from .period import Period
from .situation import Told, asked

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

Filled = dict[str, Any]
MAP = "theme_map"
FEW_WEEKS = 5  # fewer are shown by day
NOT_READ = ("no_labels", "not_read")
SHOWN = ("sentiment", "question", "intent")  # the labels these figures rest on
SHORT = ("negative", "positive", "asking", "praising", "complaining")


def heard(workspace: "Workspace", account: str | None, period: Period) -> Filled:
    """How much others say over time, and the days above usual."""
    said = _over_time(workspace, "volume", account, period, said="others")
    chart = said.shown.chart
    days = asked(workspace, "spikes", period, said="others", account=account)
    judged = _values(days, "days_judged")
    return {
        "said": said, "chart": chart and replace(chart, key="heard"), "days": days, "judged": judged,
        "grid": _days(days, judged, ("count", "baseline", "ratio")),
    }  # fmt: skip


def meant(workspace: "Workspace", account: str | None, period: Period) -> Filled:
    """Shares of negative, neutral, positive and unsure over time, and the days with more negative posts."""
    found = _over_time(workspace, "sentiment", account, period, said="others")
    if _unread(found):
        return {"told": found, **_waiting(workspace)}
    days = asked(workspace, "sentiment", period, view="days", said="others", account=account)
    judged = _values(days, "days_judged")
    grain = "day" if found.finding.params.get("by") == ["day"] else "week"
    return {
        "told": found, "bars": meant_bars(found.rows, grain), "models": found.finding.read_by, "days": days,
        "judged": judged, "accuracy": _accuracy(found),
        "grid": _days(days, judged, ("count", "baseline", "negative", "usual_negative")),
    }  # fmt: skip


def short(workspace: "Workspace", account: str | None, period: Period) -> Filled:
    """Everything others wrote in one row, and the people heard most."""
    by = {} if account else {"by": "-"}
    told = asked(workspace, "reputation", period, account=account, **by)
    voices = asked(workspace, "reputation", period, view="voices", account=account, **by)
    names = ("people", *SHORT)
    return {
        "told": told, "measures": _measures(told, names), "voices": voices,
        "grid": grid_of(voices, "person", ("n", "share", "negative", "positive"), about="share")
        if voices.rows else None,
        **(_waiting(workspace) if _unread(told) else {}),
    }  # fmt: skip


def goodwill(workspace: "Workspace", account: str | None, period: Period) -> Filled:
    told = asked(workspace, "goodwill", period, account=account)
    grid = grid_of(told, "signal", ("count", "n", "share", "people"), about="share") if told.rows else None
    nothing = not any(row["signal"] == "praise" for row in told.rows)
    return {"told": told, "grid": grid, **(_waiting(workspace) if nothing and told.finding.n else {})}


def questions(workspace: "Workspace", account: str | None, period: Period) -> Filled:
    told = asked(workspace, "questions", period, account=account)
    if _unread(told):
        return {"told": told, **_waiting(workspace)}
    topics = asked(workspace, "questions", period, view="topics", account=account)
    words = [place for place, row in enumerate(topics.rows) if row["type"] != "domain"]
    names = ("asked", "asked_share", "answered", "answered_share", "unanswered")
    return {
        "told": told, "measures": _measures(told, names), "topics": topics,
        "grid": grid_of(topics, "theme", ("n", "share"), about="share", places=words) if words else None,
    }  # fmt: skip


def products(workspace: "Workspace", account: str | None, period: Period) -> Filled:
    """What is said of what we offer, by the offer of the brief."""
    offer = products_asked(workspace)
    if not offer.asked:
        return {"told": None}
    told = asked(workspace, "products", period, products=offer.asked, said="others", account=account)
    columns = ("mentions", "share", "questions", "question_share", "negative_share")
    return {
        "told": told, "left_out": offer.left_out, "grid": grid_of(told, "product", columns, most=40),
    }  # fmt: skip


def themes(workspace: "Workspace", account: str | None, period: Period) -> Filled:
    """The map, with the words of the most telling post of each theme; a job makes it, as it takes long."""
    given = {**map_asked(account), **period.given}
    params = parse(ANALYSES[MAP], given, zone=workspace.zone)
    if evidence_queries.known_answer(workspace, MAP, params) is None:
        job = evidence_queries.look_job(workspace, MAP, given)
        return {"told": None, "job": jobs.job_line(job, timezone.now()) if job else None}
    told = asked(workspace, MAP, period, **map_asked(account))
    ids = [str(row["most_telling_post"]) for row in told.rows if row["most_telling_post"]]
    words = texts(open_store(), workspace.pk, ids)
    grid = grid_of(told, "theme", ("share", "people"), ("terms",), most=21) if told.rows else None
    posts = {place: words.get(str(row["most_telling_post"]), "") for place, row in enumerate(told.rows)}
    return {"told": told, "grid": grid, "posts": posts}


def map_asked(account: str | None) -> dict[str, Any]:
    return {"said": "others", "account": account}


def sample(workspace: "Workspace", account: str | None, period: Period) -> Filled:
    """Posts drawn by chance to judge, and what the corrections of people changed."""
    by = {} if account else {"by": "-"}
    told = asked(workspace, "reputation", period, account=account, **by)
    given = {"account": account, **by, **period.given}
    params = parse(ANALYSES["reputation"], given, zone=workspace.zone)
    items = [replace(item, labels=tuple(one for one in item.labels if one.reads in SHOWN))
             for item in items_of(workspace, told.finding, params)]  # fmt: skip
    best, model = (asked(workspace, "sentiment", period, said="others", account=account, labels=whose)
                   for whose in ("best", "model"))  # fmt: skip
    sides = [evidence_queries.headline_figure(one.finding) for one in (best, model)]
    return {
        "told": told, "items": items, "after": sides[0], "before": sides[1],
        "changed": best.rows != model.rows and all(side.known for side in sides),
    }  # fmt: skip


def _days(told: Told, judged: Mapping[str, Any], measures: tuple[str, ...]) -> Grid | None:
    """The days that stand out, the newest first; those without data are drawn, not listed."""
    out = [place for place, row in enumerate(told.rows) if row.get("verdict") not in ("gap", "no_baseline")]
    out.sort(key=lambda place: str(told.rows[place]["day"]), reverse=True)
    return grid_of(told, "day", measures, ("verdict",), places=out) if judged.get("above") else None


def _over_time(
    workspace: "Workspace", analysis: str, account: str | None, period: Period, **given: Any
) -> Told:
    """By week, or by day where there are few weeks."""
    found = asked(workspace, analysis, period, by="week", account=account, **given)
    few = 0 < sum(bool(row.get("week")) for row in found.rows) < FEW_WEEKS
    return asked(workspace, analysis, period, by="day", account=account, **given) if few else found


def _measures(told: Told, names: tuple[str, ...]) -> list[Any]:
    """Figures of the only row, each with its name; nothing where the data cannot tell."""
    if not told.rows:
        return []
    figures = ((name, evidence_queries.figure(told.finding, 0, name)) for name in names)
    return [(name, found if found.value is not None else None) for name, found in figures]


def _values(told: Told, code: str) -> Mapping[str, Any]:
    return next((note["values"] for note in told.finding.notes if note["code"] == code), {})


def _unread(told: Told) -> bool:
    return any(note["code"] in NOT_READ for note in told.finding.notes)


def _waiting(workspace: "Workspace") -> Filled:
    """Whether posts are being read now, where they were not read yet."""
    found = jobs.open_jobs(workspace=workspace, now=timezone.now())
    reading = next((one for one in found if one.kind in ("labels", "import", "example")), None)
    return {"unread": True, "reading": reading}


def _accuracy(told: Told) -> list[tuple[str, float, float, int, int]]:
    """Per language: the lowest and highest score of the model, on how many sets and labelled posts."""
    scores: dict[str, list[Mapping[str, Any]]] = {}
    for model in told.finding.read_by:
        for one in model["accuracy"]:
            scores.setdefault(one["language"], []).append(one)
    return [
        (language, min(one["score"] for one in all_), max(one["score"] for one in all_), len(all_),
         sum(one["n"] for one in all_))
        for language, all_ in scores.items()
    ]  # fmt: skip


PARTS: Mapping[str, Callable[["Workspace", str | None, Period], Filled]] = {
    "heard": heard, "meant": meant, "short": short, "goodwill": goodwill, "questions": questions,
    "products": products, "themes": themes, "sample": sample,
}  # fmt: skip
