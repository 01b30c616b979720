"""spend: what was paid and what came of it."""

from ...figures import RESULTS
from ..entry import CURRENCY, EFFORT_GROUPS, Analysis, Option

ENTRY = Analysis(
    name="spend",
    version=1,
    module="socialplan.analysis.spend",
    tables=("efforts",),
    title="Spend and results",
    question="What did we spend, what came of it, and what did one result cost?",
    about=(
        "Money put in, per campaign and segment. What a result is, is what the mapping of the file names; "
        "else approved conversions, else all conversions. A cost is the money of the efforts of which the "
        "results (or clicks) are known, over those results. Hours are no money and stay out. These costs "
        "tell what went together, not what the money caused."
    ),
    method=(
        "Money is added exactly and never across currencies: with several, ask for one or for a row per "
        "currency. The range of a cost comes from the exact Poisson interval of the number of results or "
        "clicks (Garwood, 1936). Different kinds of result are not added."
    ),
    unit="money",
    measures=("spent", "results", "cost_per_result", "cost_per_click"),
    by=(*EFFORT_GROUPS, "weekday", "day", "week"),
    default_by=("campaign",),
    options=(
        Option("result", str, "as_mapped", "What counts as a result.", ("as_mapped", *RESULTS)),
        CURRENCY,
    ),
    accounts=False,
)
