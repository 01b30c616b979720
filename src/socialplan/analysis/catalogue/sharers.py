"""sharers: whose posts are passed on, and by how many different people."""

from ..entry import Analysis, Option

ENTRY = Analysis(
    name="sharers",
    version=1,
    module="socialplan.analysis.sharers",
    tables=("interactions", "posts"),
    title="Whose posts are shared",
    question="Whose posts are passed on, how often, and by how many different people?",
    about=(
        "Every time somebody passes on somebody's post, whether typed (RT @somebody) or with the network's "
        "own button; told in both ways it counts once. Sharing one's own post does not count. Names are "
        "compared without capitals. Where the data do not say who shared, the number of different people is"
        " unknown."
    ),
    method=(
        "Exact counts; the range of the number of shares is the exact Poisson interval (Garwood, 1936). The"
        " number of different people is the better sign of influence: one fan can share a hundred times."
    ),
    unit="shares",
    measures=("shares", "distinct_sharers"),
    by=("account", "brand", "network", "day", "week"),
    options=(Option("limit", int, 200, "How many people to list, by shares and by different people"),),
)
