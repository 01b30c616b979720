"""Ready patterns for common goals: criteria with the KPI that shows each; a start, never a decision."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class PatternLine:
    """One criterion and the question that would show it; without an analysis it cannot be known yet."""

    criterion: Words
    analysis: str = ""
    measure: str = ""
    direction: str = "up"
    not_covered: Words = ""


@dataclass(frozen=True)
class Pattern:
    code: str
    title: Words
    lines: tuple[PatternLine, ...]


PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "image", _("Better image"),
        (
            PatternLine(
                _("People respond more to what we say"), "engagement", "median",
                not_covered=_("Whether they respond with praise or with anger"),
            ),
            PatternLine(
                _("More people pass on what we say"), "sharers", "shares",
                not_covered=_("What people outside social media think"),
            ),
        ),
    ),
    Pattern(
        "relations", _("Stronger customer relations"),
        (
            PatternLine(
                _("People get an answer sooner"), "responses", "median_minutes", "down",
                not_covered=_("Whether the answer helped"),
            ),
            PatternLine(
                _("Fewer messages to us stay without an answer"), "responses", "unanswered", "down",
                not_covered=_("Questions asked by phone or mail"),
            ),
        ),
    ),
    Pattern(
        "visitors", _("Qualified visitors"),
        (PatternLine(_("More visitors do what we hope"), not_covered=_("Add an export of your website")),),
    ),
    Pattern(
        "expert", _("Known as an expert"),
        (
            PatternLine(
                _("More is said about our subject, with our name in it"), "volume", "count",
                not_covered=_("Whether what is said is right"),
            ),
        ),
    ),
)  # fmt: skip
