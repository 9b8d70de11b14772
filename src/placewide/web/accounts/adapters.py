"""Where allauth asks us: who may open an account, whom an organisation's own sign-in brings in, what errors say."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from placewide.web.accounts.actions.accounts import proved
from placewide.web.accounts.actions.own_sign_in import admitted, still_admitted
from placewide.web.accounts.actors import PROVIDER_SECOND_FACTOR
from placewide.web.accounts.models import User

MANY_FACTORS = "mfa"  # RFC 8176, 2: the provider asked for more than one factor
MOMENT = "There were too many tries. Wait five minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation, or by a link on a machine of one's own; never by a form of the library's."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "That address and password do not fit. Check both, or ask for a link instead.",
        "too_many_login_attempts": MOMENT,
        "rate_limited": MOMENT,
        "incorrect_password": "That is not your password.",
        "incorrect_code": "That code does not fit, or its time is over. Take the one that is shown now.",
        "enter_current_password": "Enter your present password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse:
        """Keep whether an organisation's own sign-in vouches for a second factor."""
        signal = given.get("signal_kwargs") or {}
        login = signal.get("sociallogin")
        if login is not None:
            request.session[PROVIDER_SECOND_FACTOR] = _vouches(login)
        response: HttpResponse = super().post_login(request, user, **given)
        return response


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider signs in those whom we know by invitation or membership; it makes nobody a member."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account, or refuse: with the same page for everybody who is not expected."""
        provider = sociallogin.account.provider
        if sociallogin.is_existing:
            if not still_admitted(provider, sociallogin.user):
                raise ImmediateHttpResponse(_not_expected(request))
            return
        user = admitted(provider, str(sociallogin.user.email or ""))
        if user is None:
            raise ImmediateHttpResponse(_not_expected(request))
        proved(user)
        sociallogin.connect(request, user)

    def get_requests_session(self) -> Any:
        """A provider is asked where it says it is, and sends us nowhere else."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What second factors say of themselves."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code does not fit, or its time is over. Take the one that is shown now.",
        "unverified_email": "Confirm your e-mail address first: we wrote to you about it.",
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """What a passkey is called until its owner calls it something better."""
        return f"Passkey of {timezone.localdate():%-d %B %Y}"


def _vouches(login: Any) -> bool:
    app = login.provider.app
    claims = login.account.extra_data.get("id_token") or {}
    return bool(app.settings.get("second_factor")) or MANY_FACTORS in (claims.get("amr") or [])


def _not_expected(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/not_expected.html", status=403)
