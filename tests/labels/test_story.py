"""Which posts tell the same story."""

import pyarrow as pa

from socialplan.labels import load

FIRE = "Grote brand in een loods aan de haven van Delfzijl, sluit ramen en deuren"
COPIES = [
    f"RT @hulpdienst: {FIRE} https://voorbeeld.nl/brand",
    FIRE.upper() + "!!!",
    FIRE.replace("Grote", "Zeer grote"),
    FIRE.replace(" Delfzijl,", ""),
]
OTHERS = ["De markt op het plein begint vandaag pas om tien uur", "ok", "", None]


def names(*texts: str | None) -> list[str | None]:
    found: list[str | None] = load("story").label(pa.array(texts, pa.string()))["label"].to_pylist()
    return found


def test_copies_and_small_edits_are_one_story() -> None:
    found = names(FIRE, *COPIES, *OTHERS)
    assert len(set(found[:5])) == 1
    assert found[5:] == ["alone", None, None, None]


def test_the_name_follows_from_the_first_post_and_not_from_its_place() -> None:
    assert names(OTHERS[0], FIRE, COPIES[0])[1] == names(FIRE, COPIES[1])[0]


def test_one_thing_leads_to_another() -> None:
    chain = ["een twee drie vier vijf zes zeven acht", "een twee drie vier vijf zes zeven negen",
             "een twee drie vier vijf zes tien negen"]  # fmt: skip
    assert len(set(names(*chain))) == 1  # 7 of 9 words twice; the ends share 6 of 10


def test_posts_that_share_half_of_their_words_are_two_stories() -> None:
    assert names("een twee drie vier vijf zes", "een twee drie vier acht negen") == ["alone", "alone"]


def test_the_overlap_with_the_first_post_is_the_score() -> None:
    found = load("story").label(pa.array(["een twee drie vier vijf", "een twee drie vier vijf zes"]))
    assert found["score"].to_pylist() == [1.0, 5 / 6]


def test_many_copies_are_found_among_many_posts() -> None:
    posts = [f"bericht nummer{n} over onderwerp{n} met eigen{n} woorden{n}" for n in range(500)]
    found = names(*posts, *posts)
    assert found[:500] == found[500:]
    assert len(set(found)) == 500
