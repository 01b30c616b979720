"""The dialog that makes a claim of a figure: the sentence, what must stay true, where it belongs."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from socialplan.plan.evidence import drafts
from socialplan.plan.evidence.rules import Expectation, Op, Pick, Window

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding
    from socialplan.plan.team.models import Member

OPS = (
    (Op.AT_LEAST, gettext_lazy("is at least")), (Op.MORE, gettext_lazy("is more than")),
    (Op.AT_MOST, gettext_lazy("is at most")), (Op.LESS, gettext_lazy("is less than")),
)  # fmt: skip
ROOMS = (
    ("analyse", gettext_lazy("Analyse")),
    ("brief", gettext_lazy("Brief")),
    ("goals", gettext_lazy("Goals")),
)
NUMBER = "number"
STILL = "still"
DAYS = ("28", "91", "365")
NUMBER_TYPED = re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})", re.ASCII)


class ClaimForm(forms.Form):
    """`against` is NUMBER or the place of another row."""

    of = forms.ChoiceField(
        label=gettext_lazy("Evidence for"), required=False,
        help_text=gettext_lazy("A claim without evidence can get it here; its own sentence stays."),
    )  # fmt: skip
    sentence = forms.CharField(
        label=gettext_lazy("The claim"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("In your own words. This is what the plan will say."),
    )  # fmt: skip
    op = forms.ChoiceField(label=gettext_lazy("Comparison"), choices=OPS)
    against = forms.ChoiceField(label=gettext_lazy("Compared with"))
    number = forms.CharField(label=gettext_lazy("The number, if you compare with one"), required=False)
    window = forms.ChoiceField(label=gettext_lazy("About which period"))
    room = forms.ChoiceField(label=gettext_lazy("Where it belongs"), choices=ROOMS)
    owner = forms.ChoiceField(label=gettext_lazy("Owner"))

    def __init__(
        self, *args: Any, finding: "Finding", row: int | None, members: Iterable["Member"],
        names: Mapping[int, str], share: bool, bare: Iterable[tuple[int, str]] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.finding, self.row, self.share = finding, row, share
        others = [(str(place), name) for place, name in names.items() if place != row]
        self.fields["against"].choices = [(NUMBER, _("a number")), *others]  # type: ignore[attr-defined]
        claims = [(str(pk), said) for pk, said in bare]
        self.fields["of"].choices = [("", _("a new claim")), *claims]  # type: ignore[attr-defined]
        self.fields["window"].choices = _windows(finding)  # type: ignore[attr-defined]
        self.fields["owner"].choices = [(str(one.pk), str(one)) for one in members]  # type: ignore[attr-defined]
        if share:
            self.fields["number"].help_text = _("As a percentage.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("against") == NUMBER:
            typed = typed_number(given.get("number", ""), get_language() or "en")
            if typed is None:
                self.add_error("number", _("Type a number, such as 1200."))
            else:
                given["line"] = typed / 100 if self.share else typed
        return given

    def expectation(self, left: Pick, groups: Iterable[str]) -> Expectation:
        """What the form says; call it when the form is valid."""
        given = self.cleaned_data
        if given["against"] == NUMBER:
            return Expectation(left, Op(given["op"]), given["line"])
        other = self.finding.rows[int(given["against"])]
        return Expectation(
            left, Op(given["op"]), Pick(left.measure, {name: other.get(name) for name in groups})
        )

    def period(self) -> Window | None:
        chosen = self.cleaned_data["window"]
        return None if chosen == STILL else Window(days=int(chosen))


def _windows(finding: "Finding") -> list[tuple[str, str]]:
    since, until = finding.params.get("since"), finding.params.get("until")
    dates = _("%(since)s until %(until)s, always the same days") % {
        "since": since or "…",
        "until": until or "…",
    }
    still = dates if since or until else _("everything there is, also what comes")
    moving = [(days, _("the last %(days)s complete days, moving along") % {"days": days}) for days in DAYS]
    return [(STILL, still), *moving]


def typed_number(text: str, language: str) -> float | None:
    """1.234,5 in Dutch and 1,234.5 in English; a lone separator before three digits groups thousands. None
    for what is no number of a plan: words, infinity, more digits than a number holds."""
    text = text.strip().replace("\u00a0", "").replace(" ", "").rstrip("%")
    group, point = (".", ",") if language.startswith("nl") else (",", ".")
    if point not in text and text.count(group) == 1 and len(text.partition(group)[2]) != 3:
        group, point = point, group
    plain = text.replace(group, "").replace(point, ".")
    return float(plain) if NUMBER_TYPED.fullmatch(plain) else None


def shown_number(value: float, *, share: bool) -> str:
    """A number as it stands in the field."""
    value = value * 100 if share else value
    text = f"{value:.10g}"
    return text.replace(".", ",") if (get_language() or "en").startswith("nl") else text


def initial(
    draft: drafts.Draft, *, sentence: str, share: bool, member: "Member", other: int | None
) -> dict[str, Any]:
    line = draft.expectation.right
    return {
        "sentence": sentence, "op": Op.MORE if other is not None else draft.expectation.op,
        "against": NUMBER if other is None else str(other), "room": "analyse", "owner": str(member.pk),
        "number": shown_number(line, share=share) if isinstance(line, float | int) else "", "window": STILL,
    }  # fmt: skip
