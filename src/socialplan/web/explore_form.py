"""The parameters of an analysis as form fields, with their defaults."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from socialplan.analysis import GRAINS, Analysis, Option
from socialplan.analysis.base import BadParameter
from socialplan.analysis.parameters import checked_zone
from socialplan.pipeline.holdings import HeldAccount
from socialplan.report import numbers
from socialplan.web.words import column_word

COMMON = ("by", "also", "account", "network", "since", "until", "zone")
VERSUS = ("versus_account", "versus_since", "versus_until")
DAY = {"type": "date"}


class ExploreForm(forms.Form):
    """Made per analysis by `form_for`; its own options are added to the common fields."""

    by = forms.ChoiceField(label=_lazy("Per"), required=False)
    also = forms.ChoiceField(label=_lazy("and per"), required=False)
    account = forms.ChoiceField(label=_lazy("Account"), required=False)
    network = forms.ChoiceField(label=_lazy("Network"), required=False)
    since = forms.DateField(
        label=_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_lazy("Until (not included)"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    zone = forms.CharField(label=_lazy("Time zone"), required=False)
    versus_account = forms.ChoiceField(label=_lazy("With account"), required=False)
    versus_since = forms.DateField(
        label=_lazy("With a period from"),
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )
    versus_until = forms.DateField(
        label=_lazy("until (not included)"), required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )  # fmt: skip

    def clean_zone(self) -> str:
        zone = str(self.cleaned_data["zone"])
        try:
            return checked_zone(zone) if zone else zone
        except BadParameter as error:
            raise forms.ValidationError(
                _("There is no time zone “%(zone)s”. Write it like Europe/Amsterdam."), params={"zone": zone}
            ) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since >= until:
            self.add_error("until", _("This day must lie after the first one."))
        return cleaned

    def given(self) -> dict[str, Any]:
        """What was chosen, by the names the analysis knows."""
        cleaned = self.cleaned_data
        asked = f"{cleaned.get('by') or ''},{cleaned.get('also') or ''}".split(",")
        by = [name for name in asked if name not in ("", "-")]
        chosen = {name: value for name, value in cleaned.items() if name not in ("by", "also", *VERSUS)}
        return {**chosen, "by": by or cleaned.get("by")}

    def versus(self) -> dict[str, Any]:
        """The other side of a comparison, as far as it was chosen."""
        chosen = {name.removeprefix("versus_"): self.cleaned_data.get(name) for name in VERSUS}
        return {name: value for name, value in chosen.items() if value}

    def query(self, period: str = "") -> str:
        """What is asked, as it stands in an address."""
        asked = [(name, self.data[name]) for name in self.fields if self.data.get(name)]
        return urlencode([*asked, *([("period", period)] if period else [])])

    def compares(self) -> list[Any]:
        return [self[name] for name in VERSUS if name in self.fields]

    @property
    def comparing(self) -> bool:
        """Whether the other side is filled in, or wrong."""
        return any(self.data.get(name) for name in VERSUS)

    def chips(self) -> list[tuple[str, str, str]]:
        """The filters in force beside the period: (name of the field, label, value)."""
        found = []
        for name in ("account", "network", "query", *VERSUS):
            value = self.data.get(name)
            if value and name in self.fields:
                found.append((name, str(self.fields[name].label), _shown(str(value))))
        return found

    def plain(self) -> list[Any]:
        return [
            self[name]
            for name in ("by", "also", "account", "network", "since", "until")
            if name in self.fields
        ]

    def more(self) -> list[Any]:
        return [self[name] for name in self.fields if name == "zone" or name not in (*COMMON, *VERSUS)]


def form_for(
    entry: Analysis, given: Mapping[str, Any] | QueryDict, *, accounts: Sequence[HeldAccount], zone: str
) -> ExploreForm:
    """The form filled with what was given, or with the defaults of the analysis."""
    form = ExploreForm(_with_defaults(entry, given))
    groups = [(name, column_word(name)) for name in entry.by]
    form.fields["by"].choices = [("-", _("everything together")), *groups]  # type: ignore[attr-defined]
    form.fields["also"].choices = [("", _("nothing else")), *groups, *_rest(entry, form)]  # type: ignore[attr-defined]
    names = list(dict.fromkeys(account.account_id for account in accounts))
    networks = sorted({account.network for account in accounts})
    form.fields["account"].choices = _known(_("all accounts"), names, form.data.get("account"))  # type: ignore[attr-defined]
    form.fields["network"].choices = _known(_("all networks"), networks, form.data.get("network"))  # type: ignore[attr-defined]
    others = _known(_("no other account"), names, form.data.get("versus_account"))
    form.fields["versus_account"].choices = others  # type: ignore[attr-defined]
    form.fields["zone"].widget.attrs["placeholder"] = zone
    if entry.of_posts:
        form.fields["query"] = _tracked()
    for option in entry.options:
        form.fields[option.name] = _field(option)
    if not entry.by:
        del form.fields["by"], form.fields["also"]
    if not entry.accounts:
        del form.fields["account"], form.fields["versus_account"]
    for name, field in form.fields.items():
        kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
        field.widget.attrs.update({"class": kind, "id": f"ask-{name}"})
    return form


def _known(every: str, names: Sequence[str], asked: str | None) -> list[tuple[str, str]]:
    """What can be chosen; a name in the address counts in any spelling."""
    found = [("", every), *((name, name) for name in names)]
    if asked and asked not in names:
        found.append((asked, asked))
    return found


def _rest(entry: Analysis, form: ExploreForm) -> list[tuple[str, str]]:
    """Three groups and more, which an address may ask for, are one choice in the second field."""
    names = str(form.data.get("also", "")).split(",")
    if len(names) < 2 or not set(names) <= set(entry.by):
        return []
    return [(",".join(names), ", ".join(str(column_word(name)) for name in names))]


def _every(given: Mapping[str, Any] | QueryDict, name: str) -> list[str]:
    """What was given under a name, also when it stands in an address more than once."""
    return given.getlist(name) if isinstance(given, QueryDict) else [str(given[name])]


def _with_defaults(entry: Analysis, given: Mapping[str, Any]) -> QueryDict:
    filled = QueryDict(mutable=True)
    for name in given:
        filled[name] = given[name]
    if "by" not in given:
        default = [*entry.default_by, *_usual(entry)][:1]
        filled["by"] = default[0] if default else "-"
    elif "," in (asked := ",".join(_every(given, "by"))):
        names = dict.fromkeys(name.strip() for name in asked.split(",") if name.strip())
        filled["by"], _comma, rest = ",".join(names).partition(",")
        filled["also"] = rest or filled.get("also", "")
    for option in entry.options:
        filled.setdefault(option.name, str(option.default) if option.default not in (None, False) else "")
    return filled


def _usual(entry: Analysis) -> tuple[str, ...]:
    """What a chart of this kind is drawn over when nobody chose."""
    if entry.chart == "line" and "week" in entry.by:
        return ("week",)
    if entry.chart not in ("bars", "line"):
        return ()
    plain = [name for name in entry.by if name not in GRAINS]
    return ("kind",) if "kind" in plain else tuple(plain[:1])


def _tracked() -> forms.Field:
    hint = _("The name of a tracked query, or words with AND, OR, NOT and brackets.")
    field = forms.CharField(
        label=_("Only what this asks for"), help_text=hint, required=False, max_length=4_000
    )
    field.widget.attrs["list"] = "tracked-queries"
    return field


def _field(option: Option) -> forms.Field:
    label, hint = column_word(option.name), _(option.help)
    if option.choices:
        choices = [(choice, column_word(choice)) for choice in option.choices]
        return forms.ChoiceField(label=label, help_text=hint, required=False, choices=choices)
    if option.kind is bool:
        choices = [("", _("no")), ("true", _("yes"))]
        label = _("All that was tested") if option.name == "all" else label
        return forms.ChoiceField(label=label, help_text=hint, required=False, choices=choices)
    if option.kind is int:
        return forms.IntegerField(label=label, help_text=hint, required=False)
    if option.kind is float:
        return forms.FloatField(label=label, help_text=hint, required=False)
    return forms.CharField(label=label, help_text=hint, required=False)


def _shown(value: str) -> str:
    """A day as the reader writes it, anything else as it is."""
    try:
        return numbers.short_day(date.fromisoformat(value), (get_language() or "en")[:2])
    except ValueError:
        return value
