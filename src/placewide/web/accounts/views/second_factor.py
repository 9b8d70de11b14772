"""Setting up a second factor, and being led to it where an organisation demands one."""

from typing import Any

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from placewide.web.accounts.actors import has_second_factor
from placewide.web.accounts.entering import safe_next
from placewide.web.accounts.models import User
from placewide.web.accounts.request import ActorRequest

WANTED = "wanted_before_second_factor"
"""The key of the session under which stands where the person was going."""


class SetUpApp(ActivateTOTPView):  # type: ignore[misc]
    """Whoever has just shown a code of the app need not show another to go on."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _note_use(self.request, Authenticator.Type.TOTP)
        return response


class SetUpPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Whoever has just used the passkey to make it need not use it again to go on."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _note_use(self.request, Authenticator.Type.WEBAUTHN)
        return response


def second_factor_needed(request: ActorRequest) -> HttpResponse:
    """Where somebody is led whose organisation demands a second factor that this session has not had."""
    if has_second_factor(request):
        return redirect(safe_next(request) or request.session.pop(WANTED, None) or "me")
    request.session[WANTED] = safe_next(request)
    given = {"title": "A second factor is needed", "factors": factors(request.user), "next_url": safe_next(request)}
    return render(request, "account/second_factor_needed.html", given)


def factors(user: object) -> dict[str, int]:
    """How many authenticators of each kind a person has."""
    mine = Authenticator.objects.filter(user=user) if isinstance(user, User) else Authenticator.objects.none()
    held = list(mine.values_list("type", flat=True))
    return {kind: held.count(kind) for kind in ("totp", "webauthn", "recovery_codes")}


def _note_use(request: HttpRequest, kind: str) -> None:
    made = Authenticator.objects.filter(user=request.user, type=kind).latest("pk")
    post_authentication(request, made, reauthenticated=True)
