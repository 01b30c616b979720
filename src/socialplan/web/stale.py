"""A save that came too late, in words: what somebody else wrote, what you wrote."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialplan.plan.team.edits import StaleEdit


@dataclass(frozen=True)
class Clash:
    """One field with both values."""

    label: str
    theirs: Any
    yours: Any


def clashes(stale: StaleEdit, form: forms.Form) -> list[Clash]:
    """The differences with the labels of the form they were typed in; values as a person chose them."""
    return [
        Clash(
            _label(form, one.field), _shown(form, one.field, one.theirs), _shown(form, one.field, one.yours)
        )
        for one in stale.differences
    ]


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """What the plan refused, at the fields of the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, found in error.error_dict.items():
        form.add_error(name if name in form.fields else None, found)


def _label(form: forms.Form, name: str) -> str:
    field = _field(form, name)
    return str(field.label) if field else name


def _shown(form: forms.Form, name: str, value: Any) -> Any:
    field = _field(form, name)
    if isinstance(field, forms.ChoiceField):
        return dict(_choices(field)).get(str(value or ""), value)
    return "" if value is None else value


def _field(form: forms.Form, name: str) -> forms.Field | None:
    """A tie to another row is kept under its name with `_id`."""
    return form.fields.get(name) or form.fields.get(name.removesuffix("_id"))


def _choices(field: forms.ChoiceField) -> list[tuple[str, Any]]:
    given: Any = field.choices
    return [(str(code), words) for code, words in given]
