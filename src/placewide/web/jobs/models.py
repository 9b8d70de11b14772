"""Long work that people wait for: asked for in a row, done by a worker that holds a lease on it."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone


class State(models.TextChoices):
    QUEUED = "queued", "Waiting for a free worker"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


OPEN = (State.QUEUED, State.RUNNING)


class Job(models.Model):
    """One piece of work: what was asked, by whom, how far it is, what came of it."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, blank=True)
    place_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    organisation_id = models.BigIntegerField(null=True, blank=True)
    user_id = models.BigIntegerField(null=True, blank=True)
    payload = models.JSONField(default=dict)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    progress_text = models.CharField(max_length=300, blank=True)
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("id",), condition=models.Q(state="queued"), name="jobs_queued"),
            models.Index(fields=("lease_until",), condition=models.Q(state="running"), name="jobs_running"),
        )
        constraints = (
            # The place is part of the question: no place may be given what another one asked for.
            models.UniqueConstraint(
                "kind",
                Coalesce("place_id", 0),
                "key",
                condition=models.Q(state__in=OPEN) & ~models.Q(key=""),
                name="jobs_same_question_once",
            ),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="jobs_state_is_known"),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="jobs_progress_is_a_percentage"),
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(lease_until__isnull=False),
                name="jobs_running_has_a_lease",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"

    @property
    def is_over(self) -> bool:
        """Whether it will not change any more."""
        return self.state not in OPEN
