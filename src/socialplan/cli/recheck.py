"""`./run recheck`: answer what is due on the newest data, and say which claims turned."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from .instance import open_instance
from .instance import workspace as workspace_named
from .reading import read_first

if TYPE_CHECKING:
    from socialplan.plan.evidence.actions import RecheckSummary

SHAPE = (
    "For programs: workspace, due, recomputed, claims, turned [claim, sentence, before, after], marked, "
    "failed, reached, crossed"
)
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command("recheck")
def recheck(
    workspace: Annotated[str | None, typer.Option(help="Else the only one")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what is not due")] = False,
    as_json: Annotated[bool, typer.Option("--json", help=SHAPE)] = False,
) -> None:
    """Ask the due questions again; claims that turn mark what rests on them."""
    open_instance()
    from socialplan.plan.evidence import actions
    from socialplan.plan.evidence.queries import reads_labels
    from socialplan.plan.goals.actions import check_lines

    meant = workspace_named(workspace)
    if reads_labels(meant):
        read_first(meant, quiet=as_json)
    summary = actions.recheck(workspace=meant, trigger="command", everything=everything)
    crossed = len(check_lines(workspace=meant))
    print(json.dumps({**asdict(summary), "crossed": crossed}) if as_json else _words(summary, crossed))
    if summary.failed:
        raise typer.Exit(1)


def _words(summary: "RecheckSummary", crossed: int) -> str:
    lines = [
        f"{summary.due} questions due, {summary.recomputed} with a new finding; "
        f"{summary.claims} claims judged.",
        *(f"{turned.before} -> {turned.after}: {turned.sentence}" for turned in summary.turned),
    ]
    if not summary.turned:
        lines.append("No claim turned.")
    if crossed:
        lines.append(f"{crossed} KPIs crossed a control line.")
    if summary.marked:
        lines.append(f"{summary.marked} decisions must be looked at again.")
    return "\n".join([*lines, *(f"Not answered: {failure}" for failure in summary.failed)])
