"""engagement: how strongly people respond to a post."""

from ..entry import Analysis

ENTRY = Analysis(
    name="engagement",
    version=1,
    module="socialplan.analysis.engagement",
    tables=("posts", "metrics"),
    title="Response per post",
    question="How many reactions, comments and shares does a usual post draw, and which posts draw more?",
    about=(
        "Reactions, comments and shares of a post added up, and saves where the source gives them. Reactions "
        "already include likes. A post without any of these figures is left out and counted apart: not "
        "known is not zero."
    ),
    method=(
        "The median, because a few posts draw very much; its range comes from the order statistics (exact "
        "binomial; Conover, Practical Nonparametric Statistics, 3.2). With too few posts there is no range. "
        "A best hour is named among those with at least 20 posts and at least 1 % of all posts."
    ),
    unit="reactions+comments+shares per post",
    measures=("median", "mean"),
)
