"""The forms of the goal builder: the period, the wish, a criterion, a KPI and the value to reach."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from socialplan.plan.brief import queries as brief
from socialplan.plan.goals.library import library
from socialplan.plan.team import queries as team

from .brief_forms import day_field

if TYPE_CHECKING:
    from socialplan.plan.team.models import Member, Workspace

DAYS = (
    (7, _("7 days")), (14, _("14 days")), (28, _("28 days")), (91, _("91 days, a quarter")),
)  # fmt: skip
SCALED = ("target", "lower", "upper")
DIRECTIONS = (("up", _("higher is better")), ("down", _("lower is better")))


class OwnerField(forms.TypedChoiceField):
    """Somebody of the team."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Owner"), required=False, coerce=int, empty_value=None, **kwargs)

    def offer(self, workspace: "Workspace") -> None:
        self.choices = [("", _now("Nobody")), *((one.pk, str(one)) for one in team.team(workspace))]


class RoundForm(forms.Form):
    """The period of the plan."""

    starts = day_field(_("The plan starts on"))
    ends = day_field(_("The plan ends on"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if isinstance(starts, date) and isinstance(ends, date) and ends <= starts:
            self.add_error("ends", _now("The plan ends before it starts."))
        return cleaned


class GoalForm(forms.Form):
    """The wish in own words, the expectation it serves and the date."""

    wish = forms.CharField(label=_("What must be different at the end?"), max_length=280)
    expectation = forms.TypedChoiceField(
        label=_("Which expectation does it serve?"), required=False, coerce=int, empty_value=None
    )
    date = day_field(_("By which date?"), required=False)
    owner = OwnerField()

    def __init__(self, *args: Any, workspace: "Workspace", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workspace = workspace
        offer_owners(self, workspace)
        lines = brief.expectation_lines(workspace)
        field = self.fields["expectation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _now("None yet")), *((line.row.pk, line.row.sentence) for line in lines)]
        if not lines:
            field.help_text = _now("The brief has no expectations yet. Add one there first.")

    @property
    def member(self) -> "Member | None":
        """The owner that was chosen."""
        pk = self.cleaned_data["owner"]
        return team.member(workspace=self.workspace, pk=pk) if pk else None


class CriterionForm(forms.Form):
    sentence = forms.CharField(label=_("What shows that the goal is met?"), max_length=280)
    weight = forms.IntegerField(
        label=_("Weight"), min_value=1, max_value=10, initial=1, help_text=_("1 to 10, beside the others.")
    )
    not_covered = forms.CharField(label=_("What does it not show?"), max_length=280, required=False)


class KpiForm(forms.Form):
    """What to measure, whose posts count, and over how many days."""

    code = forms.ChoiceField(label=_("What to measure"))
    account = forms.CharField(
        label=_("Account"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"list": "known-accounts", "autocomplete": "off"}),
    )  # fmt: skip
    phrase = forms.CharField(
        label=_("Only posts with these words"), max_length=200, required=False,
        help_text=_("For the number of posts. A comma between alternatives."),
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label=_("Over the last"), choices=DAYS, coerce=int, initial=28,
        help_text=_("Complete days. Your history is cut into periods of this length."),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(line.code, line.title) for line in library()]


class MeasureForm(KpiForm):
    """The same for a KPI that stands: its name stays."""

    name = None  # type: ignore[assignment]


class TargetForm(forms.Form):
    """The value to reach and the control lines."""

    target = forms.FloatField(label=_("Value to reach"), required=False, localize=True)
    direction = forms.ChoiceField(label=_("Direction"), choices=DIRECTIONS)
    lower = forms.FloatField(
        label=_("Lower control line"),
        required=False,
        localize=True,
        help_text=_("Under it, something is done."),
    )
    upper = forms.FloatField(
        label=_("Upper control line"),
        required=False,
        localize=True,
        help_text=_("Over it, something is done."),
    )
    when_crossed = forms.CharField(label=_("When it crosses a line, we"), max_length=280, required=False)
    owner = OwnerField()

    def __init__(self, *args: Any, workspace: "Workspace", share: bool = False, **kwargs: Any) -> None:
        """`share`: the figure is a share, written and read in percent."""
        super().__init__(*args, **kwargs)
        offer_owners(self, workspace)
        self.share = share
        if share:
            self.fields["target"].help_text = _now("In percent.")
        for name in SCALED:
            self.initial[name] = _written(self.initial.get(name), share)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the KPI keeps it."""
        typed = dict(self.cleaned_data)
        typed["owner_id"] = typed.pop("owner")
        if self.share:
            typed |= {name: typed[name] / 100 for name in SCALED if typed.get(name) is not None}
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lower, upper = cleaned.get("lower"), cleaned.get("upper")
        if lower is not None and upper is not None and lower >= upper:
            self.add_error("upper", _now("The upper line must lie above the lower line."))
        crossing = lower is not None or upper is not None
        if crossing and not cleaned.get("when_crossed"):
            self.add_error("when_crossed", _now("Write what is done when the line is crossed."))
        return cleaned


def offer_owners(form: forms.Form, workspace: "Workspace") -> None:
    field = form.fields["owner"]
    assert isinstance(field, OwnerField)
    field.offer(workspace)


def _written(value: float | None, share: bool) -> float | int | None:
    """As a person would write it: shares in percent, whole numbers without decimals."""
    if value is None:
        return None
    scaled = round(value * 100, 6) if share else value
    return int(scaled) if float(scaled).is_integer() else scaled
