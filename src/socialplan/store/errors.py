"""What can go wrong in the store, named for the reader."""


class StoreError(Exception):
    """Anything the store refuses or cannot do."""


class CannotStore(StoreError):
    """The disk or the memory does not take it; nothing was stored."""


class Unreadable(StoreError):
    """A file of the store cannot be read: damaged, or not ours."""


class FilesGone(StoreError):
    """Files of this list were replaced by an erasure meanwhile; asking again gives the present list."""


class BadRows(StoreError):
    """Rows that do not fit the vocabulary: an unknown column, a key twice in one batch."""


class EngineMissing(StoreError):
    """The engine asked for is not installed or cannot do this."""


class AlreadyStored(StoreError):
    """The same content was committed meanwhile; `number` is its batch."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Already stored as batch {number}.")
        self.number = number
