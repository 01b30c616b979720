"""`import`: bring files into a workspace with a mapping."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .lean import seldom_tidied, without_pandas
from .progress import progress_bar

if TYPE_CHECKING:
    from socialplan.pipeline.collect.receipt import Receipt
    from socialplan.pipeline.collect.recognise import Recognised
    from socialplan.plan.models import Workspace

MEMORY = "160MB"  # of the engine: with Python and its libraries an import stays under 512 MB
app = typer.Typer()
RESTS_ON = {"real file": "seen on a real file", "documentation": "written from documentation"}


@app.command("import")
def import_command(
    files: Annotated[list[Path], typer.Argument(help="CSV, TSV, XLSX, JSON lines or a usual export.")],
    mapping: Annotated[
        Path | None,
        typer.Option("--map", help="The mapping file (docs/mapping.md). Usual exports need none."),
    ] = None,
    workspace: Annotated[str | None, typer.Option(help="Default: the only one.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, store nothing.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the receipt as JSON (docs/mapping.md: The receipt).")
    ] = False,
) -> None:
    """Import files: all of them, or nothing. The same files twice change nothing."""
    from socialplan.cli.instance import open_instance, stop

    without_pandas()
    seldom_tidied()
    open_instance()
    from socialplan.pipeline.collect.errors import BadImport
    from socialplan.pipeline.ledger import Busy, StoreError

    try:
        receipt, found = _brought(files, mapping, workspace=workspace, dry_run=dry_run, quiet=as_json)
    except BadImport as error:
        if as_json:
            print(json.dumps({"error": error.as_json()}, ensure_ascii=False))
        stop(f"Nothing was imported. {error}", code=1)
    except Busy:
        stop("Nothing was imported. Another import is running in this workspace; try again later.", code=1)
    except StoreError as error:
        stop(f"Nothing was imported. {error}", code=1)
    except KeyboardInterrupt:
        stop("Stopped. Nothing was imported.", code=130)
    if found and not as_json:
        print(recognised_words(found))
    print(json.dumps(receipt.as_json(), ensure_ascii=False) if as_json else words(receipt))


def _brought(
    files: list[Path], mapping: Path | None, *, workspace: str | None, dry_run: bool, quiet: bool
) -> "tuple[Receipt, Recognised | None]":
    """The receipt, and the known export the files are where no mapping was given."""
    from socialplan.pipeline.collect.importing import import_files
    from socialplan.pipeline.collect.parse_mapping import load_mapping
    from socialplan.pipeline.collect.recognise import recognise_all
    from socialplan.pipeline.collect.unpack import unpacked
    from socialplan.plan.sources.actions.running import recheck_soon
    from socialplan.plan.sources.queries import open_store

    given = load_mapping(mapping) if mapping else None
    place = _workspace(workspace)
    opened = open_store(
        memory_limit=MEMORY, also=lambda number: recheck_soon(workspace=place.pk, batch=number)
    )
    with unpacked(files) as paths, progress_bar(quiet=quiet) as progress:
        found = None if given else recognise_all(paths, zone=place.zone)
        parsed = given or (found.mapping if found else None)
        assert parsed is not None
        receipt = import_files(
            opened, workspace=place.pk, paths=paths,
            mapping=parsed, dry_run=dry_run, progress=progress, by="command line",
        )  # fmt: skip
    return receipt, found


def recognised_words(found: "Recognised") -> str:
    """What the files are, on what that rests, and the columns it does not know."""
    line = f"Recognised as {found.format.label}, {RESTS_ON[found.format.evidence]}."
    unknown = f"\nColumns it does not know: {', '.join(found.unknown)}." if found.unknown else ""
    return line + unknown


def _workspace(slug: str | None) -> "Workspace":
    """The workspace that is meant; the first import on a fresh machine makes one."""
    from socialplan.cli import instance
    from socialplan.plan.team import actions, queries

    if slug is None and not queries.all_workspaces():
        return actions.first_workspace()
    return instance.workspace(slug)


def words(receipt: "Receipt") -> str:
    """What happened, in a few lines."""
    from socialplan.pipeline.collect.warnings import text

    if receipt.already:
        return f"Already imported as batch {receipt.batch}. Nothing changed."
    head = "Trial run, nothing stored. Would store" if receipt.dry_run else f"Batch {receipt.batch}: stored"
    if not receipt.rows:
        head = "Nothing new:"
    lines = [
        f"{head} " + (", ".join(f"{n:,} {table}" for table, n in receipt.rows.items()) or "no rows") + "."
    ]
    for label, counts in (("The same row twice", receipt.dropped), ("Known already", receipt.unchanged)):
        if counts:
            lines.append(f"{label}: " + ", ".join(f"{n:,} {table}" for table, n in counts.items()) + ".")
    if receipt.since and receipt.until:
        lines.append(f"Posts from {receipt.since:%Y-%m-%d} to {receipt.until:%Y-%m-%d} (UTC).")
    if receipt.undated:
        lines.append(f"Posts without a time: {receipt.undated:,}.")
    lines += [text(warning) for warning in receipt.warnings]
    if receipt.rows.get("posts") and not receipt.dry_run:
        lines.append("What the posts say is read while the program runs, or when you ask for it.")
    return "\n".join(lines)
