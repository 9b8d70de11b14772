"""The people of a place: who is who, inviting, changing roles, ending a membership with a successor."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from placewide.reports.sentences import count
from placewide.web.access.policy import RefusedError, Thing, decide, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts import queries
from placewide.web.accounts.actions.invitations import cancel, invite, resend
from placewide.web.accounts.actions.memberships import change_roles, end_membership
from placewide.web.accounts.entering import full_address
from placewide.web.accounts.forms import InviteForm, RolesForm, SuccessorForm
from placewide.web.accounts.leaving import owned_by
from placewide.web.accounts.models import Membership
from placewide.web.accounts.request import PlaceRequest
from placewide.web.accounts.roles import grantable


def people(request: PlaceRequest, place: str) -> HttpResponse:
    """Who is who, by organisation."""
    groups = queries.people(request.actor)
    here = sum(1 for group in groups if group.members)
    number = len({row.user_id for group in groups for row in group.members})
    answer = f"{count(number, 'person', 'people')} of {here} of the {len(groups)} organisations use Placewide here."
    office = bool(decide(request.actor, Action.SEE, Thing(Kind.MAIL, request.place.id)))
    given = {"title": "People", "answer": answer[0].upper() + answer[1:], "office": office}
    given["groups"] = [group for group in groups if group.members or group.invitations]
    given["empty"] = [group for group in groups if not group.members and not group.invitations]
    return render(request, "accounts/people.html", given)


def invite_somebody(request: PlaceRequest, place: str, organisation: str) -> HttpResponse:
    """The form to invite somebody to an organisation."""
    row = queries.organisation(request.actor, organisation)
    require(request.actor, Action.INVITE, Thing(Kind.INVITATION, request.place.id, row.key))
    form = InviteForm(request.POST or None, allowed=grantable(request.actor))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            invite(request.actor, row.key, said["email"], said["roles"], address_of=_address_of)
        except RefusedError as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, f"{said['email']} has been invited to {row.name}.")
            return redirect("people", place)
    given = {"title": f"Invite somebody to {row.name}", "form": form, "submit": "Send the invitation"}
    given |= {"answer": "They get an e-mail with a link, and need no password.", "cancel_url": _back(place)}
    return render(request, "nhsuk/form.html", given)


def person(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    """The form to change what somebody may do for an organisation."""
    row = queries.member(request.actor, number)
    require(request.actor, Action.EDIT, Thing(Kind.PERSON, request.place.id, row.organisation.key))
    allowed = grantable(request.actor) | row.held_roles
    form = RolesForm(request.POST or None, allowed=allowed, initial={"roles": row.roles, "seen": ",".join(row.roles)})
    if request.method == "POST" and form.is_valid():
        seen = [name for name in form.cleaned_data["seen"].split(",") if name]
        try:
            change_roles(request.actor, number, form.cleaned_data["roles"], seen=seen)
        except RefusedError as refused:
            form.add_error("roles", str(refused))
        else:
            messages.success(request, f"The roles of {row.user} are changed.")
            return redirect("people", place)
    title = f"{row.user} for {row.organisation.name}"
    given = {"title": title, "form": form, "membership": row, "cancel_url": _back(place), "caption": "What they may do"}
    return render(request, "accounts/person.html", given)


def end(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    """The form to end somebody's membership."""
    row = queries.member(request.actor, number)
    require(request.actor, Action.REMOVE, Thing(Kind.PERSON, request.place.id, row.organisation.key))
    return _end(request, place, row, f"End what {row.user} does for {row.organisation.name}")


def leave(request: PlaceRequest, place: str) -> HttpResponse:
    """The form to leave what one is for the organisation that one acts for."""
    row = queries.own(request.actor)
    return _end(request, place, row, f"Leave {row.organisation.name} in {request.place.name}")


def invitation_resend(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    if request.method == "POST":
        again = resend(request.actor, number, address_of=_address_of)
        messages.success(request, f"{again.email} has been sent a new link.")
    return redirect("people", place)


def invitation_cancel(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    if request.method == "POST":
        cancelled = cancel(request.actor, number)
        messages.success(request, f"The invitation to {cancelled.email} is taken back.")
    return redirect("people", place)


def _end(request: PlaceRequest, place: str, row: Membership, title: str) -> HttpResponse:
    colleagues = queries.members(request.actor).filter(organisation=row.organisation).exclude(pk=row.pk)
    form = SuccessorForm(request.POST or None, colleagues=colleagues.select_related("user"))
    if request.method == "POST" and form.is_valid():
        try:
            end_membership(request.actor, row.pk, successor=form.cleaned_data["successor"])
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{row.user} no longer acts for {row.organisation.name}.")
            return redirect("home" if row.user_id == request.actor.user else _back(place))
    given = {"title": title, "form": form, "owned": owned_by(row), "danger": True}
    given["submit"] = "Leave" if row.user_id == request.actor.user else "End it"
    answer = "The rights end at once. What was done stays in the history, under the same name."
    return render(request, "accounts/end.html", {**given, "answer": answer, "cancel_url": _back(place)})


def _address_of(token: str) -> str:
    return full_address("invitation", token)


def _back(place: str) -> str:
    return reverse("people", args=[place])
