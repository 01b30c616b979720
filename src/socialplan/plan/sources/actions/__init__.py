"""Everything a person can do with data: import it, mark accounts, erase a person, keep mappings."""

from .accounts import mark_account
from .erasing import NoSuchBatch, erase_person, take_back_import

__all__ = ["NoSuchBatch", "erase_person", "mark_account", "take_back_import"]
