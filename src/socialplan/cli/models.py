"""`./run models`: what reads posts, and how often it is right."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from socialplan.pipeline.accuracy import known

from .tables import as_csv, table

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
SHOWN = (
    "labeller",
    "language",
    "set",
    "n",
    "metric",
    "score",
    "low",
    "high",
    "baseline",
    "baseline_score",
    "aim",
)


class Format(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command("models")
def models(
    format: Annotated[Format, typer.Option("--format", help="table, csv or json")] = Format.TABLE,
    measure: Annotated[
        bool, typer.Option("--measure", help="Measure again on the labelled sets, and keep the figures")
    ] = False,
    labeller: Annotated[
        list[str] | None, typer.Option("--labeller", help="Only this one, when measuring")
    ] = None,
) -> None:
    """Each labeller's accuracy per language and set, beside the baseline it has to beat."""
    if measure:
        known.measure_again(today=datetime.now(UTC).date(), labellers=tuple(labeller or ()))
    if format is Format.JSON:
        print(json.dumps(known.everything(), indent=2, ensure_ascii=False))
    elif format is Format.CSV:
        print(as_csv(known.NAMES, known.rows()), end="")
    else:
        print(table((*SHOWN, "unsure"), known.rows()))
        print("\nScores in percent, 95 % intervals; unsure is a share. docs/models.md says of what.")
