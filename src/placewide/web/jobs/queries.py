"""What was asked for and how far it is. Who may see it is decided above: nothing here knows people or roles."""

from django.db.models import QuerySet

from placewide.web.jobs.models import OPEN, Job, State


def of_place(place_id: int) -> QuerySet[Job]:
    """The jobs of a place, latest first."""
    return Job.objects.filter(place_id=place_id).order_by("-id")


def open_jobs(place_id: int) -> QuerySet[Job]:
    """What waits or runs for a place."""
    return Job.objects.filter(place_id=place_id, state__in=OPEN)


def open_for(kind: str, key: str, place_id: int | None) -> Job | None:
    """The job that answers this question of this place, if one is waiting or running."""
    return Job.objects.filter(kind=kind, key=key, place_id=place_id, state__in=OPEN).first()


def before(job: Job) -> int:
    """How many wait in front of this one, itself left out."""
    return Job.objects.filter(state=State.QUEUED, pk__lt=job.pk).count()
