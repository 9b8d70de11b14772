"""Answers that were computed, each with the digest of what it was computed from, so that a stale one shows."""

import json
from typing import Any

from django.db import models


class Run(models.Model):
    """One question asked of a place: a plan, or a what-if. `question` with `digest` names it; `result` is its JSON."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="runs")
    kind = models.CharField(max_length=30)
    question = models.TextField()
    question_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=80)
    revision = models.PositiveBigIntegerField()
    version = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    job_id = models.BigIntegerField(null=True, blank=True)
    result = models.BinaryField(null=True)
    error = models.TextField(blank=True)
    started_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind", "question_digest", "digest", "version"], name="one_answer_to_a_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.place} at revision {self.revision}"

    @property
    def asked(self) -> Any:
        """The question as plain data."""
        return json.loads(self.question)


class KeptScenario(models.Model):
    """Something flipped on The Table and kept: its settings, who kept it, and who disagreed. It posts nothing."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="kept_scenarios")
    name = models.CharField(max_length=200)
    settings = models.TextField()
    organisation = models.CharField(max_length=80)
    kept_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    dissent = models.TextField(max_length=2_000, blank=True)
    digest = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name

    @property
    def flips(self) -> dict[str, Any]:
        """What was flipped, as plain data."""
        flips: dict[str, Any] = json.loads(self.settings)
        return flips
