"""The check of a draft: how its files read with its mapping, with examples, and what does not fit."""

from collections.abc import Mapping as MappingOf

from socialplan.pipeline.collect.encodings import FALLBACK, NAMES
from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.grammar import Mapping
from socialplan.pipeline.collect.known import format_of
from socialplan.pipeline.collect.limits import Limits
from socialplan.pipeline.collect.preview import AccountPreview, FilePreview, Preview, preview
from socialplan.pipeline.collect.samples import is_number
from socialplan.pipeline.collect.used import inside
from socialplan.pipeline.columns import KEEP, TARGETS, chosen, time_reading

from ...models import ImportDraft
from ...places import draft_paths
from ..days import local_day
from ..store import open_store
from .recognising import columns, current_mapping
from .shapes import Checked, CheckedAccount, CheckedFile, ColumnChoice, KnownExport, ReadingExample

EXAMPLES = 3
SAMPLE_ROWS = 20
FIRST_ROWS = 500  # a change of a reading is shown on these at once
SMALL_BYTES = 500_000
LARGE_BYTES = 200_000_000


def check(draft: ImportDraft, *, quick: bool = False) -> Checked:
    """What we read with the draft's mapping; nothing is stored. `quick` looks at the first rows only, and so
    does every look at files that are too large to read while somebody waits."""
    workspace = draft.workspace
    few = Limits(first=FIRST_ROWS) if quick or is_large(draft) else None
    try:
        mapping = current_mapping(draft) if draft.toml else None
        seen = preview(
            open_store(), draft_paths(draft), mapping, workspace=workspace.pk, zone=workspace.zone, limits=few
        )
    except BadImport as refusal:
        return _refused(draft, refusal)
    return _checked(draft, seen)


def is_small(draft: ImportDraft) -> bool:
    """Whether the whole of it is read at once."""
    return _bytes(draft) <= SMALL_BYTES


def is_large(draft: ImportDraft) -> bool:
    return _bytes(draft) > LARGE_BYTES


def _bytes(draft: ImportDraft) -> int:
    return sum(file["bytes"] for file in draft.files)


def _checked(draft: ImportDraft, seen: Preview) -> Checked:
    mapping = seen.mapping
    when = time_reading(mapping)
    used = _fields_by_column(mapping)
    names = tuple(dict.fromkeys(name for file in seen.files for name in file.header))
    samples = _samples(seen)
    return Checked(
        id=draft.pk, files=tuple(_file(file, used) for file in seen.files), mapping=True,
        mapping_name=draft.mapping_name, recognised=_is_recognised(draft, mapping, seen),
        export=_export(mapping),
        network=mapping.network.const or "", zone=(when.zone if when and when.zone else mapping.zone) or "",
        time_format=when.format[0] if when and len(when.format) == 1 else "", decimal=mapping.read.decimal,
        encoding=mapping.read.encoding or "", delimiter=mapping.read.delimiter or "", rows=seen.read,
        fits=seen.read - seen.misfits,
        first=local_day(seen.since, draft.workspace.zone), last=local_day(seen.until, draft.workspace.zone),
        accounts=tuple(_account(draft, account) for account in seen.accounts), warnings=seen.warnings,
        readings=_readings(seen), choices=_choices(mapping, samples), columns=names, problems=seen.problems,
        remember_as=draft.mapping_name or ("" if _export(mapping) else mapping.name or _plain_name(draft)),
        partial=seen.partial, large=is_large(draft),
    )  # fmt: skip


def _refused(draft: ImportDraft, refusal: BadImport) -> Checked:
    """A file or mapping that cannot be read at all: what is wrong, and what can still be changed."""
    heads = [
        (file["name"], columns(path)) for file, path in zip(draft.files, draft_paths(draft), strict=True)
    ]
    names = tuple(dict.fromkeys(name for _file, head in heads for name in head))
    try:
        mapping = current_mapping(draft) if draft.toml else None
    except BadImport:
        mapping = None
    if mapping is None or not names:
        return Checked(id=draft.pk, mapping_name=draft.mapping_name, error=refusal.as_json())
    when = time_reading(mapping)
    return Checked(
        id=draft.pk, mapping=True, mapping_name=draft.mapping_name, error=refusal.as_json(),
        export=_export(mapping),
        network=mapping.network.const or "", zone=(when.zone if when and when.zone else mapping.zone) or "",
        time_format=when.format[0] if when and len(when.format) == 1 else "",
        choices=_choices(mapping, {}), columns=names, encoding=mapping.read.encoding or "",
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
    samples = _samples(seen)  # where no column with words is left, none says whose the posts are
    left = [name for name in seen.unmapped if samples.get(name) and not is_number(samples[name])]
    whose = bool(found & {"account_id", "about_account", "person"}) or not left
    known = bool(draft.mapping_name) or _export(mapping) is not None
    return not seen.problems and (known or ({"created_at", "text"} <= found and whose))


def _export(mapping: Mapping) -> KnownExport | None:
    known = format_of(mapping.read.format)
    if known is None:
        return None
    return KnownExport(known.label, known.evidence == "real file", table=known.rows is None)


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
