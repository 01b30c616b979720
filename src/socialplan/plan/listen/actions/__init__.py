"""What people and the clock do with what is read in posts; the only writes."""

from .correcting import BadLabel, correct_label, undo_correction
from .labelling import label_new

__all__ = ["BadLabel", "correct_label", "label_new", "undo_correction"]
