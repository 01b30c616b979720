"""What people and the clock do with what is read in posts; the only writes."""

from .adopting import CannotAdopt, adopt_version, preview_soon, run_preview
from .community import ask_community, close_question, found_at, thank
from .correcting import BadLabel, correct_label, undo_correction
from .following import count_again, follow_brief
from .judging import BadVerdict, draw_posts, judge_post
from .labelling import label_new
from .languages import BadLanguages, choose_languages
from .learning import CannotLearn, learn_soon, run_learning
from .on_demand import read_waiting
from .previewing import Preview, preview
from .tracking import (
    add_query,
    change_query,
    pause_query,
    remove_query,
    resume_query,
    undo_query,
)
from .trying import NoSuchFolder, run_trying, try_soon

__all__ = [
    "BadLabel", "BadLanguages", "BadVerdict", "CannotAdopt", "CannotLearn", "NoSuchFolder", "Preview",
    "add_query", "adopt_version", "ask_community", "change_query", "choose_languages", "close_question",
    "correct_label", "count_again", "draw_posts", "follow_brief", "found_at", "judge_post", "label_new",
    "learn_soon", "pause_query", "preview", "preview_soon", "read_waiting", "remove_query", "resume_query",
    "run_learning", "run_preview", "run_trying", "thank", "try_soon", "undo_correction", "undo_query",
]  # fmt: skip
