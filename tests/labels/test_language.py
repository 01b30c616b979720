"""Which language a post is in."""

import pyarrow as pa
import pytest

from socialplan.labels import load

POSTS = {
    "nl": [
        "Mijn pakketje is nog steeds niet bezorgd",
        "Wat een fijne winkel is dit zeg",
        "Morgen weer open?",
    ],
    "en": ["My parcel still has not been delivered", "What a lovely shop this is", "Open again tomorrow?"],
    "de": ["Mein Paket ist immer noch nicht angekommen", "Was für ein schöner Laden das ist"],
    "fr": ["Mon colis n'est toujours pas arrivé", "Quelle belle boutique, merci beaucoup"],
    "es": ["Mi paquete todavía no ha llegado", "Qué tienda tan bonita, muchas gracias"],
    "it": ["Il mio pacco non è ancora arrivato", "Che bel negozio, grazie mille"],
    "pt": ["A minha encomenda ainda não chegou", "Que loja tão bonita, muito obrigado"],
}


def said(*texts: str | None, among: tuple[str, ...] = ("nl", "en")) -> list[str | None]:
    found: list[str | None] = load("language", among).label(pa.array(texts, pa.string()))["label"].to_pylist()
    return found


@pytest.mark.parametrize("among", [("nl", "en"), ("en", "nl"), ("nl", "en", "de"), tuple(POSTS)])
def test_clear_posts_get_their_language_whatever_the_choice(among: tuple[str, ...]) -> None:
    texts = [(text, code) for code in among for text in POSTS[code]]
    assert said(*(text for text, _code in texts), among=among) == [code for _text, code in texts]


def test_a_language_that_is_not_of_the_workspace_is_undetermined() -> None:
    foreign = [text for code in ("de", "fr", "es", "it", "pt") for text in POSTS[code]]
    assert set(said(*foreign)) == {"und"}


def test_one_language_alone_is_kept_apart_from_the_others() -> None:
    assert said(*POSTS["nl"], *POSTS["en"], among=("nl",)) == ["nl"] * 3 + ["und"] * 3


@pytest.mark.parametrize(
    "text", [None, "", "  ", ":-) !!", "@winkel", "https://voorbeeld.nl", "12345", "😀😀"]
)
def test_a_post_without_words_has_no_language(text: str | None) -> None:
    assert said(text) == [None]


def test_addresses_and_names_do_not_decide() -> None:
    assert said("@the_english_shop Waarom duurt dat zo lang? https://www.english.co.uk/the/shop") == ["nl"]


def test_the_words_that_led_to_it_are_words_of_the_post() -> None:
    found = load("language").label(pa.array(["Waarom duurt dat zo lang?", "Why does that take so long?"]))
    assert found["evidence"].to_pylist()[0][0] in {"waarom", "duurt", "dat", "zo", "lang"}
    assert set(found["evidence"].to_pylist()[1]) <= {"why", "does", "that", "take", "so", "long"}


def test_a_close_call_is_less_sure_than_a_clear_one() -> None:
    found = load("language").label(pa.array(["computer", "Ik weet echt niet waarom dat zo lang duurt"]))
    low, high = found["confidence"].to_pylist()
    assert low < high <= 1


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no list of words for qq"):
        load("language", ("nl", "qq"))


def test_no_posts_give_no_labels() -> None:
    assert said() == []


def test_the_same_posts_get_the_same_labels_in_any_company() -> None:
    texts = POSTS["nl"] + POSTS["en"]
    assert said(*texts) == [label for text in texts for label in said(text)]
