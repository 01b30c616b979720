"""Of many rows the usual form of a time is recognised first: what comes out is the same as without that."""

import ibis
import pyarrow as pa
import pytest

from socialplan.pipeline.collect import times
from socialplan.store import Store

CELLS = [
    "2024-03-01T10:00:00Z", "2024-03-01T10:00:00.123456Z", "2024-03-01T10:00:00.1234567Z",
    "2024-03-31T01:30:00.12Z", "2024-10-27T00:59:59Z", "2024-02-30T10:00:00Z", "2024-03-01T24:00:00Z",
    "2024-03-01T10:60:00Z", "0000-03-01T10:00:00Z", "9999-12-31T23:59:59.999999999Z", "1582-10-10T00:00:00Z",
    "2024-03-01T10:00:00+02:00", "2024-03-01 10:00", "2024-03-31 02:30:00", "2024-03-01T10:00:00z",
    "2024-03-01", "2024-3-1", "01-03-2024", "yesterday", "2024-03-01T10:00:00.1Z", None,
]  # fmt: skip


@pytest.mark.parametrize("zone", [None, "Europe/Amsterdam", "America/New_York"])
@pytest.mark.parametrize("precision", [None, "day", "minute"])
def test_many_rows_are_read_as_few(store: Store, zone: str | None, precision: str | None) -> None:
    cells = ibis.memtable(pa.table({"place": range(len(CELLS)), "cell": pa.array(CELLS, pa.string())}))
    read = {}
    for many in (False, True):
        found = times._iso(cells.cell, zone=zone, precision=precision, many=many)
        asked = cells.select(
            "place", value=found.value.cast("string"), precision=found.precision, unzoned=found.unzoned
        )
        read[many] = store.local.arrow(asked.order_by("place")).to_pylist()
    assert sum(row["value"] is not None for row in read[False]) >= 9
    for few, usual in zip(read[False], read[True], strict=True):
        assert (usual["value"], usual["unzoned"] or False) == (few["value"], few["unzoned"] or False), few
        assert few["value"] is None or usual["precision"] == few["precision"]
