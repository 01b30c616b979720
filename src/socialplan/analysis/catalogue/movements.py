"""movements: what rose or fell for longer, and from when on."""

from ..entry import PHRASE, SAID, WHOLE, Analysis, Option

ENTRY = Analysis(
    name="movements",
    version=1,
    module="socialplan.analysis.movements",
    tables=("posts", "interactions", "coverage"),
    title="Movements",
    question="From which day on was lastingly more or less said, and how much?",
    about=(
        "Posts per account and day. A movement is a day from which the level lies higher or lower for at "
        "least eight days with data, beside the rhythm of the week. A storm of a few days is no movement, "
        "and days without data are none either: the days on both sides of them are compared. The first "
        "and the last day may be incomplete and are not judged. A change of the last eight days cannot be "
        "seen yet, and a level that creeps up appears as one or more steps. Fewer than 28 days with data "
        "are too few to say anything."
    ),
    method=(
        "Days are adjusted for the weekday (from eight weeks on) and put on a scale on which they vary "
        "alike at every level (Anscombe 1948); days far from the median of the 15 around them are set aside "
        "(Hampel; Davies & Gather 1993). Changes are searched with PELT (Killick, Fearnhead & Eckley 2012). "
        "Each is kept when its jump is larger than the same search finds in made series of as many days "
        "that never change, with storms, days without data and days that resemble the day before: at most "
        "one such series in twenty shows any, and with many series at most one in twenty of those said to "
        "move (Benjamini & Hochberg 1995). The range of days is Hansen's (2000), that of the ratio the "
        "delta method, both 95 %."
    ),
    unit="lasting changes",
    measures=("times", "before", "after"),
    by=("account", "brand", "network", "hashtag"),
    default_by=("account",),
    options=(
        Option(
            "view", str, "changes",
            "What moved and when, every day with what is usual, or each group in short.",
            ("changes", "daily", "groups"),
        ),
        Option("only", str, "", "Only the rows of this group; how sure a change must be follows from all."),
        PHRASE,
        SAID,
    ),
    chart="table",
    margin_days=WHOLE,
)  # fmt: skip
