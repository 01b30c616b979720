"""The catalogue: every analysis as data. It imports no engine; faces and docs are built from it."""

from .catalogue import ENTRIES
from .entry import GRAINS, GROUPS, Analysis, Option

__all__ = ["ANALYSES", "GRAINS", "GROUPS", "Analysis", "Option"]

ANALYSES: dict[str, Analysis] = {entry.name: entry for entry in ENTRIES}
