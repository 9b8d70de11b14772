"""Django's own mail, and that of its add-ons, goes through the outbox too."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from placewide.web.mail import actions

KIND = "account"  # only signing in and out writes mail by way of Django


class OutboxBackend(BaseEmailBackend):
    """One row for each recipient: nobody sees who else was written to."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many messages were put in the outbox. Raises ValueError for attachments, which it does not keep."""
        for message in email_messages:
            self._post(message)
        return len(email_messages)

    def _post(self, message: EmailMessage) -> None:
        if message.attachments:
            raise ValueError("The outbox keeps no attachments; send a link instead.")
        for recipient in message.recipients():
            actions.post(
                to=parseaddr(recipient)[1],
                subject=str(message.subject),
                text=str(message.body),
                kind=KIND,
                html=_html(message),
            )


def _html(message: EmailMessage) -> str:
    alternatives: Sequence[tuple[str, str]] = getattr(message, "alternatives", ())
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")
