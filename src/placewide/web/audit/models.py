"""What was done, by whom, for which organisation: rows that are only ever added, each bound to the one before."""

from django.db import models

DIGEST_LENGTH = 64  # SHA-256 in hexadecimal
BEGINNING = "0" * DIGEST_LENGTH  # what the first event follows


class Event(models.Model):
    """One thing done. `payload` is the text whose bytes were hashed; the other columns repeat it, to be searched.

    A payload of None was disposed of at the end of its time; the chain holds without it, since it binds digests.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    place_id = models.BigIntegerField(null=True)
    organisation_key = models.CharField(max_length=200, blank=True)
    user_id = models.BigIntegerField(null=True)
    who = models.TextField()
    acting_for = models.TextField(blank=True)
    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=300)
    label = models.TextField(blank=True)
    verb = models.CharField(max_length=100)
    reason = models.TextField(blank=True)
    before = models.TextField(null=True)  # JSON; None: there was nothing
    after = models.TextField(null=True)
    payload = models.TextField(null=True)
    payload_digest = models.CharField(max_length=DIGEST_LENGTH)
    previous = models.CharField(max_length=DIGEST_LENGTH)
    digest = models.CharField(max_length=DIGEST_LENGTH)

    class Meta:
        ordering = ("seq",)
        indexes = (
            models.Index(fields=("place_id", "kind", "key", "seq"), name="audit_history"),
            models.Index(fields=("place_id", "seq"), name="audit_of_place"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="audit_counts_from_one"),
            models.UniqueConstraint(fields=("previous",), name="audit_chain_has_no_fork"),
            models.UniqueConstraint(fields=("digest",), name="audit_digest_is_unique"),
        )

    def __str__(self) -> str:
        return f"{self.seq}: {self.who} {self.verb} {self.label or self.key}"


class Head(models.Model):
    """The end of the chain, one row. Whoever records locks it, so that there is one next event and never two."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    digest = models.CharField(max_length=DIGEST_LENGTH)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="audit_has_one_head"),)

    def __str__(self) -> str:
        return f"{self.seq}: {self.digest}"
