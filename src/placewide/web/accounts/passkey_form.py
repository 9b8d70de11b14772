"""The library's form for a passkey, in our words."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """The setting MFA_FORMS names it."""

    def __init__(self, *arguments: Any, **given: Any) -> None:
        super().__init__(*arguments, **given)
        alone = self.fields["passwordless"]
        alone.label, alone.initial = "It signs me in by itself, without a link or a password", True
        alone.help_text = "Most phones and work laptops can. Otherwise it is a second factor after the link."
        self.fields["name"].help_text = "So that you know it again, such as “Work laptop”"
