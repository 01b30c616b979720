"""Dutch holidays fall where the calendar of the government has them, and are imported like any calendar."""

from datetime import datetime
from pathlib import Path

import pytest

from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.recognise import recognise_all
from socialplan.pipeline.events import events
from socialplan.pipeline.holidays import calendar_of, holidays
from socialplan.store import Store


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Eerste paasdag", "2024-03-31"), ("Eerste paasdag", "2025-04-20"), ("Goede Vrijdag", "2026-04-03"),
        ("Koningsdag", "2024-04-27"), ("Koningsdag", "2025-04-26"), ("Koninginnedag", "2013-04-30"),
        ("Hemelvaartsdag", "2026-05-14"), ("Tweede pinksterdag", "2026-05-25"),
    ],
)  # fmt: skip
def test_a_holiday_falls_on_its_day(name: str, day: str) -> None:
    found = {one.name: one.day.isoformat() for one in holidays(int(day[:4]))}
    assert found[name] == day


def test_they_come_in_as_a_calendar(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "feestdagen.ics"
    path.write_bytes(calendar_of(2025, 2026))
    import_files(store, workspace=1, paths=[path], mapping=recognise_all([path]).mapping)
    held = events(store, store.snapshot(1))
    assert len(held) == 28
    assert {one.kind for one in held} == {"holiday"}
    first = held[0]
    assert (first.name, first.starts_at, first.precision) == ("Nieuwjaarsdag", datetime(2025, 1, 1), "day")


@pytest.mark.parametrize("years", [(2026, 2025), (1, 2), (2026, 9999)])
def test_odd_years_are_refused(years: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="-"):
        calendar_of(*years)
