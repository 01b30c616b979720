"""An import is one batch: the same twice changes nothing, overlap stores what is new, figures are covered."""

from datetime import datetime
from typing import Any

from .conftest import POSTS

TIMED = (
    'network = "t"\n[[table.posts]]\npost_id = "id"\naccount_id = "page"\ncreated_at = { column = "at", format = "iso" }\n'  # noqa: E501
    '[[table.metrics]]\nvalues = { reactions = "n" }\n'
)
FIRST = "id,page,at,n\n1,ns,2024-05-01T10:00:00Z,5\n2,ns,2024-05-03T10:00:00Z,6\n3,klm,2024-05-02,7\n"


def test_the_same_file_twice_changes_nothing(desk: Any) -> None:
    first = desk.bring("id,text\n1,a\n")
    again = desk.bring("id,text\n1,a\n")
    assert (again.already, again.batch) == (True, first.batch)
    assert desk.store.snapshot(1).batch == 1


def test_the_same_rows_packed_or_under_another_name_change_nothing(desk: Any) -> None:
    desk.bring("id,text\n1,a\n")
    packed = desk.write("id,text\n1,a\n", "other.csv.gz", packed=True).read_bytes()
    assert desk.bring(packed, name="other.csv.gz").already


def test_an_overlapping_file_stores_what_is_new_or_changed(desk: Any) -> None:
    desk.bring(FIRST, TIMED)
    later = (
        FIRST.replace("2024-05-03T10:00:00Z,6", "2024-05-03T10:00:00Z,60") + "4,ns,2024-05-04T10:00:00Z,8\n"
    )
    receipt = desk.bring(later, TIMED)
    assert (receipt.rows["posts"], receipt.rows["metrics"]) == (1, 2)
    assert dict(receipt.unchanged) == {"posts": 3, "metrics": 2}
    values = {row["subject_id"]: row["value"] for row in desk.rows("metrics")}
    assert values == {"1": 5.0, "2": 60.0, "3": 7.0, "4": 8.0}


def test_nothing_new_makes_no_batch(desk: Any) -> None:
    desk.bring("id,text\n1,a\n2,b\n")
    receipt = desk.bring("id,text\n2,b\n1,a\n")
    assert (receipt.batch, dict(receipt.rows), dict(receipt.unchanged)) == (None, {}, {"posts": 2})


def test_coverage_says_from_when_to_when_per_account(desk: Any) -> None:
    desk.bring(FIRST, TIMED)
    spans = {
        row["account_id"]: (row["from_at"], row["to_at"]) for row in desk.rows("coverage", order="account_id")
    }
    assert spans == {
        "klm": (datetime(2024, 5, 2), datetime(2024, 5, 3)),  # a day counts whole
        "ns": (datetime(2024, 5, 1, 10), datetime(2024, 5, 3, 10)),
    }


def test_a_batch_knows_what_it_touches(desk: Any) -> None:
    desk.bring(FIRST, TIMED)
    batch = desk.store.ledger.batches(desk.store.snapshot(1))[0]
    scope = batch.draft.scopes["posts"]
    assert (scope.accounts, scope.networks) == (("klm", "ns"), ("t",))
    assert (scope.time_min, scope.time_max) == (datetime(2024, 5, 1, 10), datetime(2024, 5, 3, 10))


def test_a_trial_run_stores_nothing_and_says_what_it_would(desk: Any) -> None:
    receipt = desk.bring(FIRST, TIMED, dry_run=True)
    assert (receipt.batch, receipt.rows["posts"], desk.store.snapshot(1).batch) == (None, 3, 0)


def test_the_files_are_kept_as_they_came(desk: Any) -> None:
    import pyarrow as pa

    desk.bring("id,text\n1,a\n")
    kept = list((desk.store.home / "raw" / "w1").iterdir())
    assert [pa.input_stream(str(path), compression="zstd").read() for path in kept] == [b"id,text\n1,a\n"]


def test_simulated_data_are_labelled_on_the_batch(desk: Any) -> None:
    desk.bring("id,text\n1,a\n", POSTS, simulated=True)
    assert desk.store.ledger.batches(desk.store.snapshot(1))[0].draft.simulated


def test_progress_is_told(desk: Any) -> None:
    told: list[str] = []
    desk.bring("id,text\n1,a\n", progress=lambda step, done, total: told.append(step))
    assert list(dict.fromkeys(told)) == ["reading", "shaping", "checking", "joining", "writing"]
