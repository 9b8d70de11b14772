"""The outbox: what has been written to people, whether it has gone, and how much of their time it asks."""

from django.db import models
from django.utils import timezone


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class Message(models.Model):
    """One message to one address. Without a mail server it waits, and a page shows it."""

    to = models.CharField(max_length=254, db_index=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    kind = models.CharField(max_length=40)
    place_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("not_before", "id"), condition=models.Q(state="waiting"), name="mail_that_waits"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="mail_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent"),
                name="mail_that_went_says_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}: {self.subject}"
