"""How long a session lasts: in a shared installation it ends after half an hour without use, and after twelve hours."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from placewide.web.accounts.models import User

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 60 * 60
NOTED_EVERY_SECONDS = 60
"""Use is noted in the session this often, so that not every page writes."""
BEGAN, SEEN = "began", "seen"


def end_if_over(request: HttpRequest) -> None:
    """End a session that is over, so that the request goes on as the public's; else note that it was used."""
    if not isinstance(request.user, User):
        return
    now = int(time.time())
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    if _is_over(now, began, seen):
        logout(request)
    elif BEGAN not in request.session or now - seen > NOTED_EVERY_SECONDS:
        request.session[BEGAN], request.session[SEEN] = began, now


def _is_over(now: int, began: int, seen: int) -> bool:
    """On a machine of one's own, as in a demo, a long meeting must not end with a sign-in page."""
    idle = settings.PLACEWIDE_MODE == "shared" and now - seen > IDLE_SECONDS
    return idle or now - began > LONGEST_SECONDS
