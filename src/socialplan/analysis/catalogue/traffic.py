"""traffic: visits to the site, what they led to, and where they came from."""

from ..entry import CURRENCY, VISIT_GROUPS, Analysis

ENTRY = Analysis(
    name="traffic",
    version=1,
    module="socialplan.analysis.traffic",
    tables=("visits", "conversions"),
    title="Website traffic",
    question="Do our channels bring people to the website, and do those become customers?",
    about=(
        "Every visit counts once, whatever number of pages it has. Conversions are those the data tie to "
        "a visit, else the goals the visit itself counts; the rate is the share of visits with at least "
        "one. Revenue is what the visit says, else what its conversions were worth. What is unknown has a "
        "row of its own: visits whose origin is not known, and conversions without a visit."
    ),
    method=(
        "Counts and money are exact. The range of a number of visits is the exact Poisson interval "
        "(Garwood, 1936), that of a rate is Wilson's (1927). Money of different currencies is never "
        "added: with several, ask for one."
    ),
    unit="visits",
    measures=("visits", "conversions", "conversion_rate", "revenue"),
    by=(*VISIT_GROUPS, "hour", "weekday", "day", "week"),
    default_by=("channel",),
    options=(CURRENCY,),
    accounts=False,
    margin_days=90,
)
