"""Every deed the code writes in the history has words for a reader."""

import ast
from pathlib import Path

from socialplan.web.team_words import DEEDS, THINGS, VERBS, deed

SOURCE = Path(__file__).resolve().parents[2] / "src" / "socialplan"


def written_deeds() -> set[str]:
    """The literal `action=` of every call; composed ones are verb_thing and checked below."""
    return {
        word.value.value
        for path in (SOURCE / "plan").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "action" and isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
    }


def test_every_deed_has_words() -> None:
    found = written_deeds()
    assert {"invite", "adopt_claim"} <= found
    assert not found - set(DEEDS)


def test_a_deed_on_a_row_is_composed() -> None:
    assert deed("add_criterion") == "added: criterion"
    assert {"add", "change", "remove", "undo"} == set(VERBS)
    assert {"goal", "criterion", "kpi"} <= set(THINGS)


def test_a_deed_without_words_is_shown_as_it_is_kept() -> None:
    assert deed("fly_away") == "fly away"
