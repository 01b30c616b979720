"""volume: how much is said, and how much of it is passed on."""

from ..entry import PHRASE, SAID, Analysis

ENTRY = Analysis(
    name="volume",
    version=1,
    module="socialplan.analysis.volume",
    tables=("posts", "interactions"),
    title="How much is said",
    question="How many posts are there, and which part of them passes on what somebody else said?",
    about=(
        "Every post counts once: own posts, replies, reviews and reposts alike. With hashtags, a post counts "
        "once for each different hashtag in it. The amplified share is the part that passes on another's "
        "message, whether typed (RT @somebody) or with the network's own button."
    ),
    method=(
        "Counts are exact; the range of a count is the exact Poisson interval (Garwood, 1936): what chance "
        "alone would do to the same usual level. The range of a share is Wilson's (1927)."
    ),
    unit="posts",
    measures=("count", "amplified_share"),
    chart="line",
    options=(PHRASE, SAID),
)
