"""reputation: what is said about us."""

from ..entry import Analysis, Option

ENTRY = Analysis(
    name="reputation",
    version=1,
    module="socialplan.analysis.reputation",
    tables=("posts",),
    labellers=("sentiment", "question", "intent"),
    title="Reputation",
    question="What is said about us, by how many people, and who is heard most?",
    about=(
        "Posts that no account wrote and that are no repost, by whom they address: how many, by how many "
        "people, and which part is negative, positive, asks something, praises or complains. Voices are the "
        "people who wrote most of them. Behind the answer stand twenty posts drawn by chance, to judge "
        "whether the labels are right: what you correct changes the figure."
    ),
    method=(
        "Counts with the exact Poisson interval (Garwood, 1936), shares with Wilson's (1927), of the posts "
        "that were read. The sample is drawn by a hash of the ids of posts: everybody judges the same."
    ),
    unit="posts by others",
    measures=("posts", "people", "negative", "positive", "asking", "praising", "complaining"),
    by=("account", "brand", "network", "day", "week"),
    default_by=("account",),
    margin_days=90,
    options=(Option("view", str, "summary", "In short, or the people heard most.", ("summary", "voices")),),
)
