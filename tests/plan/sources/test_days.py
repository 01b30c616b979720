"""The day of a stored moment is the day people at the workspace had."""

from datetime import date, datetime

import pytest

from socialplan.plan.sources.queries.days import local_day


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (datetime(2016, 2, 23, 23, 0, 9), "Europe/Amsterdam", date(2016, 2, 24)),
        (datetime(2016, 7, 1, 21, 59), "Europe/Amsterdam", date(2016, 7, 1)),
        (datetime(2016, 7, 1, 22, 1), "Europe/Amsterdam", date(2016, 7, 2)),
        (datetime(2016, 7, 1, 2, 0), "America/New_York", date(2016, 6, 30)),
        (datetime(2016, 7, 1), "America/New_York", date(2016, 7, 1)),  # a day without a time
        (None, "Europe/Amsterdam", None),
    ],
)
def test_a_day_is_that_of_the_workspace(moment: datetime | None, zone: str, day: date | None) -> None:
    assert local_day(moment, zone) == day
