"""Missing stretches in words: once each, with the days as people write them."""

from typing import Any

from django.utils import translation

from socialplan.report.gaps import gaps_text


def gap(account: str | None, since: str | None, until: str | None) -> dict[str, Any]:
    return {"network": "mastodon", "account": account, "since": since, "until": until}


def test_a_stretch_is_told_once_for_everybody_it_holds_for() -> None:
    gaps = [gap(name, "2026-06-29", "2026-07-29") for name in ("anna", "bob", "anna")]
    with translation.override("en"):
        assert gaps_text(gaps) == "Data are missing: Mon 29 Jun 2026 to Tue 28 Jul 2026 (anna, bob)."
    with translation.override("nl"):
        said = "Er ontbreken gegevens: ma 29 jun 2026 tot en met di 28 jul 2026 (anna, bob)."
        assert gaps_text(gaps) == said


def test_open_ends_and_single_days_are_said() -> None:
    with translation.override("en"):
        assert "until Sun 1 Mar 2026 (anna)" in gaps_text([gap("anna", None, "2026-03-02")])
        assert "from Mon 2 Mar 2026 (mastodon)" in gaps_text([gap(None, "2026-03-02", None)])
        assert ": Mon 2 Mar 2026 (anna)." in gaps_text([gap("anna", "2026-03-02", "2026-03-03")])


def test_many_stretches_are_counted_and_three_of_them_named() -> None:
    gaps = [gap("anna", f"2026-03-0{day}", f"2026-03-0{day + 1}") for day in (1, 3, 5, 7)]
    with translation.override("en"):
        said = gaps_text(gaps)
    assert said.startswith("4 stretches of data are missing, among them Sun 1 Mar 2026 (anna);")
    assert said.count("(anna)") == 3
