"""What can be wrong with a file or a mapping: a code, the values to show, and the English words."""

from collections.abc import Iterable
from typing import Any

# The keys are the codes; the texts are the msgids of the faces (area `collect`).
REASONS: dict[str, str] = {
    "missing": "the file does not exist",
    "folder": "this is a folder, not a file",
    "unreadable": "the file cannot be read: {why}",
    "empty": "the file is empty",
    "no_rows": "there are no rows under the header",
    "too_big": "the file is larger than {limit}",
    "bomb": "unpacked, the file is unreasonably large ({ratio} times its size)",
    "cut_off": "the archive is cut off: it ends before its end",
    "broken_archive": "the archive is damaged: {why}",
    "wrong_archive": "this is a {kind} archive; unpack it first",
    "wrong_kind": "this is not a text file, a spreadsheet or JSON lines but {kind}",
    "nul": "there is a NUL byte here, so this is not text or the file is damaged",
    "encoding": "this line is not valid {encoding}; the file mixes encodings or is damaged",
    "unknown_encoding": "there is no encoding called '{encoding}'",
    "no_header": "the first line has no column names",
    "columns": "this row has {found} columns, the header has {expected}",
    "broken_line": "the line is broken: {why}",
    "open_quote": "a quote is opened here and never closed",
    "too_long": "a field or line is longer than {limit} characters",
    "too_many_columns": "there are more than {limit} columns",
    "too_many_rows": "there are more than {limit} rows",
    "xlsx": "this is no readable spreadsheet: {why}",
    "export": "this is no readable file of {kind}: {why}",
    "no_sheet": "there is no sheet '{sheet}'; there are: {present}",
    "json": "this line is no JSON object; a file holds an object per line, or one list of objects",
    "json_list": "this is no readable list of JSON objects: {why}",
    "zip_empty": "there is no table in this zip archive",
    "zip_many": "there are {found} files in this zip archive; {most} is the most",
    "zip_locked": "this zip archive has a password; unpack it first",
    "unknown_column": "there is no column '{column}'; the columns are: {present}",
    "no_file_for": "no file fits '{name}' of the mapping",
    "fits_nothing": "this file fits none of the files the mapping names: {names}",
    "no_mapping": (
        "we do not recognise these files as one of the usual exports; make a mapping and name it with --map"
    ),
    "mixed": "this is another export than {other}: import them one by one",
    "no_period": "the file does not say which period it is about",
    "number": "'{value}' is no number (column for {field})",
    "integer": "'{value}' is no whole number (column for {field})",
    "time": "'{value}' is no time in the form {format} (column for {field})",
    "zone": 'the times of {field} have no zone; add zone = "Europe/Amsterdam" or the zone they are in',
    "word": "'{value}' is not a {field}; one of: {allowed}",
    "spoiled": (
        "'{value}' is a number that a spreadsheet has rounded, not an id; take the file as it was exported, "
        "or find the id in another column, such as the link"
    ),
    "no_key": "{field} is blank, and without it the row cannot be kept",
    "conflict": "the key {key} stands here and on line {other} with different values; say on_conflict",
    "daily": (
        "the post {key} stands here and on line {other} with different figures: this file of {kind} has "
        "figures per day; export it again with lifetime figures, one row per post"
    ),
    "lookup": "the key {key} stands more than once in '{name}', so it cannot be looked up",
    "mapping_missing": "the mapping file does not exist",
    "mapping_toml": "the mapping is not valid TOML: {why}",
    "mapping_key": "the mapping has an unknown key '{key}' in {where}; did you mean '{nearest}'?",
    "mapping_value": "{where}: {why}",
}


MOST_NAMED = 60


def listed(names: Iterable[str]) -> str:
    """Names as an enumeration; of very many the first, and how many more there are."""
    shown = list(names)
    more = f" and {len(shown) - MOST_NAMED} more" if len(shown) > MOST_NAMED else ""
    return ", ".join(shown[:MOST_NAMED]) + more


class BadImport(Exception):
    """A file or mapping that cannot be imported: where, why; nothing was stored."""

    def __init__(self, code: str, file: str = "", line: int | None = None, **values: Any) -> None:
        self.code, self.file, self.line, self.values = code, file, line, values
        self.reason = REASONS[code].format(**values)
        place = ", ".join(filter(None, [file, f"line {line}" if line else ""]))
        super().__init__(f"{place}: {self.reason}" if place else self.reason)

    def as_json(self) -> dict[str, Any]:
        """What a job row keeps, so that a face can word it in its own language."""
        return {
            "code": self.code, "file": self.file, "line": self.line, "reason": self.reason,
            "values": {key: str(value) for key, value in self.values.items()},
        }  # fmt: skip


class Cancelled(Exception):
    """The person asked to stop; nothing was stored."""


class Detour(Exception):
    """The straight path does not say this; the longer one reads the files from the start."""
