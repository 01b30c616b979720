"""The sets that labellers are measured on."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from socialplan.labels import LABELLERS, load
from socialplan.labels.measured import measured
from socialplan.pipeline.accuracy.measure import every_set
from socialplan.pipeline.accuracy.scores import METRICS
from socialplan.pipeline.accuracy.sets import nps_chat_questions, written, written_style
from socialplan.pipeline.label import per_post


@pytest.mark.parametrize("language", ["nl", "en"])
def test_at_least_300_written_posts_hold_every_intent(language: str) -> None:
    found = written.lines(language)
    assert len(found) >= 300
    assert len({text for _asked, _intent, text in found}) == len(found)
    assert {intent for _asked, intent, _text in found} == {"service", "sales", "praise", "complaint", "other"}
    assert {asked for asked, _intent, _text in found} == {"0", "1"}


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("address_nl", {"je", "u", "both", "none"}),
        ("plain_nl", {"plain", "somewhat hard", "hard"}),
        ("plain_en", {"plain", "somewhat hard", "hard"}),
    ],
)
def test_at_least_150_written_posts_hold_every_label(name: str, labels: set[str]) -> None:
    found = written_style.examples(name)
    assert len(found.texts) >= 150 and len(set(found.texts)) == len(found.texts)
    assert set(found.truth) == labels


@pytest.mark.parametrize(
    ("reads", "language", "name"),
    [
        ("address", "nl", "address_nl"),
        ("plain_language", "nl", "plain_nl"),
        ("plain_language", "en", "plain_en"),
    ],
)
def test_the_figures_of_address_and_plain_language_come_out_again(
    reads: str, language: str, name: str
) -> None:
    """Counted here by hand: the mean over the labels of 2 x hits / (posts of it + posts given it)."""
    whole = written_style.examples(name)
    given = load(reads).label(pa.array(whole.texts), pa.array([language] * len(whole.texts)))["label"]
    pairs = list(zip(whole.truth, given.to_pylist(), strict=True))
    f1s = []
    for label in set(whole.truth):
        hits = sum(true == said == label for true, said in pairs)
        f1s.append(2 * hits / (sum(true == label for true, _ in pairs) + sum(s == label for _, s in pairs)))
    kept = next(one for one in measured() if (one.labeller, one.language) == (reads, language))
    assert 100 * sum(f1s) / len(f1s) == pytest.approx(kept.score, abs=0.05)
    assert kept.score > max(kept.baselines.values())


def test_every_labeller_that_reads_posts_is_measured_in_each_of_its_languages() -> None:
    known = {(one.labeller, one.language) for one in measured()}
    for entry in per_post().values():
        for language in entry.languages if entry.name != "language" else ("",):
            assert (entry.name, language) in known


def test_halves_share_no_post_and_no_room(real_data: Path) -> None:
    one, other = (nps_chat_questions.half(real_data, which) for which in (0, 1))
    assert not set(one.groups or []) & set(other.groups or [])
    assert len(one.texts) + len(other.texts) == len(nps_chat_questions.read(real_data).texts)


@pytest.mark.real_data
def test_a_figure_that_is_kept_comes_out_again(real_data: Path) -> None:
    """Counted here by hand: F1 of the question labeller on rooms that were not looked at."""
    examples = nps_chat_questions.unseen(real_data)
    texts = pa.array(examples.texts)
    given = load("question").label(texts, pa.array(["en"] * len(texts)))["label"].to_pylist()
    asked = np.array(examples.truth) == "question"
    said = np.array(given) == "question"
    f1 = 100 * 2 * (asked & said).sum() / (asked.sum() + said.sum())
    kept = next(one for one in measured() if "not looked at" in one.set and one.labeller == "question")
    assert f1 == pytest.approx(kept.score, abs=0.05)


def test_every_set_names_a_labeller_a_metric_and_only_labels_that_exist() -> None:
    for one in every_set():
        entry = LABELLERS[one.labeller]
        assert one.metric in METRICS
        assert one.unsure_as in ("", *entry.labels)
        assert set(one.labeller_languages) or {one.language} <= set(entry.languages)
