"""Forms about people. What they may say is decided by the actions; forms read what was typed."""

from collections.abc import Iterable
from typing import Any

from django import forms

from placewide.web.access.actor import Role
from placewide.web.accounts.actions.own_sign_in import OwnSignIn
from placewide.web.accounts.actions.tokens import LONGEST_DAYS
from placewide.web.accounts.models import Membership
from placewide.web.accounts.outside import UnsafeAddressError, check
from placewide.web.accounts.roles import choices

LONGEST_ADDRESS = 254
LONGEST_NAME = 200
EMAIL_ERRORS = {
    "required": "Enter an e-mail address",
    "invalid": "Enter an e-mail address such as amina@example.nhs.uk",
}


class SignInForm(forms.Form):
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput({"autocomplete": "username webauthn"}),
        error_messages=EMAIL_ERRORS,
    )


class PasswordForm(forms.Form):
    """The address stands above it and is sent along, so that password managers know whose it is."""

    email = forms.EmailField(widget=forms.HiddenInput, max_length=LONGEST_ADDRESS)
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=4_096,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )


class NameForm(forms.Form):
    name = forms.CharField(
        label="Your name",
        help_text="As others in the place know you",
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )


class RolesForm(forms.Form):
    """`seen` are the roles that stood there when the page was opened."""

    roles = forms.MultipleChoiceField(
        label="What they may do",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role"},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: Any, allowed: Iterable[Role], **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.fields["roles"].choices = choices(allowed)  # type: ignore[attr-defined]

    def clean_roles(self) -> list[Role]:
        return [Role(name) for name in self.cleaned_data["roles"]]


class InviteForm(RolesForm):
    email = forms.EmailField(
        label="E-mail address",
        max_length=LONGEST_ADDRESS,
        help_text="The invitation is for this address only, and open for 14 days",
        error_messages=EMAIL_ERRORS,
    )
    field_order = ("email", "roles")


class SuccessorForm(forms.Form):
    successor = forms.ChoiceField(label="Who takes over", required=False)

    def __init__(self, *arguments: Any, colleagues: Iterable[Membership], **given: Any) -> None:
        super().__init__(*arguments, **given)
        named = [(str(row.pk), str(row.user)) for row in colleagues]
        self.fields["successor"].choices = [("", "Nobody yet"), *named]  # type: ignore[attr-defined]

    def clean_successor(self) -> int | None:
        return int(self.cleaned_data["successor"]) if self.cleaned_data["successor"] else None


class OrganisationForm(forms.Form):
    organisation = forms.ChoiceField(
        label="Act for",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an organisation", "invalid_choice": "Choose one of your organisations"},
    )

    def __init__(self, *arguments: Any, mine: Iterable[Membership], **given: Any) -> None:
        super().__init__(*arguments, **given)
        named = [(row.organisation.key, row.organisation.name) for row in mine]
        self.fields["organisation"].choices = named  # type: ignore[attr-defined]


class PeopleForm(forms.Form):
    """Whom to ask. Everybody may be ticked; who has had enough this month is left out when it is sent."""

    people = forms.MultipleChoiceField(
        label="Whom to ask",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person"},
    )

    def __init__(self, *arguments: Any, people: Iterable[tuple[str, str]], **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.fields["people"].choices = list(people)  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    name = forms.CharField(
        label="Name", help_text="What it is for, such as “Monthly figures from finance”", max_length=100,
        error_messages={"required": "Enter a name"},
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label="What the program may do",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing"},
    )
    days = forms.IntegerField(
        label="For how many days",
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=90,
        help_text="At most a year; then it ends by itself",
        widget=forms.NumberInput({"class": "nhsuk-input--width-4"}),
        error_messages={"required": "Enter a number of days", "invalid": "Enter a whole number of days"},
    )

    def __init__(self, *arguments: Any, scopes: Iterable[tuple[str, str]], **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.fields["scopes"].choices = list(scopes)  # type: ignore[attr-defined]


class OwnSignInForm(forms.Form):
    """An organisation's own sign-in. Empty issuer: it has none."""

    issuer = forms.URLField(
        label="Issuer",
        required=False,
        assume_scheme="https",
        help_text="The address of the sign-in, as its administrators call it, such as https://login.example.org/tenant",
        error_messages={"invalid": "Enter an address that begins with https://"},
    )
    client_id = forms.CharField(label="Client id", required=False, max_length=191)
    secret = forms.CharField(
        label="Client secret",
        required=False,
        max_length=191,
        help_text="Leave it empty to keep the one that is stored; it is never shown again",
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    domains = forms.CharField(
        label="Addresses end with",
        required=False,
        help_text="What stands after the @, with commas between several: example.nhs.uk",
    )
    second_factor = forms.BooleanField(
        label="This sign-in always asks for a second factor itself", required=False
    )  # fmt: skip
    second_factor_always = forms.BooleanField(
        label="Everybody who acts for this organisation must have a second factor", required=False
    )

    def clean_issuer(self) -> str:
        issuer = str(self.cleaned_data["issuer"])
        if issuer:
            try:
                check(issuer)
            except UnsafeAddressError as problem:
                raise forms.ValidationError(str(problem)) from problem
        return issuer

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("issuer"):
            for name, word in (("client_id", "the client id"), ("domains", "at least one ending of addresses")):
                if not said.get(name):
                    self.add_error(name, f"Enter {word}")
        return said

    def wanted(self) -> OwnSignIn | None:
        """What was entered, of a valid form."""
        said = self.cleaned_data
        if not said["issuer"]:
            return None
        domains = tuple(part.strip().lstrip("@").lower() for part in said["domains"].split(",") if part.strip())
        return OwnSignIn(said["issuer"], said["client_id"], said["secret"], domains, said["second_factor"])
