"""Which mapping fits files that were brought: a remembered one, or one made from their columns."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.grammar import Mapping
from socialplan.pipeline.collect.guess_times import format_of
from socialplan.pipeline.collect.limits import Limits
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.pipeline.collect.preview import header, propose
from socialplan.pipeline.collect.reading import ReadSettings
from socialplan.pipeline.collect.samples_of import head
from socialplan.pipeline.collect.used import needed_columns

from ....team.models import Workspace
from ...models import ImportDraft, MappingFile
from ...places import draft_paths
from .shapes import DraftLine


def draft(*, workspace: Workspace, id: int) -> ImportDraft | None:
    return ImportDraft.objects.select_related("job", "workspace").filter(workspace=workspace, pk=id).first()


def open_drafts(*, workspace: Workspace) -> list[DraftLine]:
    """What was brought and is not being imported now."""
    rows = ImportDraft.objects.filter(workspace=workspace).exclude(job__state__in=("due", "running", "done"))
    return [DraftLine(row.pk, tuple(file["name"] for file in row.files)) for row in rows]


def groups(draft: ImportDraft) -> list[list[int]]:
    """Which files belong together: those of one remembered mapping, else those with the same columns."""
    heads = [columns(path) for path in draft_paths(draft)]
    for row in _remembered(draft.workspace_id):
        mapping = parse_mapping(row.toml)
        if len(mapping.files) > 1 and _fits_all(mapping, heads):
            return [list(range(len(heads)))]
    found: dict[Any, list[int]] = {}
    for index, names in enumerate(heads):
        found.setdefault(names or index, []).append(index)
    return list(found.values())


def recognise(draft: ImportDraft) -> tuple[str, str]:
    """(mapping as TOML, its name): the remembered one made for these columns, one that fits, or a guess.
    Both empty when the files cannot be read."""
    heads = [columns(path) for path in draft_paths(draft)]
    if not all(heads):
        return "", ""
    rows = sorted(_remembered(draft.workspace_id), key=lambda row: row.columns_key != columns_key(draft))
    for row in rows:
        if _fits_all(parse_mapping(row.toml), heads):
            return row.toml, row.name
    return guessed(draft), ""


def fits(draft: ImportDraft, toml: str) -> bool:
    """Whether a mapping file reads all files of the draft."""
    return _fits_all(parse_mapping(toml), [columns(path) for path in draft_paths(draft)])


def guessed(draft: ImportDraft, *, known: bool = True) -> str:
    """The mapping of a known export, else one made from names of columns and a few rows.

    Times are in the workspace's zone. Without `known` it is made from names and rows in any case.
    """
    try:
        read = None if known else ReadSettings()
        return propose(draft_paths(draft), zone=draft.workspace.zone, read=read).to_toml()
    except BadImport:
        return ""


def current_mapping(draft: ImportDraft) -> Mapping:
    """Raises BadImport when the draft has none that can be read."""
    return parse_mapping(draft.toml, file=draft.mapping_name or "mapping")


def found_format(draft: ImportDraft, column: str) -> str:
    """How the times in a column are written, from the first rows; "iso" when nothing fits."""
    try:
        sample = head(draft_paths(draft)[0], current_mapping(draft).read, Limits())
    except BadImport:
        return "iso"
    if column not in sample.columns:
        return "iso"
    place = sample.columns.index(column)
    return format_of([cells[place] or "" for _line, cells in sample.rows]) or "iso"


def columns_key(draft: ImportDraft) -> str:
    """The same for files with the same columns in the same order."""
    heads = sorted({columns(path) for path in draft_paths(draft)})
    return sha256(repr(heads).encode()).hexdigest()


def checked_toml(content: bytes, *, name: str) -> str:
    """A mapping file that can be read. Raises BadImport with its name and place."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadImport("unreadable", name, why="it is no readable UTF-8 text") from error
    parse_mapping(text, file=name)
    return text


def _remembered(workspace: int) -> list[MappingFile]:
    return list(MappingFile.objects.filter(workspace=workspace).order_by("-updated_at"))


def columns(path: Path) -> tuple[str, ...]:
    """Empty when the file cannot be read: the check says why."""
    try:
        return header(path)
    except BadImport:
        return ()


def _fits_all(mapping: Mapping, heads: Sequence[tuple[str, ...]]) -> bool:
    """Whether every file has the columns of one of the mapping's files, and none of those is left without."""
    names = [rule.name for rule in mapping.files] or ["main"]
    fits = [[name for name in names if set(needed_columns(mapping, name)) <= set(head)] for head in heads]
    needed = {rule.name for rule in mapping.files if not rule.optional} or {"main"}
    return all(fits) and needed <= {name for several in fits for name in several}
