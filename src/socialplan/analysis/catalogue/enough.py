"""enough: is there enough data, and when will there be?"""

from ..entry import GROUPS, Analysis, Option

ENTRY = Analysis(
    name="enough",
    version=1,
    module="socialplan.analysis.enough",
    tables=("posts", "metrics"),
    title="Enough data",
    question="Is there enough data to say this, and if not, when will there be?",
    about=(
        "How many posts there are, how many are needed for a range as narrow as you ask, or to find a "
        "difference as small as you ask, and on which day they will be there at the pace of the newest "
        "eight weeks. For response only posts with figures count. A promise of a day says what the pace "
        "gives, not what people will do."
    ),
    method=(
        "A median of n posts has a range between the quantiles 0.5 minus and plus z over 2 root n; the "
        "posts at hand say how far apart those lie (order statistics; at least 10 posts), and beyond "
        "their number a range shrinks with the root of it. A share needs the n at which Wilson's interval "
        "(1927) is narrow enough. A difference is found 8 times in 10 when it is there, at 95 % (two "
        "medians by their ranges; two shares by Fleiss, Levin and Paik 2003, 4.2), with that many posts "
        "on each side."
    ),
    unit="posts needed",
    measures=("needed", "missing", "per_week"),
    by=GROUPS,
    options=(
        Option("of", str, "response", "The usual response, or a share of posts.", ("response", "share")),
        Option("precision", float, 10.0,
               "How far the range may reach to either side: % of the usual response, or percentage points."),
        Option("difference", float, 0.0,
               "The smallest difference to find, in % of the usual response or percentage points; 0 asks for "
               "the precision instead."),
        Option("share", float, 50.0, "The share you expect, in %; 50 needs most posts."),
    ),
    chart="table",
)  # fmt: skip
