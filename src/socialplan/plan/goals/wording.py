"""The SMART checks in words: for each code the reason and the fix, for every face."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rules import Check

Words = str | Promise

NAMES: dict[str, Words] = {
    "S": _("Specific"), "M": _("Measurable"), "A": _("Achievable"), "R": _("Relevant"), "T": _("Time-bound"),
}  # fmt: skip
OUTCOMES: dict[str, Words] = {"pass": _("passes"), "fail": _("fails"), "unsure": _("cannot be sure")}

# code -> (reason, fix). Values of the check stand between %( and )s.
SENTENCES: dict[str, tuple[Words, Words]] = {
    "no_criterion": (_("Nothing yet shows that this goal is met."), _("Add a criterion.")),
    "no_kpi": (_("No criterion has a KPI."), _("Choose a KPI for a criterion.")),
    "no_metric": (_("%(kpi)s has no measure."), _("Choose what to measure.")),
    "no_scope": (
        _("%(kpi)s does not say whose posts count."), _("Choose an account or a network for it."),
    ),
    "specific": (_("The measure is chosen, and whose posts count."), ""),
    "not_computed": (_("%(kpi)s was not computed yet."), _("Choose a measure, or import data for it.")),
    "no_value": (
        _("The data give no value for %(kpi)s."),
        _("Choose another measure or a longer period, or import data for it."),
    ),
    "measurable": (_("%(kpi)s is computed from your data."), ""),
    "no_target": (_("%(kpi)s has no value to reach."), _("Fill in the value to reach.")),
    "no_baseline": (_("%(kpi)s has no value at the start."), _("Import data, then take the baseline.")),
    "already_there": (
        _("%(kpi)s is there already: %(baseline)s at the start, %(target)s to reach."),
        _("Choose a value that is better than the start, or change the direction."),
    ),
    "too_little_history": (
        _("Too little history for %(kpi)s: %(periods)s comparable periods, 8 needed."),
        _("Import older data or choose a shorter period. Or approve it with a reason."),
    ),
    "stretch": (
        _("%(kpi)s goes further than your own history makes likely: between %(low)s and %(high)s."),
        _("Choose a value within that range. Or approve it as a stretch, with a reason."),
    ),
    "achievable": (
        _("Your own history makes %(kpi)s possible: likely between %(low)s and %(high)s."), "",
    ),
    "no_expectation": (
        _("It serves no expectation of the marketing strategy."), _("Choose the expectation it serves."),
    ),
    "relevant": (_("It serves an expectation of the marketing strategy."), ""),
    "no_period": (_("The plan has no period."), _("Set the first and last day of the plan.")),
    "no_date": (_("There is no date."), _("Choose a date within the plan.")),
    "outside_period": (
        _("The date lies outside the plan: %(starts)s to %(ends)s."), _("Choose a date within the plan."),
    ),
    "timely": (_("The date lies within the plan."), ""),
}  # fmt: skip


GATE: dict[str, Words] = {
    "no_inside": _("No strength or weakness rests on evidence yet."),
    "no_outside": _("No opportunity or threat rests on evidence yet."),
    "moved": _("Some cards of the SWOT no longer stand on fresh evidence."),
}


@dataclass(frozen=True)
class CheckInWords:
    """One line of the check list."""

    letter: str
    name: Words
    outcome: str
    outcome_word: Words
    reason: str
    fix: str


def in_words(check: Check, *, shown: dict[str, str]) -> CheckInWords:
    """`shown` holds the values of the check as this reader writes numbers and dates."""
    reason, fix = SENTENCES[check.code]
    return CheckInWords(
        check.letter, NAMES[check.letter], check.outcome, OUTCOMES[check.outcome],
        str(reason) % shown, str(fix) % shown,
    )  # fmt: skip
