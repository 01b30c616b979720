"""Numbers that people type: in their language's way, and never what no plan can hold."""

import pytest

from socialplan.web.claim_forms import typed_number


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1.234,5", "nl", 1234.5), ("1,234.5", "en", 1234.5), ("12,5", "en", 12.5), ("4,500", "en", 4500.0),
        ("-5", "en", -5.0), ("3 000", "nl", 3000.0), ("60%", "en", 60.0), (",5", "nl", 0.5),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_language_writes_it(text: str, language: str, number: float) -> None:
    assert typed_number(text, language) == number


BAD = ["", "nan", "inf", "-Infinity", "1e999", "1_000", "\u0663", "two", "9" * 400]


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_number_of_a_plan_is_refused(text: str) -> None:
    assert typed_number(text, "en") is None
