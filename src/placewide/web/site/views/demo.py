"""The demo's own doors: coming in as one of its people, and reading the mail that would have been sent.

They exist in a demo database only; anywhere else they are absent.
"""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from placewide.web.accounts.models import User
from placewide.web.mail.models import Message
from placewide.web.organisations.models import Organisation
from placewide.web.site.demo import DOMAIN, SLUG, email_of, people_file

MOST_MAILS = 200


def enter(request: HttpRequest) -> HttpResponse:
    """As whom do you want to come in?"""
    _only_in_a_demo()
    if request.method == "POST":
        return _come_in(request, request.POST.get("email", ""))
    names = dict(Organisation.objects.filter(place__slug=SLUG).values_list("key", "name"))
    people = [
        {
            "name": row["name"],
            "email": email_of(row["name"]),
            "organisation": names.get(row["organisation"], ""),
            "roles": ", ".join(role.replace("_", " ") for role in row["roles"]),
            "does": row.get("does", ""),
            "shown": row.get("shown", False),
        }
        for row in people_file()["people"]
    ]
    shown = [person for person in people if person["shown"]]
    others = [person for person in people if not person["shown"]]
    return render(
        request, "site/demo.html", {"title": "As whom do you want to come in?", "shown": shown, "others": others}
    )


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The mail of the demo: written, and never sent."""
    _only_in_a_demo()
    mails = Message.objects.order_by("-pk")[:MOST_MAILS]
    return render(request, "site/outbox.html", {"title": "Mail of the demo", "mails": mails})


def _only_in_a_demo() -> None:
    if settings.PLACEWIDE_MODE != "demo":
        raise Http404


def _come_in(request: HttpRequest, email: str) -> HttpResponse:
    user = User.objects.filter(email=email, is_active=True).first() if email.endswith(f"@{DOMAIN}") else None
    if user is None:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(reverse("overview", args=[SLUG]))
