"""Opening a session for somebody who has proved to read the mail of an address, by way of allauth's stages."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from placewide.web.accounts.actions.accounts import proved
from placewide.web.accounts.models import User

LINK = "link"


def enter(request: HttpRequest, user: User, next_url: str = "") -> HttpResponse:
    """Sign the person in, or first ask for the second factor that the account has."""
    proved(user)
    record_authentication(request, user, LINK)
    response: HttpResponse = perform_login(request, user, redirect_url=next_url or None, email=user.email)
    return response


def safe_next(request: HttpRequest) -> str:
    """Where the person wanted to go, if it is here; else nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def full_address(name: str, *arguments: str, next_url: str = "") -> str:
    """An address for a letter. It is made from the settings: what a request calls this host is not to be trusted."""
    query = f"?{urlencode({'next': next_url})}" if next_url else ""
    return f"{settings.PLACEWIDE_ADDRESS}{reverse(name, args=arguments)}{query}"


def open_to_all() -> bool:
    """Whether anybody may open an account here: on a machine of one's own only."""
    return bool(settings.PLACEWIDE_MODE == "local")


def too_many(request: HttpRequest, action: str, key: str | None = None) -> HttpResponse | None:
    """The page that says so where this was tried too often, from one address of the net or with one e-mail address."""
    if ratelimit.consume(request, action=action, key=key):
        return None
    response: HttpResponse = ratelimit.respond_429(request)
    return response
