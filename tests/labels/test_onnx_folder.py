"""A stronger model from a folder."""

import json
import math
from pathlib import Path

import pyarrow as pa
import pytest

from socialplan.labels.base import SCHEMA
from socialplan.labels.folder_error import FolderError
from socialplan.labels.onnx_folder import open_folder

from . import tiny_model

pytestmark = pytest.mark.usefixtures("onnx_packages")
POSTS = ["What a splendid view", "dreadful, dreadful", "the door", None, "", "12345", "Das ist splendid"]
CODES = ["en", "en", "en", "en", "en", "en", "de"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tiny_model.make(tmp_path / "model")


def label(folder: Path, texts: list[str | None], codes: list[str]) -> pa.RecordBatch:
    return open_folder(folder).label(pa.array(texts, pa.string()), pa.array(codes))


def test_its_labels_come_under_our_names_and_what_it_cannot_read_stays_empty(folder: Path) -> None:
    found = label(folder, POSTS, CODES)
    assert found.schema == SCHEMA
    assert found["label"].to_pylist() == ["positive", "negative", "neutral", None, None, None, None]


def test_chances_are_the_softmax_of_what_the_model_gives(folder: Path) -> None:
    found = label(folder, ["splendid door"], ["en"]).to_pylist()[0]  # logits 0, 2, 4
    whole = 1 + math.exp(2) + math.exp(4)
    assert found["confidence"] == pytest.approx(math.exp(4) / whole, abs=1e-6)
    assert found["score"] == pytest.approx((math.exp(4) - 1) / whole, abs=1e-6)


def test_temperature_cools_the_confidence(tmp_path: Path) -> None:
    cooled = tiny_model.make(tmp_path / "cooled", temperature=2.0)
    found = label(cooled, ["splendid door"], ["en"]).to_pylist()[0]  # logits 0, 1, 2
    assert found["confidence"] == pytest.approx(math.exp(2) / (1 + math.e + math.exp(2)), abs=1e-6)


def test_below_its_threshold_it_is_unsure(tmp_path: Path) -> None:
    careful = tiny_model.make(tmp_path / "careful", unsure_below=0.95)
    assert label(careful, ["splendid door", "splendid"], ["en", "en"])["label"].to_pylist() == [
        "unsure",
        "positive",
    ]


def test_batches_of_any_size_give_the_same_labels(tmp_path: Path) -> None:
    texts = [f"{'splendid ' * (i % 7)}{'dreadful ' * (i % 3)}door" for i in range(100)]
    found = [
        label(tiny_model.make(tmp_path / str(size), batch=size), texts, ["en"] * 100).to_pylist()
        for size in (1, 7, 32)
    ]
    assert found[0] == found[1] == found[2]


def test_dutch_and_english_go_through_the_same_model(folder: Path) -> None:
    assert label(folder, ["prachtig", "dreadful", "ellendig"], ["nl", "en", "nl"])["label"].to_pylist() == [
        "positive", "negative", "negative",
    ]  # fmt: skip


def test_very_long_posts_are_cut_at_its_length(folder: Path) -> None:
    assert label(folder, ["splendid " * 128 + "dreadful " * 5000], ["en"])["label"].to_pylist() == [
        "positive"
    ]


def test_another_model_is_another_version_and_the_same_files_are_the_same(
    folder: Path, tmp_path: Path
) -> None:
    same = tiny_model.make(tmp_path / "copy")
    other = tiny_model.make(tmp_path / "other", temperature=3.0)
    assert open_folder(folder).version == open_folder(same).version != open_folder(other).version


def test_a_folder_is_loaded_once(folder: Path) -> None:
    assert open_folder(folder) is open_folder(folder)


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(FolderError, match=f"{missing} is missing"):
        open_folder(folder)


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_broken_file_is_named(folder: Path, broken: str) -> None:
    (folder / broken).write_text("this is none")
    with pytest.raises(FolderError, match=broken):
        open_folder(folder)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"labels": {}}, "socialplan.labels"),
        ({"labeller": "weather"}, "no labeller is called weather"),
        ({"batch": 0}, "socialplan.batch"),
        ({"temperature": -1}, "socialplan.temperature"),
        ({"max_tokens": "many"}, "socialplan.max_tokens"),
        ({"languages": "en"}, "socialplan.languages"),
    ],
)
def test_settings_that_cannot_be_are_refused(tmp_path: Path, settings: dict[str, object], said: str) -> None:
    with pytest.raises(FolderError, match=said):
        open_folder(tiny_model.make(tmp_path / "wrong", **settings))


def test_a_model_with_another_number_of_labels_is_refused(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    config["id2label"]["3"] = "other"
    config["socialplan"]["labels"]["other"] = "neutral"
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(FolderError, match="gives 3 labels"):
        open_folder(folder)
