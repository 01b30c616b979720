"""What an import would read, before anything is stored: files, readings, accounts, and what does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ...store import Store
from . import coverage
from .beginning import table_settings
from .duplicates import count
from .errors import BadImport
from .examples import Example, examples
from .grammar import MAIN
from .grammar import Mapping as MappingFile
from .guess import guess
from .importing import file_names, rows_read, stage_all, workbench
from .landing import distinct_rows
from .limits import Limits
from .misfits import MOST_LISTED, misfits
from .organisations import EVERY
from .reading import ReadSettings, StagedFile
from .recognise import recognise
from .samples_of import Sample, head, sample
from .shaping import Shaped
from .tables_of import shape_freely
from .used import inside, mapped_columns
from .warnings import found_in_preview
from .workbench import Workbench

FROM_TEXT = frozenset({"hashtags", "mentions", "links"})


@dataclass(frozen=True)
class FilePreview:
    """One file as it is read. `guessed` holds "encoding", "delimiter" where nobody stated them."""

    file: str
    kind: str
    gzip: bool
    encoding: str
    delimiter: str | None
    guessed: tuple[str, ...]
    rows: int
    bytes: int
    header: tuple[str, ...]
    sample: tuple[tuple[int, tuple[str | None, ...]], ...]  # line, cells
    name: str = MAIN  # which file of the mapping it is
    unread: tuple[str, ...] = ()  # sheets that are left aside


@dataclass(frozen=True)
class AccountPreview:
    """An account in the files, its posts, and whose it is as far as known."""

    name: str
    posts: int
    owner_kind: str


@dataclass(frozen=True)
class Preview:
    """`problems` are errors as JSON, at most a hundred; with any of them an import stores nothing."""

    files: tuple[FilePreview, ...]
    mapping: MappingFile
    guessed: bool  # nobody gave the mapping; it was made from the names of the columns
    examples: tuple[Example, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)  # per table
    read: int = 0
    misfits: int = 0
    since: datetime | None = None
    until: datetime | None = None
    undated: int = 0
    accounts: tuple[AccountPreview, ...] = ()
    unmapped: tuple[str, ...] = ()
    problems: tuple[Mapping[str, Any], ...] = ()
    warnings: tuple[Mapping[str, Any], ...] = ()
    partial: bool = False  # only the first rows of the files were read


def header(path: Path, settings: ReadSettings | None = None) -> tuple[str, ...]:
    """The names of the columns, from the beginning of the file. Raises BadImport."""
    if settings is None and (found := recognise(path)):
        return found.columns
    return head(path, settings or table_settings(path), Limits()).columns


def propose(
    paths: Sequence[Path], *, zone: str | None = None, read: ReadSettings | None = None
) -> MappingFile:
    """The mapping of the known export the first file is, else one made from names and samples of it.

    Raises BadImport.
    """
    if read is None and (found := recognise(paths[0], zone=zone)):
        return found.mapping
    read = table_settings(paths[0], read)
    first = head(paths[0], read, Limits())
    return guess(
        file=paths[0].name,
        columns=first.columns,
        rows=[cells for _, cells in first.rows],
        zone=zone,
        read=read,
    )


def preview(
    store: Store, paths: Sequence[Path], mapping: MappingFile | None = None, *, workspace: int | None = None,
    zone: str | None = None, limits: Limits | None = None,
) -> Preview:  # fmt: skip
    """Read the files and store nothing: whole, or so many rows of each as `limits.first` says. Raises
    BadImport where a file cannot be read at all.

    Without a mapping one is guessed, with times in `zone`. `workspace` lets known accounts keep their kind.
    """
    if not paths:
        raise BadImport("missing")
    chosen = mapping or propose(paths, zone=zone)
    with workbench(store, limits=limits) as bench:
        staged = stage_all(bench, paths, chosen)
        files = tuple(_file(name, file, sample(file)) for name, several in staged.items() for file in several)
        shaped = shape_freely(bench, staged, _as_looked_at(chosen))
        seen = _seen(bench, store, shaped, files=files, mapping=chosen, guessed=mapping is None,
                     names=file_names(staged),
                     read=sum(rows_read(staged).values()), workspace=workspace)  # fmt: skip
        return replace(seen, partial=any(file.rows == bench.limits.first for file in files))


def _as_looked_at(mapping: MappingFile) -> MappingFile:
    """Without the lists that follow from a text: they are not shown, and can neither misfit nor differ."""
    blocks = [
        replace(block, off=block.off | (FROM_TEXT - set(block.fields))) if block.table == "posts" else block
        for block in mapping.blocks
    ]
    return replace(mapping, blocks=tuple(blocks))


def _file(name: str, file: StagedFile, seen: Sample) -> FilePreview:
    look = file.look
    return FilePreview(
        file=file.file, kind=look.kind, gzip=look.gzip, encoding=look.encoding, delimiter=look.delimiter,
        guessed=look.guessed, rows=file.rows, bytes=file.bytes, header=file.columns, sample=seen.rows,
        name=name, unread=file.unread,
    )  # fmt: skip


def _seen(
    bench: Workbench, store: Store, shaped: Sequence[Shaped], *, files: tuple[FilePreview, ...],
    mapping: MappingFile, guessed: bool, names: tuple[str, ...], read: int, workspace: int | None,
) -> Preview:  # fmt: skip
    problems, wrong = misfits(bench, shaped)
    rows: dict[str, int] = {}
    repeats: dict[str, int] = {}
    if not problems and bench.limits.first is None:
        try:
            distinct, found = distinct_rows(bench, shaped, names, mapping=mapping)
            rows = {table: count(bench, part) for table, part in distinct.items()}
            repeats = {table: n for table, n in {**found.dropped}.items() if n}
        except BadImport as error:
            problems = (error.as_json(),)
    posts = [part for part in shaped if part.table == "posts"]
    span = coverage.span(bench, posts[0].rows) if posts else coverage.NO_SPAN
    named = [name for file in files for name in file.header]
    used = mapped_columns(mapping.blocks) | {part.column for part in inside(mapping.network)}
    return Preview(
        files=files, mapping=mapping, guessed=guessed, examples=examples(bench, shaped), rows=rows, read=read,
        misfits=wrong, since=span.since, until=span.until, undated=span.undated,
        accounts=_accounts(bench, store, posts, mapping=mapping, workspace=workspace),
        unmapped=tuple(name for name in dict.fromkeys(named) if name not in used),
        problems=problems[:MOST_LISTED],
        warnings=found_in_preview(bench, shaped, files=files, repeats=repeats, undated=span.undated),
    )  # fmt: skip


def _accounts(
    bench: Workbench, store: Store, posts: Sequence[Shaped], *, mapping: MappingFile, workspace: int | None
) -> tuple[AccountPreview, ...]:
    known: dict[str, str] = {}
    if workspace is not None:
        stored = store.current(store.snapshot(workspace), "accounts", local=True)
        rows = bench.engine.arrow(stored.select("account_id", "owner_kind")).to_pylist()
        known = {row["account_id"].lower(): row["owner_kind"] for row in rows}
    known |= {name.lower(): kind for name, kind in mapping.owners.items()}
    counted: dict[str, int] = {}
    for part in posts:
        who = part.rows.account_id.coalesce(part.rows.about_account).name("who")
        grouped = part.rows.select(who).filter(lambda t: t.who.notnull()).group_by("who")
        for row in bench.engine.arrow(grouped.agg(n=lambda t: t.count())).to_pylist():
            counted[row["who"]] = counted.get(row["who"], 0) + row["n"]
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    usual = mapping.owners.get(EVERY, "other")
    return tuple(
        AccountPreview(name, n, known.get(name.lower(), usual)) for name, n in ranked[: MOST_LISTED * 2]
    )
