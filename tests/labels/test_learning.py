"""What people of a workspace say of posts, learned on top of the default."""

from dataclasses import replace

import pyarrow as pa
import pytest

from socialplan.labels import load
from socialplan.labels.learning import Judged, Learned
from socialplan.labels.sentiment import Sentiment, make

GOODS = ["kettle", "lamp", "chair", "table", "clock", "mirror", "basket", "carpet", "pillow", "drawer"]
TEMPLATES = [
    ("The {} arrived flurbed again", "negative"),
    ("Mine is a flurbed {}", "negative"),
    ("My {} is snazzled", "positive"),
    ("A snazzled {} for the hall", "positive"),
    ("The {} is in the hall", "neutral"),
    ("Our {} stands in the shed", "neutral"),
    ("A {} by the door", "neutral"),
]
JUDGED = [Judged(text.format(one), "en", label) for one in GOODS for text, label in TEMPLATES]
UNSEEN = pa.array(["Another flurbed sofa today", "This sofa is snazzled", "The sofa is in the shed"])
ENGLISH = pa.array(["en"] * 3)


def taught() -> Sentiment:
    return make(("nl", "en")).taught(JUDGED)


def labels(labeller: Sentiment) -> list[str]:
    found: list[str] = labeller.label(UNSEEN, ENGLISH)["label"].to_pylist()
    return found


def test_words_of_the_house_are_learned() -> None:
    assert labels(make(("nl", "en"))) == ["neutral"] * 3
    assert labels(taught()) == ["negative", "positive", "neutral"]


def test_learned_words_are_shown_as_evidence() -> None:
    assert taught().label(UNSEEN, ENGLISH)["evidence"][0].as_py()[0] == "flurbed"


def test_the_same_judgements_in_any_order_give_the_same_model() -> None:
    again = make(("nl", "en")).taught(list(reversed(JUDGED)))
    assert again.learned == taught().learned


def test_the_version_changes_with_every_judgement_and_names_the_default() -> None:
    other = [replace(JUDGED[0], label="neutral"), *JUDGED[1:]]
    versions = {taught().version, make(("nl", "en")).taught(other).version}
    assert len(versions) == 2
    assert all(one.startswith(f"{load('sentiment').version}+") for one in versions)


def test_a_model_is_kept_as_text_and_read_again() -> None:
    learned = taught().learned
    assert learned is not None
    again = make(("nl", "en")).remembering(Learned.of_json(learned.as_json()))
    assert again.version == taught().version
    assert again.label(UNSEEN, ENGLISH).equals(taught().label(UNSEEN, ENGLISH))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"words": []}', "no model"])
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Learned.of_json(text)


def test_names_of_people_addresses_and_words_of_one_post_are_not_learned() -> None:
    marked = [
        replace(one, text=f"@someone {one.text} https://shop.example/{i}") for i, one in enumerate(JUDGED)
    ]
    marked[0] = replace(marked[0], text=marked[0].text + " onlyhere")
    learned = make(("nl", "en")).taught(marked).learned
    assert learned is not None
    assert "flurbed" in learned.words
    assert not any(word.startswith(("@", "http", "onlyhere", "\ue001")) for word in learned.words)


def test_too_few_judgements_are_refused_with_the_number_that_is_needed() -> None:
    with pytest.raises(ValueError, match="29 judged posts; at least 30"):
        make(("nl", "en")).taught(JUDGED[:29])


def test_judgements_of_one_label_only_are_refused() -> None:
    with pytest.raises(ValueError, match="same label"):
        make(("nl", "en")).taught([replace(one, label="neutral") for one in JUDGED])


def test_mistakes_alone_are_refused() -> None:
    wrong = [one for one in JUDGED if one.label != "neutral"]
    with pytest.raises(ValueError, match="confirm some labels that are right"):
        make(("nl", "en")).taught(wrong)


def test_judgements_in_other_languages_do_not_count() -> None:
    with pytest.raises(ValueError, match="0 judged posts"):
        make(("nl", "en")).taught([replace(one, language="de") for one in JUDGED])


def test_both_languages_are_learned_together() -> None:
    dutch = [Judged(f"De {one} is weer geflurbd", "nl", "negative") for one in GOODS]
    both = make(("nl", "en")).taught([*JUDGED, *dutch])
    found = both.label(pa.array(["Nu is de bank ook geflurbd", UNSEEN[1].as_py()]), pa.array(["nl", "en"]))
    assert found["label"].to_pylist() == ["negative", "positive"]
