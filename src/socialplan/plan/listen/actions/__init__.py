"""What people and the clock do with what is read in posts; the only writes."""

from .adopting import CannotAdopt, adopt_version, preview_soon, run_preview
from .correcting import BadLabel, correct_label, undo_correction
from .labelling import label_new

__all__ = [
    "BadLabel", "CannotAdopt", "adopt_version", "correct_label", "label_new", "preview_soon", "run_preview",
    "undo_correction",
]  # fmt: skip
