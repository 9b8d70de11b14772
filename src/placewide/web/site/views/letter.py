"""Having the monthly letter or not: by the link in it, without signing in, or in one's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from placewide.web.accounts.links import ClosedLinkError, Purpose, opened
from placewide.web.accounts.models import User
from placewide.web.accounts.request import ActorRequest
from placewide.web.accounts.views.sign_in import closed
from placewide.web.site import digest


def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the page stops nothing: programs that check mail open every link. Stopping twice does no harm."""
    try:
        link = opened(token, Purpose.LETTER)
    except ClosedLinkError:
        return closed(request)
    user = User.objects.filter(email__iexact=link.email).first()
    if request.method == "POST" and user is not None:
        digest.stop(user)
    stopped = user is None or digest.is_stopped(user)
    return render(request, "site/letter.html", {**_words(stopped), "email": link.email, "stopped": stopped})


def letter(request: ActorRequest) -> HttpResponse:
    """The same for whoever has signed in, who may also have it again."""
    user = get_object_or_404(User, pk=request.actor.user or 0)
    if request.method == "POST":
        change = digest.start_again if request.POST.get("wanted") == "yes" else digest.stop
        change(user)
        return redirect("letter")
    stopped = digest.is_stopped(user)
    given = {**_words(stopped), "email": user.email, "stopped": stopped, "may_start": True}
    return render(request, "site/letter.html", given)


def _words(stopped: bool) -> dict[str, str]:
    return {"title": "You get no monthly letter" if stopped else "The monthly letter"}
