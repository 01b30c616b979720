"""What every labeller keeps to."""

import numpy as np
import pyarrow as pa
import pytest

from socialplan.labels import LABELLERS, Entry, load
from socialplan.labels.base import SCHEMA, batch, known_languages
from tests.house.messages import dutch


def test_what_was_not_read_has_no_label_and_no_figures() -> None:
    found = batch(
        ["a", "b"],
        np.array([1.0, 2.0]),
        np.array([0.5, np.nan]),
        [["x"], ["y"]],
        read=np.array([False, True]),
    )
    assert found.schema == SCHEMA
    assert found.to_pylist() == [
        {"label": None, "score": None, "confidence": None, "evidence": []},
        {"label": "b", "score": 2.0, "confidence": None, "evidence": ["y"]},
    ]


def test_undetermined_and_empty_are_languages_nobody_knows() -> None:
    texts = pa.array(["a", "b", "c", "d"])
    assert known_languages(texts, pa.array(["nl", "und", None, ""])) == ["nl", None, None, None]
    assert known_languages(texts, None) == [None] * 4


def test_languages_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 texts and 1 languages"):
        known_languages(pa.array(["a", "b"]), pa.array(["nl"]))


def test_an_unknown_labeller_is_refused() -> None:
    with pytest.raises(KeyError):
        load("mood")


@pytest.mark.parametrize("entry", LABELLERS.values(), ids=lambda entry: entry.name)
def test_an_entry_is_there_in_dutch(entry: Entry) -> None:
    known = dutch()
    assert [text for text in (entry.title, entry.about, entry.method) if text not in known] == []
