"""What people and the clock do with what is read in posts; the only writes."""

from .adopting import CannotAdopt, adopt_version, preview_soon, run_preview
from .correcting import BadLabel, correct_label, undo_correction
from .labelling import label_new
from .languages import BadLanguages, choose_languages
from .learning import CannotLearn, learn_soon, run_learning
from .on_demand import read_waiting
from .trying import NoSuchFolder, run_trying, try_soon

__all__ = [
    "BadLabel", "BadLanguages", "CannotAdopt", "CannotLearn", "NoSuchFolder", "adopt_version",
    "choose_languages", "correct_label", "label_new", "learn_soon", "preview_soon", "read_waiting",
    "run_learning", "run_preview", "run_trying", "try_soon", "undo_correction",
]  # fmt: skip
