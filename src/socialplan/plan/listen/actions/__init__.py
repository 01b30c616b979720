"""What people and the clock do with what is read in posts; the only writes."""

from .adopting import CannotAdopt, adopt_version, preview_soon, run_preview
from .correcting import BadLabel, correct_label, undo_correction
from .labelling import label_new
from .learning import CannotLearn, learn_soon, run_learning
from .on_demand import read_waiting

__all__ = [
    "BadLabel", "CannotAdopt", "CannotLearn", "adopt_version", "correct_label", "label_new", "learn_soon",
    "preview_soon", "read_waiting", "run_learning", "run_preview", "undo_correction",
]  # fmt: skip
