"""The one file that names engines: UTC, local time, limits, and clear words for what is not there."""

from datetime import datetime
from pathlib import Path

import ibis
import pytest

from socialplan.store import EngineMissing, engines

AMSTERDAM = "Europe/Amsterdam"


@ibis.udf.scalar.builtin
def from_utc_timestamp(ts: datetime, zone: str) -> datetime: ...


def local(moment: datetime, zone: str) -> datetime:
    expr = from_utc_timestamp(ibis.literal(moment), zone).name("at").as_table()
    return engines.duck(threads=1).arrow(expr)["at"][0].as_py()


@pytest.mark.parametrize(
    ("utc", "here"),
    [
        (datetime(2026, 3, 29, 0, 59), datetime(2026, 3, 29, 1, 59)),  # summer time starts at 01:00 UTC
        (datetime(2026, 3, 29, 1, 0), datetime(2026, 3, 29, 3, 0)),
        (datetime(2026, 10, 25, 0, 30), datetime(2026, 10, 25, 2, 30)),  # the hour that comes twice
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 2, 30)),
    ],
)
def test_local_time_follows_summer_time(utc: datetime, here: datetime) -> None:
    assert local(utc, AMSTERDAM) == here


def test_local_time_works_for_zones_without_a_name_of_a_city() -> None:
    assert local(datetime(2020, 1, 1, 3), "Etc/GMT+5") == datetime(2019, 12, 31, 22)


def test_connections_with_the_same_limits_share_one_memory(tmp_path: Path) -> None:
    first, second = (engines.connect(threads=1, memory_limit="200MB", spill=tmp_path) for _ in range(2))
    first.con.execute("CREATE TABLE shared AS SELECT 7 AS n")
    assert second.con.execute("SELECT n FROM shared").fetchall() == [(7,)]


def test_an_engine_reaches_nothing_by_itself(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"(?i)extension"):
        engines.connect(threads=1).con.execute("SELECT * FROM read_parquet('https://example.test/a.parquet')")


@pytest.mark.parametrize("url", ["postgres://x", "spark", "file:///etc"])
def test_an_unknown_engine_is_named(url: str) -> None:
    with pytest.raises(EngineMissing, match="no engine"):
        engines.engine(url)


def test_spark_without_its_extra_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(EngineMissing, match=r"socialplan\[spark\]"):
        engines.engine("spark://localhost:7077")
