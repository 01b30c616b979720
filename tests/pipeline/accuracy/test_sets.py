"""The sets that labellers are measured on."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from socialplan.labels import LABELLERS, load
from socialplan.labels.measured import measured
from socialplan.pipeline.accuracy.measure import every_set
from socialplan.pipeline.accuracy.scores import METRICS
from socialplan.pipeline.accuracy.sets import nps_chat_questions, written


@pytest.mark.parametrize("language", ["nl", "en"])
def test_at_least_300_written_posts_hold_every_intent(language: str) -> None:
    found = written.lines(language)
    assert len(found) >= 300
    assert len({text for _asked, _intent, text in found}) == len(found)
    assert {intent for _asked, intent, _text in found} == {"service", "sales", "praise", "complaint", "other"}
    assert {asked for asked, _intent, _text in found} == {"0", "1"}


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
