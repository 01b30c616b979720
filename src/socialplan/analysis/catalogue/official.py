"""official: figures from official series."""

from ..entry import Analysis, Option

ENTRY = Analysis(
    name="official",
    version=1,
    module="socialplan.analysis.official",
    tables=("facts",),
    title="Official figures",
    question="What do official series say, and is there a newer figure?",
    about=(
        "Figures as their publisher gives them, one for each series and period. Without a series: the "
        "newest figure of every series. With one: all its figures, and how many newer ones there are "
        "beside each."
    ),
    method=(
        "Nothing is computed: a figure is the published one. Periods of one series are put in order by "
        "their name, so 2025 comes before 2026 and 2026-Q1 before 2026-Q2. A figure has no range unless its "
        "publisher gives one in a series of its own."
    ),
    unit="figures",
    measures=("value", "newer"),
    by=(),
    options=(Option("series", str, "", "The name of one series; capitals do not matter."),),
    chart="table",
    accounts=False,
)  # fmt: skip
