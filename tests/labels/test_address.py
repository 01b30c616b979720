"""How a Dutch post addresses its reader."""

import pyarrow as pa
import pytest

from socialplan.labels import load


@pytest.mark.parametrize(
    ("text", "label", "score"),
    [
        ("Kunt u mij vertellen waar mijn pakket is", "u", 0.0),
        ("Uw bestelling is onderweg", "u", 0.0),
        ("Heb je dat al geprobeerd, en jouw broer?", "je", 1.0),
        ("Jullie winkel is dicht", "je", 1.0),
        ("Dank u wel, kom je morgen?", "both", 0.5),
        ("De winkel is dicht", "none", None),
        ("Open vanaf 10 u vandaag", "none", None),
    ],
)
def test_the_form_of_address_is(text: str, label: str, score: float | None) -> None:
    found = load("address").label(pa.array([text]), pa.array(["nl"])).to_pylist()[0]
    assert (found["label"], found["score"], found["confidence"]) == (label, score, None)


def test_english_is_not_read() -> None:
    found = load("address").label(pa.array(["Can u help me"]), pa.array(["en"]))
    assert found["label"].to_pylist() == [None]
    with pytest.raises(ValueError, match="nl only"):
        load("address", ("en",))
