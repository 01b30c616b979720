"""The forms of the brief: short fields, one row at a time."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from socialplan.plan.goals.library import library


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A date as the browser writes it, whatever the language of the page."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, input_formats=["%Y-%m-%d"])


class ExpectationForm(forms.Form):
    sentence = forms.CharField(label=_("What social media should do for the organisation"), max_length=280)
    document = forms.CharField(label=_("From which strategy"), max_length=160, required=False)
    page = forms.CharField(label=_("Page"), max_length=20, required=False)
    measure = forms.ChoiceField(
        label=_("What would show it"), required=False, help_text=_("The goal builder starts with this.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure = self.fields["measure"]
        assert isinstance(measure, forms.ChoiceField)
        measure.choices = [("", _("Not chosen yet")), *((line.code, line.title) for line in library())]


class NameForm(forms.Form):
    text = forms.CharField(
        label=_("Name or other spelling"), max_length=80,
        help_text=_("Whole words count; capitals make no difference."),
    )  # fmt: skip


class OfferForm(forms.Form):
    name = forms.CharField(label=_("Product or service"), max_length=120)
    aliases = forms.CharField(
        label=_("Other spellings"), max_length=280, required=False, help_text=_("Separate them with commas.")
    )


class CampaignForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("campaign", _("Campaign")), ("offline", _("Offline event"))]
    )
    starts = day_field(_("First day"))
    ends = day_field(_("Last day"))
    place = forms.CharField(label=_("Where"), max_length=160, required=False)
    cost = forms.DecimalField(
        label=_("Cost in euros"), max_digits=12, decimal_places=2, min_value=0, required=False, localize=True
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            self.add_error("ends", _("The last day lies before the first day."))
        return cleaned


def focused(form: forms.Form) -> forms.Form:
    """The first field gets the focus when its row opens."""
    first = next(iter(form.fields.values()))
    first.widget.attrs["autofocus"] = True
    return form


FORMS: dict[str, type[forms.Form]] = {
    "expectation": ExpectationForm, "name": NameForm, "offer": OfferForm, "campaign": CampaignForm,
}  # fmt: skip
