"""The contract, held against every labeller of the catalogue."""

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialplan.labels import LABELLERS, load
from socialplan.labels.base import SCHEMA, labeller_id

EVERY = pytest.mark.parametrize("name", LABELLERS)
POSTS = [
    "Goedemorgen, wanneer komt mijn pakketje? 😀", "Thanks for the quick reply @shop!", None, "", "   ",
    "\u0000", "?!?!", "RT @a: b https://voorbeeld.nl", "Was kostet das Brot?", "مرحبا بالعالم", "你好世界",
    "\U0001f469\u200d\U0001f467", "a" * 5000, "Wat " * 3000, "\u202eomgekeerd\u202c", "#sale", "@winkel",
    "&amp;&lt;&gt;", "1234567890", "'t", "-", "...",
]  # fmt: skip


def labelled(name: str, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
    return load(name).label(texts, languages)


@EVERY
def test_a_row_per_post_whatever_stands_in_it(name: str) -> None:
    texts = pa.array(POSTS, pa.string())
    found = labelled(name, texts)
    assert found.schema == SCHEMA
    assert found.num_rows == len(texts)
    for text, row in zip(POSTS, found.to_pylist(), strict=True):
        assert row["confidence"] is None or 0 <= row["confidence"] <= 1
        if row["label"] is None:
            assert (row["score"], row["confidence"], row["evidence"]) == (None, None, [])
        if not (text or "").strip():
            assert row["label"] is None


@EVERY
def test_only_labels_of_the_catalogue_come_out(name: str) -> None:
    entry = LABELLERS[name]
    if entry.labels:
        found = labelled(name, pa.array(POSTS, pa.string()))["label"].to_pylist()
        assert set(found) <= {None, entry.unsure, *entry.labels}


@EVERY
def test_nothing_in_nothing_out(name: str) -> None:
    assert labelled(name, pa.array([], pa.string())).num_rows == 0
    assert labelled(name, pa.array([], pa.string()), pa.array([], pa.string())).schema == SCHEMA


@EVERY
def test_the_same_posts_give_the_same_rows_also_from_a_slice_and_as_large_strings(name: str) -> None:
    texts = pa.array(POSTS, pa.string())
    first = labelled(name, texts)
    assert labelled(name, texts).equals(first)
    assert labelled(name, texts.cast(pa.large_string())).equals(first)
    assert labelled(name, pa.array(["ervoor", *POSTS], pa.string()).slice(1)).equals(first)


@EVERY
def test_languages_of_another_length_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="languages"):
        labelled(name, pa.array(["een", "twee"]), pa.array(["nl"]))


@EVERY
def test_evidence_stands_in_the_post(name: str) -> None:
    texts = [
        "Goedemorgen, wanneer komt mijn pakketje? Geweldig dat jullie helpen, dank je wel voor alles"
    ] * 2
    for row in labelled(name, pa.array(texts), pa.array(["nl", "nl"])).to_pylist():
        assert all(word in texts[0].lower() for word in row["evidence"])


@EVERY
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(st.none() | st.text(max_size=60), max_size=8))
def test_any_text_is_survived(name: str, texts: list[str | None]) -> None:
    assert labelled(name, pa.array(texts, pa.string())).num_rows == len(texts)


@EVERY
def test_its_id_names_what_it_reads_and_its_version(name: str) -> None:
    assert labeller_id(load(name)) == f"{name}@{LABELLERS[name].version}"
    assert load(name) is load(name)
