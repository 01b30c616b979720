"""What the data, import and task screens read."""

from .store import open_store

__all__ = ["open_store"]
