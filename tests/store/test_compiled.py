"""SQL is kept by what a question is made of, and never mistaken for that of another one."""

from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from socialplan.store.compiled import Compiled, Question
from socialplan.store.engines import Engine, duck

SCHEMA = pa.schema({"name": pa.string(), "n": pa.int64()})


@pytest.fixture
def engine() -> Engine:
    return duck(threads=1)


def written(path: Path, *numbers: int) -> Path:
    pq.write_table(pa.table({"name": [f"{n}" for n in numbers], "n": numbers}, schema=SCHEMA), path)
    return path


def asked(engine: Engine, first: list[Path], second: list[Path], *, least: int = 0) -> ibis.Table:
    """A question over two lists of files, one of them twice."""
    one, other = engine.read(first, SCHEMA), engine.read(second, SCHEMA)
    joined = one.inner_join(other.view(), "n").filter(lambda row: row.n >= least)
    return joined.select("n").union(one.select("n")).order_by("n")


def key(table: ibis.Table) -> object:
    return Question(table).key


def test_the_same_question_of_other_files_is_put_into_sql_once(engine: Engine, tmp_path: Path) -> None:
    files = [written(tmp_path / f"it's {place}.parquet", place, 7) for place in range(4)]
    made, kept = [], Compiled()
    for first, second in ((files[:1], files[1:2]), (files[2:4], files[1:3]), (files[3:], files[:1])):
        question = asked(engine, first, second)

        def put(question: ibis.Table = question) -> str:
            made.append(question)
            return str(engine.con.compile(question))

        told = kept.sql(Question(question), put)
        plain = str(engine.con.compile(question))
        assert engine.con.con.sql(told).fetchall() == engine.con.con.sql(plain).fetchall()
    assert len(made) == 1


def test_answers_come_from_the_files_that_are_asked(engine: Engine, tmp_path: Path) -> None:
    few, more = written(tmp_path / "few.parquet", 1, 2), written(tmp_path / "more.parquet", 2, 3, 4)
    expected = {(0, 0): [1, 1, 2, 2], (0, 1): [1, 2, 2], (1, 0): [2, 2, 3, 4], (1, 1): [2, 2, 3, 3, 4, 4]}
    for _ in range(2):
        for (first, second), numbers in expected.items():
            pick = ([few], [more])
            found = engine.arrow(asked(engine, pick[first], pick[second]))
            assert found["n"].to_pylist() == numbers


def test_questions_that_differ_are_told_apart(engine: Engine, tmp_path: Path) -> None:
    one, other = written(tmp_path / "a.parquet", 1), written(tmp_path / "b.parquet", 2)
    rows = engine.read([one], SCHEMA)
    questions = [
        asked(engine, [one], [other]), asked(engine, [one], [one]), asked(engine, [one], [other], least=1),
        rows.mutate(x=ibis.literal(1)), rows.mutate(x=ibis.literal(1, "int64")),
        rows.mutate(x=ibis.literal(True)),
        rows.mutate(x=ibis.literal(0.0)), rows.mutate(x=ibis.literal(-0.0)), rows.mutate(y=ibis.literal(1)),
        rows.filter(rows.n > 1), rows.filter(rows.n < 1), rows.select("n"), rows.select("name"),
        rows.mutate(x=rows.n.cast("string")), rows.mutate(x=rows.name), rows.order_by("n"),
    ]  # fmt: skip
    assert len({key(question) for question in questions}) == len(questions)
    assert key(asked(engine, [one], [other])) == key(asked(engine, [other, one], [one]))


def test_tables_in_memory_are_made_known_each_time(engine: Engine) -> None:
    for numbers in ([1, 2], [3]):
        rows = ibis.memtable(pa.table({"n": numbers}))
        assert not Question(rows).plain
        assert engine.arrow(rows.order_by("n"))["n"].to_pylist() == numbers
