"""Files being checked: what we read in them, by which mapping, and what does not fit."""

from .checking import check, is_small
from .recognising import (
    checked_toml,
    columns_key,
    current_mapping,
    draft,
    fits,
    found_format,
    groups,
    guessed,
    open_drafts,
    recognise,
)
from .shapes import Checked, CheckedAccount, CheckedFile, ColumnChoice, DraftLine, ReadingExample

__all__ = [
    "Checked", "CheckedAccount", "CheckedFile", "ColumnChoice", "DraftLine", "ReadingExample", "check",
    "checked_toml", "columns_key", "current_mapping", "draft", "fits", "found_format", "groups", "guessed",
    "is_small", "open_drafts", "recognise",
]  # fmt: skip
