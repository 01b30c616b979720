"""Spellings are tidied, kept once and handed over as one phrase."""

from socialplan.plan.brief.rules import phrase, spellings, tidy


def test_spaces_are_tidied() -> None:
    assert tidy("  Bakkerij \n  de  Vries ") == "Bakkerij de Vries"


def test_a_spelling_counts_once_whatever_its_case() -> None:
    assert spellings("Vries", "de vries, VRIES,, De  Vries ,DV") == ("Vries", "de vries", "DV")


def test_a_comma_inside_a_name_does_not_split_it() -> None:
    assert phrase(("Jansen, Zonen", "JZ")) == "Jansen  Zonen,JZ"
