"""spikes: days on which more was said than usual."""

from ..entry import SAID, WHOLE, Analysis, Option

ENTRY = Analysis(
    name="spikes",
    version=1,
    module="socialplan.analysis.spikes",
    tables=("posts", "interactions"),
    title="Days unlike the others",
    question="On which days was more said than usual: by more people, or by one message passed on?",
    about=(
        "Posts per account and day (or hour). More people: also without reposts it was more than usual. "
        "Amplified: the posts that are no repost stayed usual, so the rise is messages passed on. Gap: days"
        " without any post where that is not usual, so data are probably missing. No baseline: too few days"
        " to know what is usual. The first and the last day of an account may be incomplete and are not "
        "judged. Calm days are not listed. A repost that is no post in the data is not counted."
    ),
    method=(
        "Usual is the median of the account's other complete days within 28 days, at least 5 of them; from "
        "eight weeks of data on, adjusted for the weekday. A day is above usual when it exceeds that by "
        "more than k times the largest of 1.4826 MAD (Leys et al. 2013), 10 % of usual, and 1 post. By the "
        "hour the same hour of other days is the measure. A window chooses the days that are listed; each is "
        "judged by all days of its account. With k = 2 about one in ten days of busy accounts around events "
        "is marked, and one in twenty of steady ones."
    ),
    unit="days above usual",
    measures=("count", "baseline", "ratio"),
    by=("account", "brand", "network", "day", "hour"),
    default_by=("account",),
    options=(
        Option("grain", str, "day", "Judge days or hours", ("day", "hour")),
        Option("k", float, 2.0, "How far above usual: lower finds more and is wrong more often"),
        SAID,
    ),
    chart="dots",
    margin_days=WHOLE,
)
