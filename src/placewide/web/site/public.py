"""What a place shows to everybody once its programme office has switched that on: names and counts, never a sum."""

from dataclasses import dataclass

from placewide.domain.plan.result import Plan
from placewide.web.places.models import Place
from placewide.web.places.queries import document
from placewide.web.runs.queries import known
from placewide.web.runs.questions import THE_PLAN, Kind


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """`alone` None: it is not known what the partners could do without sharing."""

    slug: str
    name: str
    strategy: str
    priorities: tuple[str, ...]
    partners: tuple[str, ...]
    proposals: int
    chosen: tuple[str, ...]
    alone: int | None
    proven: bool


def public_place(slug: str) -> PublicPlace | None:
    """The public face of a place, or None where there is no such place or it has none."""
    place = Place.objects.filter(slug=slug, is_public=True).first()
    held = document(place).document if place is not None else None
    if place is None or held is None:
        return None
    found = known(place, Kind.PLAN, THE_PLAN, Plan)
    plan = None if found.stale else found.answer  # what the place was is not what its partners would do now
    names: dict[str, str] = {project.id: project.name or project.id for project in held.projects}
    chosen = [names[row.id] for row in plan.projects if row.selected and row.id in names] if plan is not None else []
    return PublicPlace(
        slug=place.slug,
        name=place.name,
        strategy=held.strategy.title or "",
        priorities=tuple(priority.name or priority.id for priority in held.strategy.priorities),
        partners=tuple(sorted(row.name or row.id for row in held.organisations)),
        proposals=len(held.projects),
        chosen=tuple(sorted(chosen)),
        alone=len(plan.alone) if plan is not None and plan.alone is not None else None,
        proven=plan is not None and plan.status == "optimal",
    )
