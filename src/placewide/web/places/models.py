"""A place as it is stored: the head of its document, a row for each record, and a number that every change raises."""

from django.db import models


class Place(models.Model):
    """`head` is the JSON of what is not a list of records (place, strategy, scoping); `revision` counts changes, and
    `digest` is that of the whole document at this revision. `started_with` names the form that it was started with, so
    that a form sent twice starts one place.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    head = models.TextField()
    revision = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=80, blank=True)
    is_public = models.BooleanField(default=False)
    rooms = models.JSONField(default=list)
    started_with = models.CharField(max_length=64, null=True, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class RecordQuerySet(models.QuerySet["Record"]):
    def of(self, place: int) -> "RecordQuerySet":
        return self.filter(place_id=place)


class Record(models.Model):
    """One record of a list of the place document, as its JSON, with what lists of records are sorted and found by.

    `section` is the list's name in the document and `key` the record's id in it (a number for records without one).
    `version` counts the changes of this record: a form that was opened on an older one is told so.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="records")
    section = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    ordinal = models.PositiveIntegerField()
    content = models.TextField()
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=300)
    organisation = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=40, blank=True)
    year = models.CharField(max_length=10, blank=True)
    amount_pence = models.BigIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("section", "ordinal")
        constraints = [
            models.UniqueConstraint(fields=["place", "section", "key"], name="record_key_once_in_a_section"),
        ]
        indexes = [
            models.Index(fields=["place", "section", "title", "id"], name="record_by_title"),
            models.Index(fields=["place", "section", "ordinal"], name="record_by_ordinal"),
            models.Index(fields=["place", "section", "amount_pence", "id"], name="record_by_amount"),
            models.Index(
                fields=["place", "section", "organisation", "title", "amount_pence", "id"], name="record_by_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Upload(models.Model):
    """A file that was dropped, what was understood of it, and whether it was taken over.

    `mapping` is how a workbook of the place's own is read; the last one that was taken over is used again.
    `document` is what the place would become, worked out against `against_revision`; `replaces` tells whether the file
    is a whole place file or adds to what is there. `own` is the organisation of the file that is the uploader's own.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Being read"
        READ = "read", "Ready to look at"
        REFUSED = "refused", "Cannot be used as it is"
        TAKEN = "taken", "Taken over"
        LEFT = "left", "Not taken over"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    content_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    mapping = models.TextField(blank=True)
    document = models.TextField(blank=True)
    document_digest = models.CharField(max_length=80, blank=True)
    replaces = models.BooleanField(default=False)
    own = models.CharField(max_length=80, blank=True)
    organisations = models.JSONField(default=list)
    samples = models.JSONField(default=list)
    understood = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    against_revision = models.PositiveBigIntegerField(default=0)
    job_id = models.BigIntegerField(null=True, blank=True)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["place", "content_digest"],
                condition=models.Q(state__in=("waiting", "read", "refused")),
                name="same_file_open_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Experience(models.Model):
    """Something that two partners have already done together, however small: where trust begins."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="experiences")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="experiences")
    together_with = models.CharField(max_length=300)
    what = models.CharField(max_length=300)
    difference = models.TextField(max_length=2_000, blank=True)
    told_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["place", "organisation", "together_with", "what"], name="experience_told_once"
            )
        ]

    def __str__(self) -> str:
        return self.what
