"""What each worker does every so often. Several workers may: each of these does nothing twice."""

from django.core.management import call_command

from placewide.web.jobs import registry
from placewide.web.mail.delivery import deliver_waiting
from placewide.web.site.digest import send_due

MAIL_EVERY = 5.0
LETTERS_EVERY = 60 * 60.0
CLEARS_EVERY = 24 * 60 * 60.0


def enter() -> None:
    """Have the mail delivered, the monthly letters written, and sessions that are over cleared away."""
    registry.every(MAIL_EVERY)(deliver_waiting)
    registry.every(LETTERS_EVERY)(send_due)
    registry.every(CLEARS_EVERY)(clear_sessions)


def clear_sessions() -> None:
    """Take away the sessions whose time is over."""
    call_command("clearsessions", verbosity=0)
