"""Everything a person can do with data: import it, mark accounts, erase a person, take it out as a file."""

from .accounts import mark_account
from .erasing import NoSuchBatch, erase_person, take_back_import
from .taking_out import OutFile, mapping_back, take_table_out

__all__ = [
    "NoSuchBatch", "OutFile", "erase_person", "mapping_back", "mark_account", "take_back_import",
    "take_table_out",
]  # fmt: skip
