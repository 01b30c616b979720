"""`./run analyses`: the catalogue. It loads no engine and no database."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from socialplan.analysis import ANALYSES, Option

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"


@app.command("analyses")
def analyses(
    format: Annotated[Format, typer.Option("--format", help="table or json")] = Format.TABLE,
) -> None:
    """Which questions can be asked of the data, and with which parameters."""
    if format is Format.JSON:
        print(json.dumps([entry.described() for entry in ANALYSES.values()], indent=2, ensure_ascii=False))
        return
    for entry in ANALYSES.values():
        print(f"{entry.name:<12}{entry.question}")
        print(f"{'':12}gives: {', '.join(entry.measures)} ({entry.unit})")
        if entry.options:
            print(f"{'':12}options: {', '.join(_option(option) for option in entry.options)}")
    print("\nEach takes --by, --account, --network, --since, --until, --zone and --workspace.")
    print("Those of posts also take --query: words, phrases, #hashtags with AND, OR, NOT and brackets.")


def _option(option: Option) -> str:
    return f"--{option.name.replace('_', '-')} ({option.default!r})"
