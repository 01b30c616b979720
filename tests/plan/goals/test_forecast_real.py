"""The outlook held against real series: weekly response and number of posts of 27 pages."""

from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from socialplan.plan.goals.forecast import NEEDED, outlook

MEASURES = {"response": "median(num_reactions + num_comments + num_shares)", "posts": "count(*)"}


def weekly(folder: Path, measure: str) -> list[list[float]]:
    """One series per page; its first and last week are not whole."""
    file = folder / "facebook_pages_2016" / "posts_news_and_brands.csv.gz"
    rows = duckdb.sql(
        f"select page, date_trunc('week', status_published::timestamp) as week, {measure} as value "
        f"from read_csv('{file}') group by page, week order by page, week"
    ).fetchall()
    series: dict[str, list[float]] = defaultdict(list)
    for page, _week, value in rows:
        series[page].append(float(value))
    return [values[1:-1] for values in series.values()]


@pytest.mark.real_data
@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("ahead", [1, 2, 4])
def test_eight_in_ten_ranges_hold_the_value_about_eight_times_in_ten(
    real_data: Path, measure: str, ahead: int
) -> None:
    inside = []
    for values in weekly(real_data, MEASURES[measure]):
        for end in range(NEEDED, len(values) - ahead + 1):
            seen = outlook(values[:end], target=values[end - 1] + 1, ahead=ahead)
            assert seen
            inside.append(seen.low <= values[end + ahead - 1] <= seen.high)
    assert len(inside) >= 100
    assert 0.74 <= sum(inside) / len(inside) <= 0.88
