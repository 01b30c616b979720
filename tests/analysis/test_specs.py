"""The examples in the docs hold, on every engine that is there: tables in, question, table out."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Result
from socialplan.analysis.parameters import parse
from socialplan.store.engines import Engine, duck, engine
from tests.analysis.small_tables import assert_rows, cells, tables

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "analyses" / "examples"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.S)
PARTS = ("reactions", "comments", "shares", "saves")


@dataclass(frozen=True)
class Spec:
    """One question of an example, with the tables that stand before it."""

    given: dict[str, str]
    ask: str
    answer: str


def specs() -> list[Any]:
    found = []
    for path in sorted(EXAMPLES.glob("*.md")):
        given: dict[str, str] = {}
        ask = ""
        for kind, body in BLOCK.findall(path.read_text()):
            if kind == "ask":
                ask = body.strip()
            elif kind == "answer":
                found.append(pytest.param(Spec(dict(given), ask, body), id=f"{path.stem}: {ask}"))
            else:
                given[kind] = body
    return found


@pytest.fixture(scope="session", params=["duckdb", "spark"])
def where(request: pytest.FixtureRequest) -> Engine:
    if request.param == "duckdb":
        return duck(threads=1)
    pytest.importorskip("pyspark")
    return engine("local[2]")


def _tables(given: dict[str, str]) -> dict[str, ibis.Table]:
    """Figures of response may stand on the posts; `times` repeats a post."""
    posts, metrics = [], []
    for cell in cells(given["posts"]) if "posts" in given else []:
        known = {part: cell.pop(part) for part in PARTS if part in cell}
        times = int(cell.pop("times", "0"))
        for number in range(times or 1):
            key = cell["post_id"] + (str(number) if times else "")
            posts.append({**cell, "post_id": key})
            metrics += [
                {"subject": "post", "subject_id": key, "name": name, "native_name": name, "value": value,
                 "aggregation": "total"}
                for name, value in known.items() if value != "-"
            ]  # fmt: skip
    rest = {name: text for name, text in given.items() if name != "posts"}
    return tables(posts=_drawn(posts), metrics=_drawn(metrics), **rest)


def _drawn(rows: list[dict[str, str]]) -> str:
    if not rows:
        return ""
    return "\n".join(
        "|" + "|".join(line) + "|" for line in [list(rows[0]), *(list(row.values()) for row in rows)]
    )


def answer(spec: Spec, where: Engine) -> Result:
    name, *words = shlex.split(spec.ask)
    asked = {word[2:].replace("-", "_"): value for word, value in zip(words[::2], words[1::2], strict=True)}
    params = parse(ANALYSES[name], asked, zone="UTC")
    module = ANALYSES[name].load()
    rows: pa.Table = where.arrow(module.gather(_tables(spec.given), params))
    return module.conclude(rows, params)


@pytest.mark.parametrize("spec", specs())
def test_an_example_of_the_docs_holds(spec: Spec, where: Engine) -> None:
    assert_rows(answer(spec, where), spec.answer)


def test_every_analysis_has_an_example() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.md")} == set(ANALYSES)
