"""Small things that partners have already done together, as cards; told by members, or by link without an account."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from placewide.reports.sentences import count, sentence
from placewide.web.access.policy import Thing, decide
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.links import ClosedLinkError, Purpose, opened, use
from placewide.web.accounts.request import PlaceRequest
from placewide.web.nhsuk.tables import Empty
from placewide.web.places.actions.experiences import take_away, tell, tell_by_link
from placewide.web.places.forms.places import AnswerForm, ExperienceForm
from placewide.web.places.models import Experience
from placewide.web.places.queries import place_of

MOST_SHOWN = 200
NOTHING_YET = {
    "heading": "Nothing told yet",
    "why": "Trust begins with what has worked already, however small. One thing from each partner is enough to begin "
    "the first meeting with.",
    "example": "“We share one on-call list for broken laptops with the hospice. Nobody waits until Monday any more.”",
}


def together(request: PlaceRequest, place: str) -> HttpResponse:
    """What have we already done together?"""
    found = Experience.objects.filter(place=place_of(request.actor)).select_related("organisation")
    shown = list(found[:MOST_SHOWN])
    own = {one.pk for one in shown if decide(request.actor, Action.REMOVE, _thing(one))}
    may_tell = decide(request.actor, Action.CREATE, Thing(Kind.EXPERIENCE, request.place.id, _own_key(request)))
    tell_url = reverse("together_tell", args=[place]) if may_tell else ""
    partners = len({one.organisation_id for one in shown})
    given = {
        "title": "Done together",
        "answer": sentence(f"{count(len(shown), 'thing')} told by {count(partners, 'organisation')}") if shown else "",
        "experiences": [(one, one.pk in own) for one in shown],
        "empty": Empty(**NOTHING_YET, step="Tell of one thing" if tell_url else "", url=tell_url),
        "tell_url": tell_url,
    }
    return render(request, "places/together.html", given)


def tell_of(request: PlaceRequest, place: str) -> HttpResponse:
    """Tell of one thing."""
    form = ExperienceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        cleaned = form.cleaned_data
        tell(
            request.actor,
            together_with=cleaned["together_with"],
            what=cleaned["what"],
            difference=cleaned["difference"],
        )
        messages.success(request, "Thank you. It stands here for all partners.")
        return redirect("together", place)
    given = {
        "title": "One thing that you have already done together",
        "answer": "It takes three minutes. All partners of this place will read it.",
        "form": form,
        "submit": "Tell it",
        "cancel_url": reverse("together", args=[place]),
    }
    return render(request, "nhsuk/form.html", given, status=422 if form.errors else 200)


@require_POST
def remove(request: PlaceRequest, place: str, number: int) -> HttpResponse:
    """Take one away."""
    take_away(request.actor, number)
    messages.success(request, "It is taken away.")
    return redirect("together", place)


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The same by a link in an e-mail, once, without an account; opening it uses nothing up."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    try:
        organisation = opened(token, Purpose.EXPERIENCE).organisation
        if organisation is None:
            raise ClosedLinkError
        if form.is_valid():
            cleaned = form.cleaned_data
            with transaction.atomic():
                link = use(token, Purpose.EXPERIENCE)
                tell_by_link(organisation, link.email, **cleaned)
            return _quiet(render(request, "places/thanks.html", {"title": "Thank you", "organisation": organisation}))
    except ClosedLinkError:
        return _quiet(render(request, "places/link_over.html", {"title": "This link is over"}, status=410))
    given = {
        "title": "One thing that you have already done together",
        "caption": organisation.name,
        "answer": "It takes three minutes and needs no account. All partners of the place will read it.",
        "form": form,
        "submit": "Send it",
    }
    return _quiet(render(request, "nhsuk/form.html", given, status=422 if form.errors else 200))


def _quiet(response: HttpResponse) -> HttpResponse:
    """The address holds the secret: it is passed on to no other site, and kept nowhere. (Without any referrer at all,
    browsers would post the answer with the origin “null”, which is refused as coming from elsewhere.)
    """
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


def _thing(one: Experience) -> Thing:
    return Thing(Kind.EXPERIENCE, one.place_id, one.organisation.key)


def _own_key(request: PlaceRequest) -> str:
    return request.actor.organisation_key
