"""pace: how many posts a day."""

from ..entry import GROUPS, SAID, Analysis

ENTRY = Analysis(
    name="pace",
    version=1,
    module="socialplan.analysis.pace",
    tables=("posts",),
    title="How much is said a day",
    question="How many posts are there a day, and how sure is that?",
    about=(
        "Posts over the days that were heard: from the first to the last day with any post in the scope, "
        "whatever it says, so that a day on which a query found nothing counts as none and a day before we "
        "listened does not count. Each group has its own days. Posts without a day are left out."
    ),
    method=(
        "The mean of the days. Its range is the exact interval of a Poisson total (Garwood, 1936), made "
        "wider by how much more the days differ than chance would have it (quasi-Poisson; McCullagh & "
        "Nelder, 1989); with fewer than seven days it rests on chance alone."
    ),
    unit="posts a day",
    measures=("pace",),
    by=tuple(name for name in GROUPS if name != "hashtag"),
    options=(SAID,),
)
