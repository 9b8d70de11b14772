"""Signing in: one field for the address, then a link by e-mail, a password, or the organisation's own sign-in."""

from allauth.account.forms import LoginForm
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from placewide.web.accounts import entering, links
from placewide.web.accounts.actions.own_sign_in import offers
from placewide.web.accounts.actions.sign_in import enter, send_link
from placewide.web.accounts.forms import PasswordForm, SignInForm
from placewide.web.accounts.models import User


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, and what is chosen there. Known and unknown addresses get the same answers."""
    next_url = entering.safe_next(request)
    if isinstance(request.user, User):
        return redirect(next_url or "home")
    if request.method != "POST":
        return _page(request, SignInForm(), next_url)
    limited = entering.too_many(request, "login")
    if limited is not None:
        return limited
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, next_url)
    email = form.cleaned_data["email"]
    if request.POST.get("way") == "password":
        return _by_password(request, email, next_url)
    own = offers(email) if "anyway" not in request.POST else []
    if own:
        return _ways(request, email, next_url, PasswordForm(initial={"email": email}))
    return _by_link(request, email, next_url)


def sent(request: HttpRequest) -> HttpResponse:
    """Says that a link was sent, to whom it may concern."""
    stays = settings.PLACEWIDE_MODE == "local" and settings.MAIL_SERVER is None
    title = "Your link is ready" if stays else "Look into your mail"
    return render(request, "account/sent.html", {"title": title, "stays": stays})


@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link. Scanners of mail open it; only its button signs in."""
    next_url = entering.safe_next(request)
    try:
        if request.method == "POST":
            return entering.enter(request, enter(token, open_to_all=entering.open_to_all()), next_url)
        found = links.opened(token, links.Purpose.SIGN_IN)
    except links.ClosedLinkError:
        return closed(request)
    return render(request, "account/link.html", {"title": "Sign in", "email": found.email})


def closed(request: HttpRequest) -> HttpResponse:
    """One page for every link that does nothing: unknown, used, expired."""
    return render(request, "account/link_closed.html", status=404)


def _by_link(request: HttpRequest, email: str, next_url: str) -> HttpResponse:
    limited = entering.too_many(request, "request_login_code", email.lower())
    if limited is not None:
        return limited
    send_link(
        email,
        lambda token: entering.full_address("sign_in_link", token, next_url=next_url),
        open_to_all=entering.open_to_all(),
    )
    return redirect("sign_in_sent")


def _by_password(request: HttpRequest, email: str, next_url: str) -> HttpResponse:
    if "password" not in request.POST:
        return _ways(request, email, next_url, PasswordForm(initial={"email": email}))
    form = PasswordForm(request.POST)
    if form.is_valid():
        given = {"login": email, "password": form.cleaned_data["password"]}
        login = LoginForm(given, request=request)
        if login.is_valid():
            response: HttpResponse = login.login(request, redirect_url=next_url or None)
            return response
        form.add_error("password", [text for texts in login.errors.values() for text in texts])
    return _ways(request, email, next_url, form)


def _page(request: HttpRequest, form: SignInForm, next_url: str) -> HttpResponse:
    answer = "Enter your e-mail address at work. We send you a link; there is no password to remember."
    given = {"title": "Sign in", "answer": answer, "form": form, "next_url": next_url}
    return render(request, "account/login.html", given)


def _ways(request: HttpRequest, email: str, next_url: str, form: PasswordForm) -> HttpResponse:
    query = f"?{urlencode({'next': next_url})}" if next_url else ""
    own = [(offer, reverse("openid_connect_login", args=[offer.provider]) + query) for offer in offers(email)]
    asked = request.POST.get("way") == "password"
    given = {"title": "Sign in", "answer": email, "form": form, "email": email, "next_url": next_url, "own": own}
    return render(request, "account/ways.html", {**given, "asked_for_password": asked and not own})
