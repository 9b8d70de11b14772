"""The switches of The Table as the page shows them: who may share, what else can be flipped, what is flipped now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from placewide.analysis.the_table import (
    Flips,
    counted_allocations,
    offerable_allocations,
    shareable_allocations,
    uncounted_statuses,
)
from placewide.domain.funding.records import Allocation
from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.plannable import PLANNED
from placewide.domain.shared.figures import pence
from placewide.reports.sentences import money, sentence
from placewide.reports.the_table_flips import holders, most_shared, names_of, partner_whose_weights, pot_in_words
from placewide.reports.view import View
from placewide.reports.wording import MONEY_STATUSES
from placewide.web.runs.flips import ONE_BY_ONE, WEIGHT, weights_now, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A check box: its name and value in the form, and what it says."""

    name: str
    value: str
    label: str
    on: bool = True
    amount: str = ""
    hint: str = ""

    @property
    def id(self) -> str:
        return f"{self.name}-{self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One more thing to flip, out of a list: `groups` are options by what they belong to."""

    name: str
    label: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A priority, and its weight in percent as it stands in the box."""

    name: str
    label: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """A partner whose own weights can be tried, with the query of The Table under them."""

    name: str
    query: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Switchboard:
    """Everything that the form of The Table holds."""

    sharing: tuple[Switch, ...]
    flipped: tuple[Switch, ...]
    choices: tuple[Choice, ...]
    weights: tuple[Weight, ...]
    partners: tuple[Whose, ...]
    weights_flipped: bool


def switchboard(place: PlaceDocument, flips: Flips) -> Switchboard:
    """The switches of a place under these flips."""
    names = names_of(place)
    shown = weights_now(place, flips)
    return Switchboard(
        sharing=tuple(_sharing(names, flips)),
        flipped=tuple(_flipped(names, flips)),
        choices=tuple(choice for choice in _choices(names, flips) if choice.groups),
        weights=tuple(
            Weight(name=f"{WEIGHT}{row.id}", label=row.name or str(row.id), shown=shown[str(row.id)])
            for row in place.strategy.priorities
        ),
        partners=tuple(_partners(names, flips)),
        weights_flipped=bool(flips.weights),
    )


def _sharing(names: View, flips: Flips) -> Iterator[Switch]:
    """A switch for each holder; off where all of its shareable money is kept back."""
    kept = set(flips.kept_back)
    for holder in holders(names):
        back = sum(_pence(names, id_) for id_ in holder.allocations if id_ in kept)
        on = not kept.issuperset(holder.allocations)
        amount = money(holder.pence - back if on else holder.pence)
        hint = f"{money(back)} of {money(holder.pence)} is kept back" if on and back else ""
        yield Switch(name="share", value=holder.id, label=f"{holder.name}", on=on, amount=amount, hint=hint)


def _pence(names: View, id_: str) -> int:
    return next((most_shared(pot) for pot in shareable_allocations(names.document) if pot.id == id_), 0)


def _flipped(names: View, flips: Flips) -> Iterator[Switch]:
    """What is flipped besides whole holders, each as a switch that is on and can be taken off."""
    whole = {
        id_ for holder in holders(names) if set(flips.kept_back).issuperset(holder.allocations)
        for id_ in holder.allocations
    }  # fmt: skip
    for name, key in ONE_BY_ONE.items():
        for id_ in getattr(flips, name):
            if name != "kept_back" or id_ not in whole:
                yield Switch(name=key, value=id_, label=sentence(_words(names, name, id_)).rstrip("."))


def _words(names: View, flip: str, id_: str) -> str:
    if flip == "counted":
        return f"money that is {MONEY_STATUSES[id_]} counts"
    if flip in ("put_in", "left_out"):
        return f"“{names.project_name(id_)}” is {'in, whatever it costs' if flip == 'put_in' else 'left out'}"
    happens = {"kept_back": "is not shared", "offered": "may be shared", "lost": "is lost"}
    return f"{pot_in_words(names, id_)} {happens[flip]}"


def _choices(names: View, flips: Flips) -> Iterator[Choice]:
    place = names.document
    flipped = {*flips.kept_back, *flips.offered, *flips.lost}
    pots = (
        ("lost", "A grant is lost", counted_allocations(place)),
        ("keep", "Not shared after all", shareable_allocations(place)),
        ("offer", "May be shared as well", offerable_allocations(place)),
    )
    for name, label, rows in pots:
        yield Choice(name=name, label=label, groups=_pots(names, (pot for pot in rows if pot.id not in flipped)))
    yield Choice(name="in", label="A project is put in", groups=_projects(names, {*flips.put_in}, may_fall=False))
    yield Choice(name="out", label="A project is left out", groups=_projects(names, {*flips.left_out}, may_fall=True))
    statuses = tuple(
        (status, f"Money that is {MONEY_STATUSES[status]}")
        for status in uncounted_statuses(place) if status not in flips.counted
    )  # fmt: skip
    yield Choice(name="count", label="Count money as well", groups=(("", statuses),) if statuses else ())


def _pots(names: View, pots: Iterable[Allocation]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for pot in pots:
        amount = pence(pot.amount)
        said = f"{names.allocation_name(str(pot.id))}: {'not known' if amount is None else money(amount)}"
        groups.setdefault(names.organisation_name(pot.holder), []).append((str(pot.id), said))
    return tuple((name, tuple(options)) for name, options in groups.items())


def _projects(names: View, flipped: set[str], *, may_fall: bool) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for project in names.document.projects:
        if project.status in PLANNED and project.id not in flipped and not (may_fall and project.mandatory):
            name = names.organisation_name(project.lead) if project.lead else "Nobody leads it yet"
            groups.setdefault(name, []).append((str(project.id), names.project_name(project.id)))
    return tuple((name, tuple(options)) for name, options in groups.items())


def _partners(names: View, flips: Flips) -> Iterator[Whose]:
    """Partners that have said what they would weigh how."""
    now = partner_whose_weights(names.document, flips) if flips.weights else None
    for row in names.document.strategy.weights:
        weights = tuple(sorted((str(key), weight) for key, weight in row.points.items()))
        if sum(weight for _, weight in weights):
            query = written(names.document, replace(flips, weights=weights))
            whose = names.organisation_name(str(row.organisation))
            yield Whose(name=whose, query=query, current=now == row.organisation)
