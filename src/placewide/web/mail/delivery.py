"""Sending what waits, once each, however many workers try; what fails is tried again later, and then given up."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import F
from django.utils import timezone

from placewide.web.mail import queries
from placewide.web.mail.models import Message, State

MOST_ATTEMPTS = 8
PAUSES = (1, 5, 30, 120, 240, 480, 720, 1440)  # minutes after the first attempt, the second, …
UNREACHABLE_PAUSE = timedelta(minutes=1)
SERVER_SECONDS = 15  # well under the first pause: nobody else may take up a message that is still being sent
log = logging.getLogger(__name__)


class MailServer(Protocol):
    """What `settings.MAIL_SERVER` is."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def user(self) -> str: ...
    @property
    def password(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt failed; `final` when the server will never take it."""

    words: str
    final: bool = False


def deliver_waiting(limit: int = 50) -> int:
    """Send what is due, and say how many went. Without a mail server nothing is sent and everything stays waiting.

    A message is claimed before it is sent, so that no two workers send it. A worker that dies between sending and
    noting it leaves the message to be sent again, under the same Message-ID, by which readers drop the second.
    """
    server: MailServer | None = settings.MAIL_SERVER
    due = list(queries.due()[:limit]) if server else []
    if server is None or not due:
        return 0
    with _connected(server) as connection:
        if isinstance(connection, Failure):
            _wait_for_server(due, connection)
            return 0
        return sum(_deliver(message, connection) for message in due)


def connection_to(server: MailServer) -> EmailBackend:
    """STARTTLS on port 587 and TLS from the start on 465, both with the certificate checked; else as it is."""
    return EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.port == 587,
        use_ssl=server.port == 465,
        timeout=SERVER_SECONDS,
    )


@contextmanager
def _connected(server: MailServer) -> Iterator[EmailBackend | Failure]:
    connection = connection_to(server)
    try:
        connection.open()
    except (OSError, SMTPException) as problem:
        yield Failure(f"The mail server {server.host} could not be used: {problem}")
        return
    try:
        yield connection
    finally:
        connection.close()


def _wait_for_server(due: list[Message], failure: Failure) -> None:
    """No message is to blame, so none is charged with an attempt: after an outage everything goes."""
    log.warning(failure.words)
    later = timezone.now() + UNREACHABLE_PAUSE
    named = Message.objects.filter(id__in=[message.pk for message in due], state=State.WAITING)
    named.update(not_before=later, last_error=failure.words)


def _deliver(message: Message, connection: EmailBackend) -> bool:
    if not _claim(message):
        return False
    failure = _send(message, connection)
    if failure is None:
        Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=timezone.now(), last_error="")
        return True
    given_up = failure.final or message.attempts + 1 >= MOST_ATTEMPTS
    log.warning("Message %s was not taken: %s", message.pk, failure.words)
    Message.objects.filter(pk=message.pk).update(
        state=State.FAILED if given_up else State.WAITING, last_error=failure.words
    )
    return False


def _claim(message: Message) -> bool:
    """Whether this worker may send it: the attempt is counted, and the next one set, only if nobody did since."""
    pause = timedelta(minutes=PAUSES[min(message.attempts, len(PAUSES) - 1)])
    unclaimed = Message.objects.filter(pk=message.pk, state=State.WAITING, attempts=message.attempts)
    return bool(unclaimed.update(attempts=F("attempts") + 1, not_before=timezone.now() + pause))


def _send(message: Message, connection: EmailBackend) -> Failure | None:
    try:
        connection.open()  # does nothing while open; the server may have closed it after the message before
        connection.send_messages([_letter(message)])
    except (OSError, SMTPException, ValueError) as problem:
        connection.close()
        return Failure(str(problem), final=_is_final(problem))
    return None


def _is_final(problem: Exception) -> bool:
    """5xx is the server's lasting refusal (RFC 5321, 4.2.1); 4xx and anything else may pass."""
    if isinstance(problem, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in problem.recipients.values())
    return isinstance(problem, SMTPResponseException) and problem.smtp_code >= 500


def _letter(message: Message) -> EmailMultiAlternatives:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "placewide"
    headers = {
        "Message-ID": f"<{message.created_at:%Y%m%d%H%M%S%f}.{message.pk}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    letter = EmailMultiAlternatives(
        message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [message.to], headers=headers
    )
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    return letter
