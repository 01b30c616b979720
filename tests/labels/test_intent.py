"""What somebody wants with a post."""

import pyarrow as pa
import pytest

from socialplan.labels import LABELLERS, load


@pytest.mark.parametrize(
    ("language", "text", "intent"),
    [
        ("nl", "Mijn bestelling 7712 is niet bezorgd, kunnen jullie dat nakijken?", "service"),
        ("nl", "Wat kost deze bank en hebben jullie hem op voorraad?", "sales"),
        ("nl", "Geweldig geholpen door jullie collega, dank je wel!", "praise"),
        ("nl", "Schandalig, alweer twee uur in de wacht. Wat een waardeloze service", "complaint"),
        ("nl", "Vanavond de finale kijken met een bak chips 🎉", "other"),
        ("en", "My order 7712 never arrived, can you check please", "service"),
        ("en", "What is the price of this sofa and is it in stock?", "sales"),
        ("en", "Brilliant help from your colleague, thank you!", "praise"),
        ("en", "Disgraceful, on hold for two hours again. Worst service ever", "complaint"),
        ("en", "Watching the final tonight with a bag of crisps 🎉", "other"),
    ],
)
def test_a_clear_post_has_its_intent(language: str, text: str, intent: str) -> None:
    found = load("intent").label(pa.array([text]), pa.array([language])).to_pylist()[0]
    assert found["label"] == intent
    assert found["score"] > 0.33 and found["confidence"] > 0.5


def test_what_cannot_be_told_is_unsure_or_not_read() -> None:
    texts = pa.array(["", None, "Was kostet das?"])
    assert load("intent").label(texts, pa.array(["nl", "nl", "de"]))["label"].to_pylist() == [None] * 3


def test_only_the_five_intents_and_unsure_come_out() -> None:
    texts = pa.array(["ok", "hm", "misschien", "?!", "😀", "niet", "a b c", "1 2 3"])
    found = load("intent").label(texts, pa.array(["nl"] * len(texts)))["label"].to_pylist()
    assert set(found) <= {*LABELLERS["intent"].labels, "unsure"}
