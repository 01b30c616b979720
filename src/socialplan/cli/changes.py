"""`./run changes --since DATE`: what changed in the plan, and why."""

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from .instance import open_instance, stop
from .instance import workspace as workspace_named

if TYPE_CHECKING:
    from socialplan.plan.evidence.queries import Changes, ChangeView, MarkView, NodeView

SHAPE = (
    "For programs: since, changes [kind, what, before, after, at, cause, finding_id, value, low, high, "
    "touches], reviews [what, since, cause, because], checked, checked_at, due"
)
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command("changes")
def changes(
    since: Annotated[str, typer.Option(help="First day, such as 2026-01-31")],
    workspace: Annotated[str | None, typer.Option(help="Else the only one")] = None,
    as_json: Annotated[bool, typer.Option("--json", help=SHAPE)] = False,
) -> None:
    """Claims that turned, KPIs that crossed a line, decisions to look at again, each with its cause."""
    try:
        day = date.fromisoformat(since)
    except ValueError:
        stop(f"since: '{since}' is not a date. Write it as 2026-03-31.")
    open_instance()
    from socialplan.plan.evidence.queries import changes_since

    meant = workspace_named(workspace)
    found = changes_since(meant, day)
    print(json.dumps(as_plain(found, day), ensure_ascii=False) if as_json else _words(found, day, meant.zone))


def as_plain(found: "Changes", since: date) -> dict[str, Any]:
    """The public shape: since, changes, reviews, checked, checked_at, due."""
    return {
        "since": since.isoformat(),
        "changes": [_change(change) for change in found.changes],
        "reviews": [_review(mark) for mark in found.reviews],
        "checked": found.checked,
        "checked_at": found.checked_at.isoformat() if found.checked_at else None,
        "due": found.due,
    }


def _change(change: "ChangeView") -> dict[str, Any]:
    figure = change.figure
    return {
        "kind": change.kind, "what": _node(change.node), "before": change.before, "after": change.after,
        "at": change.at.isoformat(), "cause": _cause(change.cause),
        "finding_id": figure and figure.finding_id, "value": figure and figure.value,
        "low": figure and figure.low, "high": figure and figure.high,
        "touches": [_node(node) for node in change.touches],
    }  # fmt: skip


def _review(mark: "MarkView") -> dict[str, Any]:
    return {
        "what": _node(mark.node), "since": mark.since.isoformat(), "cause": _cause(mark.cause),
        "because": [[_node(node) for node in chain] for chain in mark.chains],
    }  # fmt: skip


def _node(node: "NodeView") -> dict[str, Any]:
    return {"room": node.room, "kind": node.kind, "id": node.object_id, "title": node.title}


def _cause(cause: Any) -> dict[str, Any] | None:
    if cause is None:
        return None
    return {"kind": cause.kind, "ref": cause.ref, "source": cause.source, "rows": cause.rows}


def _words(found: "Changes", since: date, zone: str) -> str:
    lines = [_line(change, ZoneInfo(zone)) for change in found.changes]
    lines += [f"To review: {mark.node.title} ({mark.node.kind})" for mark in found.reviews]
    if not lines:
        checked = f" {found.checked} claims were rechecked." if found.checked else ""
        lines = [f"Nothing changed since {since}.{checked}"]
    if found.due:
        lines.append(f"{found.due} questions are due: ./run recheck")
    return "\n".join(lines)


def _line(change: "ChangeView", zone: ZoneInfo) -> str:
    cause = change.cause
    because = f" after {cause.source} ({cause.rows} rows)" if cause and cause.source else ""
    return (
        f"{change.at.astimezone(zone):%Y-%m-%d %H:%M} {change.before} -> {change.after}: {change.node.title}"
        f"{_figure(change)}{because}"
    )


def _figure(change: "ChangeView") -> str:
    figure = change.figure
    if figure is None or figure.value is None:
        return ""
    return f": {figure.value}" + (f" ({figure.low} to {figure.high})" if figure.low is not None else "")
