"""`./run models`: what reads posts, and how often it is right."""

import json
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from socialplan.pipeline.accuracy import known

from .instance import home as instance_home
from .tables import as_csv, table

if TYPE_CHECKING:
    from socialplan.pipeline.folder_models import FolderModel

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
    """Each labeller's accuracy per language and set, beside the baseline it has to beat. Models in folders
    under SOCIALPLAN_HOME/models are measured and listed like the others."""
    today = datetime.now(UTC).date()
    if measure:
        known.measure_again(today=today, labellers=tuple(labeller or ()))
    folders = _folders(today if measure else None, labeller)
    also = [row for one in folders if one.tried for row in one.tried.figures]
    if format is Format.JSON:
        print(json.dumps([*known.everything(also)], indent=2, ensure_ascii=False))
    elif format is Format.CSV:
        print(as_csv(known.NAMES, known.rows(also)), end="")
    else:
        print(table((*SHOWN, "unsure"), known.rows(also)))
        print("\nScores in percent, 95 % intervals; unsure is a share. docs/models.md says of what.")
    for one in folders:
        print(_said(one), file=sys.stderr)


def _folders(today: date | None, labellers: list[str] | None) -> "tuple[FolderModel, ...]":
    """The models in folders under the home of this instance; tried again where a day is given."""
    from socialplan.pipeline.folder_models import folder_models, try_folder

    home = instance_home()
    if today is not None:
        for one in folder_models(home):
            if one.labeller and (not labellers or one.labeller in labellers):
                try_folder(one, today=today)
    return folder_models(home)


def _said(one: "FolderModel") -> str:
    """One line about a folder: what it is, how fast, or what is wrong with it."""
    if one.wrong:
        return f"models/{one.name} cannot be used: {one.wrong.text}"
    about = f"models/{one.name} is {one.labeller} {one.version} for {', '.join(one.languages)}"
    if one.tried is None or one.tried.speed is None:
        return f"{about}; it was not tried yet: ./run models --measure, or Data & connections > Models"
    return f"{about}: {one.tried.speed:,.0f} posts a second here, {one.tried.batch} at a time"
