"""`./run export TABLE --format F --out FILE`: a table of the data as a file, with names in place of keys."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from .instance import open_instance, stop
from .instance import workspace as workspace_named
from .reading import read_first

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
KINDS = "sheet (CSV for a spreadsheet), csv (for data), xlsx, jsonl or parquet"


@app.command("export")
def export(
    table: Annotated[str, typer.Argument(help="posts, metrics, people, accounts, interactions ...")],
    format: Annotated[str, typer.Option("--format", help=KINDS)] = "csv",
    out: Annotated[Path | None, typer.Option("--out", help="Else it is printed")] = None,
    language: Annotated[str, typer.Option("--language", help="nl or en: how a spreadsheet writes")] = "en",
    mapping: Annotated[bool, typer.Option("--mapping", help="Print how the table is brought back")] = False,
    workspace: Annotated[str | None, typer.Option(help="Else the only one")] = None,
) -> None:
    """Take a table out. Its times are UTC in csv and jsonl, the workspace's zone in sheet and xlsx."""
    open_instance()
    from socialplan.pipeline.writing import FORMATS
    from socialplan.plan.sources.actions import mapping_back, take_table_out
    from socialplan.records import TABLES

    meant = workspace_named(workspace)
    if table not in TABLES:
        stop(f"There is no table '{table}'. There are: {', '.join(TABLES)}.")
    if format not in FORMATS:
        stop(f"There is no format '{format}'. There are: {', '.join(FORMATS)}.")
    if mapping and table == "coverage":
        stop("What is covered follows from the posts; it is not brought in by itself.")
    if mapping:
        print(mapping_back(workspace=meant, table=table), end="")
        return
    if table == "labels":
        read_first(meant, quiet=out is None)
    taken = take_table_out(workspace=meant, table=table, format=format, language=language, by="command line")
    with out.open("wb") if out else sys.stdout.buffer as file:
        for piece in taken.pieces:
            file.write(piece)
