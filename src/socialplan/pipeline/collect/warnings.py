"""What an import did that a person should know: codes with English words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .duplicates import count
from .encodings import FALLBACK, NAMES
from .errors import listed
from .grammar import Mapping as MappingFile
from .reading import StagedFile
from .samples import is_ambiguous
from .shaping import Shaped
from .workbench import Workbench

if TYPE_CHECKING:
    from .preview import FilePreview

LOOKED_AT = 10_000

# The texts are the msgids of the faces (area `collect`).
WARNINGS: dict[str, str] = {
    "overruled": "{rows} rows of {table} lost to another row with the same key, as the mapping says",
    "encoding": "{file} is read as {encoding}; that is a guess",
    "sheets": "{file} has more sheets, which are not read: {sheets}",
    "file_absent": "no file given for '{file}'; what it holds is left out",
    "day_month": "in {column} day and month could be the other way round; read as {read}",
    "repeated": "{rows} rows of {table} are the same as another and count once",
    "blank_unknown": "{rows} blank cells of {columns} count as unknown, not as zero",
    "no_writer": "no column says who wrote the posts: accounts cannot be compared, and no claim is suggested",
    "undated": "{rows} posts have no time and stay out of periods",
    "left_out": "{rows} rows are left out by the condition of the mapping",
}


def text(warning: Mapping[str, Any]) -> str:
    """One sentence in English."""
    sentence = WARNINGS[warning["code"]].format(**warning)
    return sentence[:1].upper() + sentence[1:] + "."


def of_files(
    staged: Mapping[str, Sequence[StagedFile]], mapping: MappingFile
) -> tuple[Mapping[str, Any], ...]:
    """Files of the mapping that are not there, and encodings nobody stated."""
    absent = [rule.name for rule in mapping.files if rule.name not in staged]
    files = [file for several in staged.values() for file in several]
    return (
        *({"code": "file_absent", "file": name} for name in absent),
        *(
            {"code": "encoding", "file": file.file, "encoding": NAMES[file.look.encoding]}
            for file in files
            if "encoding" in file.look.guessed and file.look.encoding == FALLBACK
        ),
        *_sheets(files),
    )


def _sheets(files: Sequence["StagedFile | FilePreview"]) -> list[Mapping[str, Any]]:
    return [
        {"code": "sheets", "file": file.file, "sheets": listed(file.unread)} for file in files if file.unread
    ]


def found_in_preview(
    bench: Workbench, shaped: Sequence[Shaped], *, files: Sequence["FilePreview"], repeats: Mapping[str, int],
    undated: int,
) -> tuple[Mapping[str, Any], ...]:  # fmt: skip
    """Everything a person should look at before starting."""
    found: list[Mapping[str, Any]] = [
        {"code": "encoding", "file": file.file, "encoding": NAMES[file.encoding]}
        for file in files
        if "encoding" in file.guessed and file.encoding == FALLBACK
    ]
    found += _sheets(files)
    found += [{"code": "repeated", "table": table, "rows": number} for table, number in repeats.items()]
    if undated:
        found.append({"code": "undated", "rows": undated})
    found += [{"code": "no_writer"} for part in shaped if part.table == "posts" and not _names(part)]
    for part in shaped:
        found += _left_out(bench, part) + _day_month(bench, part) + _blanks(bench, part)
    return tuple(found)


def _names(part: Shaped) -> bool:
    """Whether a post says who wrote it, or whom it is about."""
    return any(name in part.block.fields for name in ("account_id", "about_account", "person"))


def _left_out(bench: Workbench, part: Shaped) -> list[Mapping[str, Any]]:
    if part.table != "posts" or part.block.where is None:
        return []
    left = count(bench, part.sheet.rows) - count(bench, part.rows)
    return [{"code": "left_out", "rows": left}] if left else []


def _day_month(bench: Workbench, part: Shaped) -> list[Mapping[str, Any]]:
    """Cells that would fit both ways round say nothing about which way is right."""
    reading = part.block.fields.get("created_at")
    if reading is None or not reading.format:
        return []
    name, form = (reading.parts[0] if reading.parts else reading).column, reading.format[-1]
    if name is None or len(reading.format) != 1 + bool(reading.parts):
        return []
    column = part.sheet.rows[part.sheet.column(name)]
    cells = bench.engine.arrow(column.name("cell").as_table().limit(LOOKED_AT))["cell"].to_pylist()
    if not is_ambiguous((cell for cell in cells if cell), form):
        return []
    return [{"code": "day_month", "column": name, "read": form}]


def _blanks(bench: Workbench, part: Shaped) -> list[Mapping[str, Any]]:
    columns = [
        one.column
        for reading in part.block.values.values()
        for one in (reading.sum or (reading,))
        if one.column is not None and (one.blank or reading.blank) != "zero"
    ]
    if not columns:
        return []
    rows = part.sheet.rows
    blank = sum((rows[part.sheet.column(name)].nullif("").isnull().cast("int64") for name in columns[1:]),
                rows[part.sheet.column(columns[0])].nullif("").isnull().cast("int64"))  # fmt: skip
    found = int(bench.engine.arrow(blank.sum().name("n").as_table())["n"][0].as_py() or 0)
    return [{"code": "blank_unknown", "rows": found, "columns": ", ".join(columns)}] if found else []
