"""`./run plan export`: the plan document as PDF or Markdown."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .instance import open_instance, stop
from .instance import workspace as workspace_named

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)


class Format(StrEnum):
    pdf = "pdf"
    md = "md"


class Language(StrEnum):
    nl = "nl"
    en = "en"


@app.callback()
def plan() -> None:
    """The plan document."""


@app.command("export")
def export(
    out: Annotated[Path, typer.Option(help="Where the file goes; - writes Markdown to the terminal")],
    format: Annotated[Format, typer.Option(help="pdf or md")] = Format.pdf,
    language: Annotated[Language, typer.Option(help="nl or en")] = Language.nl,
    one_page: Annotated[bool, typer.Option("--one-page", help="One page for management")] = False,
    workspace: Annotated[str | None, typer.Option(help="Else the only one")] = None,
) -> None:
    """Write the plan as it stands now."""
    open_instance()
    from socialplan.report import building, markdown, pdf

    make = building.one_page if one_page else building.plan
    document = make(workspace_named(workspace), spoken=language.value)
    content = markdown.render(document).encode() if format == Format.md else pdf.render(document)
    _write(out, content, format)


def _write(out: Path, content: bytes, format: Format) -> None:
    if str(out) == "-":
        if format == Format.pdf:
            stop("A PDF needs a file: say --out FILE.pdf")
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as problem:
        stop(f"{out}: {problem.strerror}", code=1)
    print(f"{out} ({len(content):,} bytes)")
