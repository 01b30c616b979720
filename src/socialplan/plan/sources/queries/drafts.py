"""Files being checked: what we read in them, by which mapping, and what does not fit."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from socialplan.pipeline.collect.encodings import FALLBACK, NAMES
from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.grammar import Mapping
from socialplan.pipeline.collect.limits import Limits
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.pipeline.collect.preview import (
    AccountPreview,
    FilePreview,
    Preview,
    header,
    preview,
    propose,
)
from socialplan.pipeline.collect.samples import time_format
from socialplan.pipeline.collect.samples_of import head
from socialplan.pipeline.collect.used import inside, needed_columns
from socialplan.pipeline.columns import KEEP, TARGETS, chosen, time_reading

from ...team.models import Workspace
from ..models import ImportDraft, MappingFile
from ..places import draft_paths
from .store import open_store

EXAMPLES = 3
SAMPLE_ROWS = 20


@dataclass(frozen=True)
class DraftLine:
    """Files that were brought and not imported yet."""

    id: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class CheckedFile:
    """One file as we read it. `columns` is (their name, our fields) in the order of the file."""

    name: str
    kind: str
    rows: int
    encoding: str
    encoding_guessed: bool
    delimiter: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    sample: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class CheckedAccount:
    name: str
    rows: int
    kind: str


@dataclass(frozen=True)
class ReadingExample:
    """One value as it stands in the file and as we read it."""

    kind: str
    field: str
    column: str
    raw: str
    read: str
    repeated: bool  # the same kind of reading stood above it


@dataclass(frozen=True)
class ColumnChoice:
    """One of our fields with the column that fills it."""

    key: str
    main: bool
    column: str
    kept: bool
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """All the check page shows of one draft."""

    id: int
    files: tuple[CheckedFile, ...] = ()
    mapping: bool = False
    mapping_name: str = ""
    recognised: bool = False
    network: str = ""
    zone: str = ""
    time_format: str = ""
    decimal: str = "."
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0
    fits: int = 0
    first: date | None = None
    last: date | None = None
    accounts: tuple[CheckedAccount, ...] = ()
    warnings: tuple[MappingOf[str, Any], ...] = ()
    readings: tuple[ReadingExample, ...] = ()
    choices: tuple[ColumnChoice, ...] = ()
    columns: tuple[str, ...] = ()
    problems: tuple[MappingOf[str, Any], ...] = ()
    error: MappingOf[str, Any] | None = None
    remember_as: str = ""

    @property
    def unfit(self) -> int:
        return max(self.rows - self.fits, len(self.problems) and 1)

    @property
    def ready(self) -> bool:
        """An import is all or nothing, so it can start only when every row fits."""
        return self.error is None and not self.problems and self.rows > 0 and self.mapping

    @property
    def zone_apart(self) -> bool:
        """Whether zone and time format need a place of their own: no time is read yet to show them beside."""
        return not any(reading.field == "posts.created_at" for reading in self.readings)


def draft(*, workspace: Workspace, id: int) -> ImportDraft | None:
    return ImportDraft.objects.select_related("job", "workspace").filter(workspace=workspace, pk=id).first()


def open_drafts(*, workspace: Workspace) -> list[DraftLine]:
    """What was brought and is not being imported now."""
    rows = ImportDraft.objects.filter(workspace=workspace).exclude(job__state__in=("due", "running", "done"))
    return [DraftLine(row.pk, tuple(file["name"] for file in row.files)) for row in rows]


def groups(draft: ImportDraft) -> list[list[int]]:
    """Which files belong together: those of one remembered mapping, else those with the same columns."""
    heads = [_columns(path) for path in draft_paths(draft)]
    for row in _remembered(draft.workspace_id):
        mapping = parse_mapping(row.toml)
        if len(mapping.files) > 1 and _fits_all(mapping, heads):
            return [list(range(len(heads)))]
    found: dict[Any, list[int]] = {}
    for index, columns in enumerate(heads):
        found.setdefault(columns or index, []).append(index)
    return list(found.values())


def recognise(draft: ImportDraft) -> tuple[str, str]:
    """(mapping as TOML, its name): the remembered one made for these columns, one that fits, or a guess.
    Both empty when the files cannot be read."""
    heads = [_columns(path) for path in draft_paths(draft)]
    if not all(heads):
        return "", ""
    rows = sorted(_remembered(draft.workspace_id), key=lambda row: row.columns_key != columns_key(draft))
    for row in rows:
        if _fits_all(parse_mapping(row.toml), heads):
            return row.toml, row.name
    return guessed(draft), ""


def guessed(draft: ImportDraft) -> str:
    """A mapping made from the names of the columns and a few rows; times in the workspace's zone."""
    try:
        return propose(draft_paths(draft), zone=draft.workspace.zone).to_toml()
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
    return time_format(cells[place] or "" for _line, cells in sample.rows) or "iso"


def check(draft: ImportDraft) -> Checked:
    """What we read with the draft's mapping; nothing is stored."""
    workspace = draft.workspace
    try:
        mapping = current_mapping(draft) if draft.toml else None
        seen = preview(open_store(), draft_paths(draft), mapping, workspace=workspace.pk, zone=workspace.zone)
    except BadImport as refusal:
        return _refused(draft, refusal)
    return _checked(draft, seen)


def columns_key(draft: ImportDraft) -> str:
    """The same for files with the same columns in the same order."""
    heads = sorted({_columns(path) for path in draft_paths(draft)})
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


def _columns(path: Path) -> tuple[str, ...]:
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


def _checked(draft: ImportDraft, seen: Preview) -> Checked:
    mapping = seen.mapping
    when = time_reading(mapping)
    used = _fields_by_column(mapping)
    columns = tuple(dict.fromkeys(name for file in seen.files for name in file.header))
    samples = _samples(seen)
    return Checked(
        id=draft.pk, files=tuple(_file(file, used) for file in seen.files), mapping=True,
        mapping_name=draft.mapping_name, recognised=_is_recognised(draft, mapping, seen),
        network=mapping.network.const or "", zone=(when.zone if when and when.zone else mapping.zone) or "",
        time_format=when.format[0] if when and len(when.format) == 1 else "", decimal=mapping.read.decimal,
        encoding=mapping.read.encoding or "", delimiter=mapping.read.delimiter or "", rows=seen.read,
        fits=seen.read - seen.misfits,
        first=seen.since and seen.since.date(), last=seen.until and seen.until.date(),
        accounts=tuple(_account(draft, account) for account in seen.accounts), warnings=seen.warnings,
        readings=_readings(seen), choices=_choices(mapping, samples), columns=columns, problems=seen.problems,
        remember_as=draft.mapping_name or mapping.name or _plain_name(draft),
    )  # fmt: skip


def _refused(draft: ImportDraft, refusal: BadImport) -> Checked:
    """A file or mapping that cannot be read at all: what is wrong, and what can still be changed."""
    heads = [
        (file["name"], _columns(path)) for file, path in zip(draft.files, draft_paths(draft), strict=True)
    ]
    columns = tuple(dict.fromkeys(name for _file, head in heads for name in head))
    try:
        mapping = current_mapping(draft) if draft.toml else None
    except BadImport:
        mapping = None
    if mapping is None or not columns:
        return Checked(id=draft.pk, mapping_name=draft.mapping_name, error=refusal.as_json())
    when = time_reading(mapping)
    return Checked(
        id=draft.pk, mapping=True, mapping_name=draft.mapping_name, error=refusal.as_json(),
        network=mapping.network.const or "", zone=(when.zone if when and when.zone else mapping.zone) or "",
        time_format=when.format[0] if when and len(when.format) == 1 else "",
        choices=_choices(mapping, {}), columns=columns, encoding=mapping.read.encoding or "",
        delimiter=mapping.read.delimiter or "", decimal=mapping.read.decimal,
    )  # fmt: skip


def _file(file: FilePreview, used: MappingOf[str, tuple[str, ...]]) -> CheckedFile:
    return CheckedFile(
        name=file.file, kind=file.kind, rows=file.rows, encoding=NAMES.get(file.encoding, file.encoding),
        encoding_guessed="encoding" in file.guessed and file.encoding == FALLBACK,
        delimiter=file.delimiter or "", columns=tuple((name, used.get(name, ())) for name in file.header),
        sample=tuple(cells for _line, cells in file.sample[:SAMPLE_ROWS]),
    )  # fmt: skip


def _fields_by_column(mapping: Mapping) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for block in mapping.blocks:
        for name, reading in (*block.fields.items(), *block.values.items()):
            for part in inside(reading):
                label = f"{block.table}.{name}"
                if part.column and part.of is None and label not in found.get(part.column, ()):
                    found[part.column] = (*found.get(part.column, ()), label)
    return found


def _is_recognised(draft: ImportDraft, mapping: Mapping, seen: Preview) -> bool:
    """Whether nobody needs to look at the columns: remembered, or the main fields were found."""
    found = {key for key, column in chosen(mapping).items() if column}
    whose = bool(found & {"account_id", "about_account", "person"})
    return not seen.problems and (bool(draft.mapping_name) or ({"created_at", "text"} <= found and whose))


def _account(draft: ImportDraft, account: AccountPreview) -> CheckedAccount:
    return CheckedAccount(
        account.name, account.posts, draft.owner_kinds.get(account.name, account.owner_kind)
    )


def _readings(seen: Preview) -> tuple[ReadingExample, ...]:
    """Times and numbers first: those are what goes wrong; then one of each other kind."""
    ranked = sorted(seen.examples, key=lambda one: {"time": 0, "number": 1}.get(one.kind, 2))
    found: list[ReadingExample] = []
    for one in ranked:
        seen_before = any(other.kind == one.kind for other in found)
        if one.kind in ("time", "number") or not seen_before:
            found.append(ReadingExample(one.kind, one.field, one.column, one.raw, one.read, seen_before))
    return tuple(found)


def _samples(seen: Preview) -> dict[str, tuple[str, ...]]:
    """Up to three different filled cells of every column."""
    found: dict[str, tuple[str, ...]] = {}
    for file in seen.files:
        for place, name in enumerate(file.header):
            cells = [str(row[place])[:60] for _line, row in file.sample if place < len(row) and row[place]]
            found.setdefault(name, tuple(dict.fromkeys(cells))[:EXAMPLES])
    return found


def _choices(mapping: Mapping, samples: MappingOf[str, tuple[str, ...]]) -> tuple[ColumnChoice, ...]:
    shown = chosen(mapping)
    return tuple(
        ColumnChoice(target.key, target.main, shown[target.key], shown[target.key] == KEEP,
                     samples.get(shown[target.key], ()))
        for target in TARGETS
    )  # fmt: skip


def _plain_name(draft: ImportDraft) -> str:
    """The name of the first file without its endings, as a proposal."""
    return str(draft.files[0]["name"]).split(".")[0].replace("_", " ") if draft.files else ""
