"""What the programme office sets for an organisation: its own sign-in, and a second factor for all its people."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from placewide.web.access.policy import RefusedError
from placewide.web.accounts import queries
from placewide.web.accounts.actions.own_sign_in import own_sign_in, provider_name, set_own_sign_in
from placewide.web.accounts.forms import OwnSignInForm
from placewide.web.accounts.request import PlaceRequest
from placewide.web.organisations.models import Organisation


def sign_in_of(request: PlaceRequest, place: str, organisation: str) -> HttpResponse:
    """The form for the sign-in of one organisation."""
    row = queries.organisation(request.actor, organisation)
    form = OwnSignInForm(request.POST or None, initial=_present(row))
    if request.method == "POST" and form.is_valid():
        always = form.cleaned_data["second_factor_always"]
        try:
            set_own_sign_in(request.actor, row.key, form.wanted(), second_factor_always=always)
        except RefusedError as refused:
            form.add_error("domains", str(refused))
        else:
            messages.success(request, f"The sign-in of {row.name} is changed.")
            return redirect("people", place)
    provider = provider_name(row)
    back = settings.PLACEWIDE_ADDRESS + reverse("openid_connect_callback", args=[provider])
    given = {"title": f"How {row.name} signs in", "form": form, "redirect_address": back}
    answer = "Its people can use the sign-in of their own organisation (OpenID Connect), and no password here."
    return render(
        request, "accounts/own_sign_in.html", {**given, "answer": answer, "cancel_url": reverse("people", args=[place])}
    )  # fmt: skip


def _present(row: Organisation) -> dict[str, object]:
    own = own_sign_in(row)
    always: dict[str, object] = {"second_factor_always": row.second_factor_always}
    if own is None:
        return always
    domains = ", ".join(own.domains)
    return {
        **always,
        "issuer": own.issuer,
        "client_id": own.client_id,
        "domains": domains,
        "second_factor": own.second_factor,
    }
