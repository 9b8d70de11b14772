"""The page behind the link of an invitation: who invites, to what, and what the roles mean."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from placewide.web.accounts import entering, links
from placewide.web.accounts.actions.invitations import accept, accept_mine, opened
from placewide.web.accounts.actors import provider_of
from placewide.web.accounts.forms import NameForm
from placewide.web.accounts.models import Invitation, User
from placewide.web.accounts.request import ActorRequest
from placewide.web.accounts.roles import WORDS
from placewide.web.accounts.views.sign_in import closed


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the invitation; the button accepts it, makes the account if there is none, and signs in."""
    try:
        found = opened(token)
    except links.ClosedLinkError:
        return closed(request)
    if isinstance(request.user, User) and request.user.email.lower() != found.email:
        return render(request, "account/invitation_for_another.html", {"title": "Another address", "invitation": found})
    form = _name_form(request, found)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accept(request, token, form.cleaned_data["name"] if form else "")
    means = [WORDS[role] for role in WORDS if role in found.offered_roles]
    inviter = found.invited_by or "The programme office"
    given = {"title": f"{inviter} invites you to {found.organisation.place.name}", "submit": "Accept the invitation"}
    return render(request, "account/invitation.html", {**given, "invitation": found, "means": means, "form": form})


def my_invitation(request: ActorRequest, number: int) -> HttpResponse:
    """Accept an invitation to one's own address, signed in."""
    if request.method != "POST":
        return redirect("me")
    try:
        membership = accept_mine(request.actor, number, provider=provider_of(request))
    except links.ClosedLinkError:
        return closed(request)
    return redirect("overview", membership.organisation.place.slug)


def _accept(request: HttpRequest, token: str, name: str) -> HttpResponse:
    try:
        membership = accept(token, name)
    except links.ClosedLinkError:
        return closed(request)
    place = membership.organisation.place.slug
    if isinstance(request.user, User):
        return redirect("overview", place)
    return entering.enter(request, membership.user, f"/{place}/")


def _name_form(request: HttpRequest, found: Invitation) -> NameForm | None:
    """Asked of those whom nobody can call by name yet."""
    if User.objects.filter(email__iexact=found.email).exclude(name="").exists():
        return None
    return NameForm(request.POST if request.method == "POST" else None)
