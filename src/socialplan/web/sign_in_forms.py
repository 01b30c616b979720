"""The forms of the door: sign in, accept an invitation, name and password."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least 10 signs. A sentence you remember works well.")


class SignInForm(AuthenticationForm):
    """Address and password; a wrong pair never says which of the two was wrong."""

    error_messages = {
        "invalid_login": _("This address and password do not belong together. Try again."),
        "inactive": _("This address and password do not belong together. Try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = forms.EmailField(
            label=_("Email address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
        )
        self.fields["password"].label = _("Password")


class NewPassword(forms.Form):
    """A password, checked against the rules with the name and address of its owner."""

    password = forms.CharField(
        label=_("Password"), help_text=PASSWORD_HINT, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password, self.person)
        return str(password)


class AcceptForm(NewPassword):
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ["name", "password"]


class ProfileForm(NewPassword):
    """Name and address; a new password only when it is filled in, and then the old one is asked."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Email address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    old_password = forms.CharField(
        label=_("Current password"), required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    field_order = ["name", "email", "old_password", "password"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].required = False
        self.fields["password"].label = _("New password")
        if not self.person.has_usable_password():
            del self.fields["old_password"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        sensitive = data.get("password") or data.get("email", "").lower() != self.person.email
        if "old_password" in self.fields and sensitive and not self._knows_old(data):
            self.add_error("old_password", _("Fill in your current password to change this."))
        return data

    def _knows_old(self, data: dict[str, Any]) -> bool:
        return bool(self.person.check_password(data.get("old_password") or ""))
