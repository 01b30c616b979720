"""The panel, the confrontation matrix and the DESTEP register, on the ledger of the product."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from django.core.exceptions import ValidationError

from socialplan.pipeline.ledger import Store
from socialplan.plan.analyse import actions, confrontation, destep, panels
from socialplan.plan.analyse.matrix import matrix
from socialplan.plan.analyse.models import SwotCard
from socialplan.plan.analyse.register import FactorLine, register
from socialplan.plan.analyse.situation import DestepFactor, MatrixScore
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence.models import Claim, ReviewMark
from socialplan.plan.team.edits import StaleEdit
from socialplan.plan.team.models import Member, Workspace
from tests.plan.analyse.test_board import claim_about
from tests.plan.evidence.world import Said, bring

NOW, TODAY = datetime(2026, 3, 1, 12, tzinfo=UTC), date(2026, 3, 1)


def publish(
    store: Store, workspace: Workspace, period: str, value: float, series: str = "population"
) -> None:
    """One figure of an official series."""
    row = {"network": "office", "series": series, "period": period, "value": value, "unit": "people",
           "publisher": "Office", "published_at": datetime(int(period[:4]) + 1, 1, 15)}  # fmt: skip
    with store.writer(workspace.pk, wait=0) as writer:
        writer.add("facts", pa.Table.from_pylist([row]))
        writer.commit(sha256=f"facts-{writer.number}", kind="import", source="facts.csv", by="tests")


def card(workspace: Workspace, owner: Member, quadrant: str, claim: Claim | None = None) -> SwotCard:
    return actions.add_card(
        workspace=workspace, quadrant=quadrant, sentence=f"A {quadrant}", claim=claim, by=owner, reason="seen"
    )


def marked(workspace: Workspace) -> set[str]:
    """Kinds of what must be looked at."""
    open_ = ReviewMark.objects.filter(node__workspace=workspace, cleared_at=None)
    return set(open_.values_list("node__kind", flat=True))


# The panel


def test_a_panel_is_kept_and_a_change_is_a_break(store: Store, workspace: Workspace, owner: Member) -> None:
    assert panels.panel_text(workspace) == ""
    panels.choose_panel(workspace=workspace, accounts=["Bakery", "@rival"], since=None, by=owner, now=NOW)
    panels.choose_panel(
        workspace=workspace, accounts=["Bakery", "rival", "third"], since=date(2026, 2, 1), by=owner, now=NOW
    )
    assert panels.panel_text(workspace) == "Bakery, rival; 2026-02-01: Bakery, rival, third"
    panels.choose_panel(workspace=workspace, accounts=["Bakery", "third"], since=None, by=owner, now=NOW)
    assert panels.panel_text(workspace) == "Bakery, third"


@pytest.mark.parametrize("names", [["one"], ["One", "one"], [str(n) for n in range(9)], ["a, b", "c"]])
def test_a_panel_has_two_to_eight_different_accounts(
    store: Store, workspace: Workspace, owner: Member, names: list[str]
) -> None:
    with pytest.raises(panels.BadPanel):
        panels.choose_panel(workspace=workspace, accounts=names, since=None, by=owner, now=NOW)


# The confrontation matrix


def score(
    workspace: Workspace, owner: Member, one: SwotCard, other: SwotCard, **given: object
) -> MatrixScore:
    values = {"score": 2, "reason": "they like it", "version": 0, "today": TODAY} | given
    return confrontation.score_cell(workspace=workspace, inside=one, outside=other, by=owner, **values)  # type: ignore[arg-type]


def test_cells_hold_who_scored_and_why_and_add_up(store: Store, workspace: Workspace, owner: Member) -> None:
    strength, weakness = card(workspace, owner, "strength"), card(workspace, owner, "weakness")
    chance, threat = card(workspace, owner, "opportunity"), card(workspace, owner, "threat")
    score(workspace, owner, strength, chance)
    score(workspace, owner, weakness, chance, score=-1)
    score(workspace, owner, weakness, threat, score=-2)
    found = matrix(workspace)
    assert [[cell.sign for cell in line.cells] for line in found.lines] == [["++", ""], ["-", "--"]]
    assert [line.total for line in found.lines] == [2, -3] and found.totals == (1, -2)
    cell = found.cells[f"{strength.pk}-{chance.pk}"]
    assert (cell.reason, cell.scorer, cell.scored_on) == ("they like it", str(owner), TODAY)
    assert not cell.stands  # neither card has evidence
    assert [abs(cell.score or 0) for cell in found.candidates] == [2, 2, 1]


def test_a_score_needs_a_reason_and_the_right_sides(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    strength, chance = card(workspace, owner, "strength"), card(workspace, owner, "opportunity")
    for wrong in ({"reason": " "}, {"score": 3}):
        with pytest.raises(ValidationError):
            score(workspace, owner, strength, chance, **wrong)
    with pytest.raises(ValidationError):
        score(workspace, owner, chance, strength)
    assert not MatrixScore.objects.exists()


def test_a_late_score_is_refused(store: Store, workspace: Workspace, owner: Member) -> None:
    strength, chance = card(workspace, owner, "strength"), card(workspace, owner, "opportunity")
    score(workspace, owner, strength, chance)
    score(workspace, owner, strength, chance, score=1, version=1)
    with pytest.raises(StaleEdit):
        score(workspace, owner, strength, chance, score=-2, version=1)
    assert MatrixScore.objects.get().score == 1


def test_a_card_that_turns_asks_to_look_at_its_cells_and_questions(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    bring(store, workspace.pk, Said("rival", "photo", [100] * 30))
    strength, other = card(workspace, owner, "strength"), card(workspace, owner, "weakness")
    threat = card(workspace, owner, "threat", claim_about(workspace, owner))
    score(workspace, owner, strength, threat)
    score(workspace, owner, other, card(workspace, owner, "opportunity"))
    confrontation.choose_issue(
        workspace=workspace, inside=strength, outside=threat, sentence="How do we answer?", by=owner
    )
    bring(store, workspace.pk, Said("rival", "photo", [1] * 30, name="rival-photo-0101"))
    evidence.recheck(workspace=workspace, trigger="import")
    assert marked(workspace) == {"swot_card", "matrix_cell", "key_issue"}
    found = matrix(workspace)
    assert [cell.outside.id for cell in found.cells.values() if cell.review_due] == [threat.pk]
    assert found.issues[0].review_due


def test_five_key_issues_and_no_more(store: Store, workspace: Workspace, owner: Member) -> None:
    inside = [card(workspace, owner, "strength") for _ in range(3)]
    outside = [card(workspace, owner, "threat") for _ in range(2)]
    pairs = [(one, other) for one in inside for other in outside]
    for one, other in pairs:
        score(workspace, owner, one, other)
    chosen = [
        confrontation.choose_issue(workspace=workspace, inside=one, outside=other, sentence="How?", by=owner)
        for one, other in pairs[:5]
    ]
    with pytest.raises(confrontation.TooManyIssues):
        confrontation.choose_issue(
            workspace=workspace, inside=pairs[5][0], outside=pairs[5][1], sentence="How?", by=owner
        )
    confrontation.drop_issue(issue=chosen[0], version=1, by=owner, now=NOW)
    assert len(matrix(workspace).issues) == 4


def test_only_a_scored_cell_becomes_a_question(store: Store, workspace: Workspace, owner: Member) -> None:
    strength, chance = card(workspace, owner, "strength"), card(workspace, owner, "opportunity")
    with pytest.raises(ValidationError):
        confrontation.choose_issue(
            workspace=workspace, inside=strength, outside=chance, sentence="How?", by=owner
        )


# DESTEP


def write(workspace: Workspace, owner: Member, series: str = "population") -> DestepFactor:
    fields = {
        "letter": "demographic", "sentence": "The town grows", "direction": "for", "impact": 3,
        "likelihood": 2, "source": "Office", "source_day": TODAY, "review_on": date(2026, 9, 1),
    }  # fmt: skip
    return destep.add_factor(workspace=workspace, fields=fields, series=series, by=owner, now=NOW)


def line(workspace: Workspace) -> FactorLine:
    (found,) = [one for view in register(workspace, today=TODAY) for one in view.factors]
    return found


def test_a_factor_holds_the_published_figure(store: Store, workspace: Workspace, owner: Member) -> None:
    publish(store, workspace, "2024", 15800)
    publish(store, workspace, "2025", 15900)
    write(workspace, owner)
    found = line(workspace)
    assert found.figure is not None and found.figure.value == 15900
    assert found.cell is not None
    assert (found.cell.period, found.cell.publisher, found.cell.published) == ("2025", "Office", "2026-01-15")
    assert (found.state, found.weight) == ("supported", 6)


def test_a_newer_release_makes_the_factor_stale_and_asks_for_a_look(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    publish(store, workspace, "2025", 15900)
    factor = write(workspace, owner)
    publish(store, workspace, "2026", 16100)
    evidence.recheck(workspace=workspace, trigger="import")
    found = line(workspace)
    assert found.state == "stale" and "destep_factor" in marked(workspace)
    assert found.figure is not None and found.figure.value == 15900  # the old value stays readable
    assert found.newest is not None and (found.newest.period, found.newest.value) == ("2026", 16100)
    destep.renew_factor(factor=factor, version=1, by=owner)
    found = line(workspace)
    assert found.state == "supported" and found.figure is not None and found.figure.value == 16100


def test_another_series_leaves_the_factor_alone(store: Store, workspace: Workspace, owner: Member) -> None:
    publish(store, workspace, "2025", 15900)
    write(workspace, owner)
    publish(store, workspace, "2026", 3.3, series="prices")
    evidence.recheck(workspace=workspace, trigger="import")
    assert line(workspace).state == "supported" and not marked(workspace)


def test_a_figure_the_publisher_changed_is_stale(store: Store, workspace: Workspace, owner: Member) -> None:
    publish(store, workspace, "2025", 15900)
    write(workspace, owner)
    publish(store, workspace, "2025", 15950)
    evidence.recheck(workspace=workspace, trigger="import")
    found = line(workspace)
    assert found.revised and found.state == "stale"


def test_nothing_relevant_is_an_answer_with_a_date_until_there_is_a_factor(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    destep.look_at(workspace=workspace, letter="demographic", by=owner, today=TODAY)
    first = register(workspace, today=TODAY)
    assert [view.letter[0] for view in first] == ["d", "e", "s", "t", "e", "p"]
    assert first[0].look is not None and first[0].look.looked_on == TODAY
    write(workspace, owner, series="")
    after = register(workspace, today=TODAY)[0]
    assert after.look is None and len(after.factors) == 1 and after.factors[0].state == ""


def test_a_factor_becomes_a_card_that_rests_on_the_same_figure(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    publish(store, workspace, "2025", 15900)
    factor = write(workspace, owner)
    made = destep.use_in_swot(factor=factor, by=owner)
    assert (made.quadrant, made.claim_id) == ("opportunity", factor.claim_id)
    assert line(workspace).used


def test_its_review_date_comes(store: Store, workspace: Workspace, owner: Member) -> None:
    write(workspace, owner, series="")
    late = register(workspace, today=date(2026, 9, 1))[0].factors[0]
    assert late.look_again and not line(workspace).look_again
