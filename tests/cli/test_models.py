"""./run models: how often the labellers are right."""

import csv
import io
import json
from pathlib import Path

import pytest

from socialplan.cli import build
from socialplan.labels import LABELLERS
from socialplan.pipeline.accuracy import known
from socialplan.pipeline.accuracy import measure as measuring
from socialplan.pipeline.accuracy.base import Examples, LabelledSet
from tests.labels import tiny_model

ASKS = {"LABEL_0": "question", "LABEL_1": "statement", "LABEL_2": "other"}
TEXTS, TRUTH = ["splendid", "dreadful", "door", "splendid"], ["positive", "negative", "neutral", "negative"]
FOUR = LabelledSet("four", "sentiment", "en", "", lambda _folder: Examples(TEXTS, TRUTH), "accuracy")


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


@pytest.mark.usefixtures("onnx_packages")
def test_models_in_folders_stand_with_the_others(
    capsys: pytest.CaptureFixture[str], home: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = home  # type: ignore[attr-defined]
    tiny_model.make(home / "models" / "tiny", labeller="question", languages=["en"], labels=ASKS)
    tiny_model.make(home / "models" / "mine")
    (home / "models" / "mine" / "config.json").unlink()
    build("models")(args=[], prog_name="./run models", standalone_mode=False)
    said = capsys.readouterr().err
    assert "models/mine cannot be used: config.json is missing in mine" in said
    assert "models/tiny cannot be used: config.json: its labels are" in said
    tiny_model.make(home / "models" / "tiny", languages=["en"])
    monkeypatch.setattr(measuring, "every_set", lambda: (FOUR,))
    monkeypatch.setattr(known, "measure_again", lambda **_given: 0)
    rows = json.loads(printed(capsys, "--measure", "--format", "json"))
    (mine,) = [row for row in rows if row["version"].startswith("onnx-")]
    assert (mine["labeller"], mine["set"], mine["n"], mine["score"]) == ("sentiment", "four", 4, 75.0)
    build("models")(args=[], prog_name="./run models", standalone_mode=False)
    shown = capsys.readouterr()
    assert "four" in shown.out and "posts a second here, 32 at a time" in shown.err
