"""The simulated network: a seed gives the same world, in the vocabulary, in order of time, marked."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from socialplan.networks.simulated import IN_TIME, STREAMED, STREAMS, WHOLE, World, everything, stream, truth
from socialplan.networks.simulated.write import write
from socialplan.records import PERSON_MARK, TABLES
from tests.networks.simulated.worlds import DAY, LAST, WORLD, all_rows, rows

TIMES = {"posts": "created_at", "interactions": "occurred_at", "visits": "started_at"}
SMALL = World(last=LAST, days=40, newer=10)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("table", IN_TIME)
def test_the_same_day_is_the_same_whoever_asks_for_it(language: str, table: str) -> None:
    world = World(last=LAST, language=language)
    day = world.first + 10 * DAY
    alone = rows(world, table, day, day + DAY)
    longer = rows(world, table, world.first, day + 5 * DAY)
    place = next(n for n in range(len(longer)) if longer[n : n + len(alone)] == alone)
    before = rows(world, table, world.first, day)
    assert alone and longer[:place] == before
    assert alone != rows(World(last=LAST, language=language, seed=2), table, day, day + DAY)


@pytest.mark.parametrize("table", STREAMS)
def test_records_have_the_columns_of_the_vocabulary_unique_keys_and_a_mark(table: str) -> None:
    batches = list(stream(WORLD, table, since=WORLD.first, until=WORLD.end))
    for batch in batches:
        assert batch.schema == TABLES[table].schema
        assert batch.schema.metadata == {b"simulated": b"true"}
    keys = [tuple(row[name] for name in TABLES[table].key) for row in all_rows(WORLD, table)]
    assert keys and len(keys) == len(set(keys))


@pytest.mark.parametrize(("table", "time"), TIMES.items())
def test_they_come_in_order_of_time_within_the_days_that_were_asked_for(table: str, time: str) -> None:
    since, until = date(2026, 1, 20), date(2026, 3, 1)  # begins and ends within a portion
    found = [row[time] for row in rows(WORLD, table, since, until)]
    assert found == sorted(found)
    assert {at.date() for at in found} == {since + n * DAY for n in range((until - since).days)}


def test_made_at_once_or_by_table_is_the_same() -> None:
    at_once: dict[str, list[pa.Table]] = {name: [] for name in IN_TIME}
    for portion in everything(SMALL, since=SMALL.first, until=SMALL.end):
        for name, table in portion.data.items():
            at_once[name].append(table)
    for name, tables in at_once.items():
        assert pa.concat_tables(tables).to_pylist() == all_rows(SMALL, name)


def test_nobody_in_it_can_be_taken_for_a_real_person() -> None:
    assert {row["handle"].rstrip("0123456789") for row in all_rows(WORLD, "people")} == {"voorbeeld_"}
    assert all("verzonnen" in row["brand"] for row in all_rows(WORLD, "accounts"))
    known = {row["person_key"] for row in all_rows(WORLD, "people")}
    spoken = {row["person_key"] for row in all_rows(WORLD, "posts") if row["person_key"]}
    assert spoken <= known and all(key.startswith(PERSON_MARK) for key in known)


def test_every_answer_and_repost_has_its_post_on_the_same_day() -> None:
    posts = {row["post_id"]: row for row in all_rows(WORLD, "posts")}
    children = [row for row in posts.values() if row["parent_id"]]
    assert {row["role"] for row in children} == {"reply", "repost"}
    for row in children:
        parent = posts[row["parent_id"]]
        assert parent["created_at"] <= row["created_at"]
        assert parent["created_at"].date() == row["created_at"].date()


def test_nobody_passes_on_twice_or_what_they_wrote_themselves() -> None:
    posts = {row["post_id"]: row for row in all_rows(WORLD, "posts")}
    passed = [row for row in posts.values() if row["role"] == "repost"]
    pairs = [(row["parent_id"], row["person_key"]) for row in passed]
    assert len(pairs) == len(set(pairs)) > 500
    assert not [row for row in passed if posts[row["parent_id"]]["person_key"] == row["person_key"]]


def test_nothing_is_kept_of_the_month_of_which_nothing_was_kept() -> None:
    for table in ("posts", "metrics", "interactions"):
        assert rows(WORLD, table, *WORLD.silence) == []
    gaps = [row for row in all_rows(WORLD, "coverage") if row["state"] == "gap"]
    assert {(row["from_at"].date(), row["to_at"].date()) for row in gaps} == {WORLD.silence}


def test_who_did_not_consent_is_in_no_conversion() -> None:
    consents = {row["person_key"]: row["consent"] for row in truth(WORLD)["customers"].to_pylist()}
    named = {row["person_key"] for row in all_rows(WORLD, "conversions")} - {None}
    assert len(named) > 20 and all(consents[key] for key in named)
    assert not all(consents.values())


def test_the_world_is_written_with_its_truth_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    counts = write(SMALL, folder)
    truths = {f"truth/{name}" for name in (*WHOLE, *STREAMED)}
    assert set(counts) == {f"data/{name}" for name in STREAMS} | truths
    for name, count in counts.items():
        table = pq.read_table(folder / f"{name}.parquet")
        assert table.num_rows == count and table.schema.metadata[b"simulated"] == b"true"
    assert counts["data/posts"] == counts["truth/posts"] == len(all_rows(SMALL, "posts"))
    with pytest.raises(FileExistsError, match="not empty"):
        write(SMALL, folder)
