"""./run models: how often the labellers are right."""

import csv
import io
import json

import pytest

from socialplan.cli import build
from socialplan.labels import LABELLERS


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    build("models")(args=list(arguments), prog_name="./run models", standalone_mode=False)
    return capsys.readouterr().out


def test_every_figure_stands_beside_what_it_must_beat(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, "--format", "json"))
    assert {row["labeller"] for row in rows} <= set(LABELLERS)
    assert {"language", "question"} <= {row["labeller"] for row in rows}
    for row in rows:
        assert row["low"] <= row["score"] <= row["high"]
        assert row["n"] > 0 and row["baselines"]


def test_figures_are_of_the_version_that_is_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, "--format", "json"))
    assert all(row["version"] == LABELLERS[row["labeller"]].version for row in rows), "./run models --measure"


def test_a_spreadsheet_gets_the_same_rows(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "--format", "csv"))))
    assert len(rows) == len(json.loads(printed(capsys, "--format", "json")))


def test_the_table_says_which_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    assert '"?" alone' in printed(capsys)
