"""sentiment: how what is said is meant."""

from ..entry import LABELS, SAID, WHOLE, Analysis, Option

ENTRY = Analysis(
    name="sentiment",
    version=1,
    module="socialplan.analysis.sentiment",
    tables=("posts",),
    labellers=("sentiment",),
    title="How it is meant",
    question="Which part of what is said is negative, neutral or positive, and when was it worse than usual?",
    about=(
        "Every post counts once, reposts too, by the label a model gave it or a person corrected. Unsure "
        "means read and not decided. Posts without words, or in a language the model does not read, have no "
        "label and are counted apart. A model errs: how often it was right on posts that people labelled "
        "stands beside the figure. The view of days lists those with more negative posts than usual: more "
        "negative, or only more said."
    ),
    method=(
        "Shares with Wilson's interval (1927): what chance does to a sample, not what the model does wrong. "
        "Days are judged as days unlike the others are: the number of negative posts against the median of "
        "the other complete days within 28, at least 5 of them, with k = 2. A day is more negative when the "
        "interval of its negative share lies above the share of the other days."
    ),
    unit="share of posts that is negative",
    measures=("negative", "neutral", "positive", "unsure", "negative_posts"),
    chart="line",
    margin_days=WHOLE,
    options=(
        Option("view", str, "overall", "The shares, or the days with more negative posts than usual.",
               ("overall", "days")),
        LABELS,
        SAID,
    ),
)  # fmt: skip
