"""A claim drafted from a row of a finding: its sentence and its expectation, both to be changed at will."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import measuring
from .models import Finding
from .rules import Estimate, Expectation, Op, Pick
from .rules.drafting import expectation, threshold
from .rules.reading import HEADLINE, read, read_row
from .wording import headline_measure, measure_words, number_words, row_words

# (analysis, measure) -> what a claim from it says, at least or at most so much.
AT_LEAST: dict[tuple[str, str], Promise | str] = {
    ("engagement", "median"): gettext_lazy(
        "%(what)s: usually at least %(number)s reactions, comments and shares per post"
    ),
    ("engagement", "mean"): gettext_lazy(
        "%(what)s: on average at least %(number)s reactions, comments and shares per post"
    ),
    ("volume", "count"): gettext_lazy("%(what)s: at least %(number)s posts"),
    ("volume", "amplified_share"): gettext_lazy(
        "%(what)s: at least %(number)s of the posts pass on what somebody else said"
    ),
    ("themes", "lift"): gettext_lazy("%(what)s draws at least %(number)s times the usual response"),
    ("sharers", "shares"): gettext_lazy("%(what)s is shared at least %(number)s times"),
    ("sharers", "distinct_sharers"): gettext_lazy(
        "%(what)s is shared by at least %(number)s different people"
    ),
    ("responders", "responses"): gettext_lazy("%(what)s does it at least %(number)s times"),
    ("responses", "answered"): gettext_lazy("%(what)s: at least %(number)s questions answered"),
    ("responses", "answered_share"): gettext_lazy(
        "%(what)s: at least %(number)s of the questions get an answer"
    ),
    ("spikes", "count"): gettext_lazy("%(what)s: at least %(number)s posts, above the usual"),
    ("movements", "times"): gettext_lazy(
        "%(what)s on: lastingly at least %(number)s times as much as before"
    ),
    ("spikes", "ratio"): gettext_lazy("%(what)s: at least %(number)s times as many posts as usual"),
}  # fmt: skip
AT_MOST: dict[tuple[str, str], Promise | str] = {
    ("responses", "median_minutes"): gettext_lazy(
        "%(what)s: half of the answers come within %(number)s minutes"
    ),
    ("responses", "p90_minutes"): gettext_lazy(
        "%(what)s: nine out of ten answers come within %(number)s minutes"
    ),
    ("responses", "unanswered"): gettext_lazy(
        "%(what)s: at most %(number)s messages to us without an answer"
    ),
    ("movements", "times"): gettext_lazy(
        "%(what)s on: lastingly at most %(number)s times as much as before"
    ),
}  # fmt: skip
BEATS: dict[tuple[str, str], Promise | str] = {
    ("engagement", "median"): gettext_lazy("%(what)s draws more response than %(other)s"),
    ("engagement", "mean"): gettext_lazy("%(what)s draws more response than %(other)s"),
    ("responses", "median_minutes"): gettext_lazy("%(what)s takes longer to answer than %(other)s"),
    ("responses", "answered_share"): gettext_lazy(
        "%(what)s: more messages to us get an answer than on %(other)s"
    ),
    ("volume", "amplified_share"): gettext_lazy("%(what)s: more is passed on than on %(other)s"),
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """A claim to be: what it says, what must stay true, and the figure it starts from."""

    sentence: str
    expectation: Expectation
    estimate: Estimate
    measure: str
    unit: str


class NoFigure(ValueError):
    """There is no number in this row to make a claim of."""


def draft_claim(
    finding: Finding,
    row_index: int | None = None,
    measure: str | None = None,
    *,
    language: str | None = None,
    moves: bool = False,
) -> Draft:
    """A claim from any row (None: the headline) and any of its numbers, in the reader's language or in
    `language`. `moves`: its window will move with the data. Raises NoFigure."""
    answered = measuring.answered(finding)
    assert answered is not None
    row = None if row_index is None else finding.rows[row_index]
    measure = measure or (HEADLINE if row is None else answered.main_measure() or "n")
    estimate = read(answered, None, HEADLINE) if row is None else read_row(answered, row, measure)
    if estimate is None or not estimate.bounded or not answered.n:
        raise NoFigure
    named = {name: row.get(name) for name in answered.groups()} if row is not None else {}
    meant = (headline_measure(answered) or measure) if measure == HEADLINE else measure
    line = threshold(estimate, meant, moves=moves)
    drafted = expectation(Pick(measure, named), line)
    with translation.override(language or translation.get_language()):
        sentence = sentence_of(finding, drafted, unit=estimate.unit)
    return Draft(sentence, drafted, estimate, measure, estimate.unit)


def sentence_of(finding: Finding, expectation: Expectation, *, unit: str = "") -> str:
    """What an expectation says, in the active language; persons stand in it by key."""
    answered = measuring.answered(finding)
    assert answered is not None
    left = expectation.left
    measure = (headline_measure(answered) or HEADLINE) if left.measure == HEADLINE else left.measure
    what = _what(finding, left.row)
    if isinstance(expectation.right, Pick):
        words = BEATS.get((finding.analysis, measure), gettext_lazy("%(what)s is higher than %(other)s"))
        return str(words) % {"what": what, "other": _what(finding, expectation.right.row, bare=True)}
    number = number_words(expectation.right, unit or answered.unit(measure))
    table = AT_MOST if expectation.op in (Op.AT_MOST, Op.LESS) else AT_LEAST
    words = table.get((finding.analysis, measure)) or _any(expectation.op)
    return str(words) % {"what": what, "number": number, "measure": measure_words(answered, measure)}


def _any(op: Op) -> str:
    if op in (Op.AT_MOST, Op.LESS):
        return _("%(what)s: %(measure)s at most %(number)s")
    if op is Op.EXACTLY:
        return _("%(what)s: %(measure)s is %(number)s")
    return _("%(what)s: %(measure)s at least %(number)s")


def _what(finding: Finding, row: Mapping[str, Any], *, bare: bool = False) -> str:
    answered = measuring.answered(finding)
    assert answered is not None
    said = (bare and row) or "account" in row
    account = None if said else finding.params.get("account")
    return row_words(answered, row, account=account, capital=not bare)
