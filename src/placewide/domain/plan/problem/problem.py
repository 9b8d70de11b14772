"""The planning problem in exact integers: modes, demands, pots, who may pay what, and the rules between projects."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.plannable import values_weighed
from placewide.domain.plan.problem.arcs import Arc, Sharing, arcs_between
from placewide.domain.plan.problem.modes import Cell, Mode, modes_of
from placewide.domain.plan.problem.pots import Pot, pots_of
from placewide.domain.plan.problem.value import Goal, goals_of
from placewide.domain.scope.settings import Settings
from placewide.domain.shared.figures import pence
from placewide.domain.shared.years import FinancialYear

Shortage = tuple[tuple[Hashable, float], ...]
"""Something that money cannot do: weights of demands, pots and hubs by name, the largest 1."""
Shortages = dict[Shortage, None]
"""In the order in which they were found."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Spending cover: costs of a kind borne by an organisation in a year may not exceed this, whoever pays."""

    organisation: str
    kind: str
    year: int
    amount: int
    label: FinancialYear

    @property
    def name(self) -> str:
        return f"spending limit of {self.organisation}, {self.kind}, {self.label}"


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules between projects and for organisations; any of them can be lifted to see what it costs."""

    must: Mapping[str, str]
    """Project -> why it must be chosen: `mandatory` or `force`."""
    allowed: frozenset[int]
    """Positions of modes that the overrides leave open."""
    requires: tuple[tuple[str, str], ...]
    excludes: tuple[tuple[str, str], ...]
    covers: tuple[Cover, ...]
    protect: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Problem:
    """Everything that the search, the explanations and the funding need, with nothing in floating point."""

    years: int
    modes: tuple[Mode, ...]
    pots: tuple[Pot, ...]
    arcs: tuple[Arc, ...]
    rules: Rules
    goals: tuple[Goal, ...]
    sharing: Sharing
    never: Mapping[str, str] = field(default_factory=dict)
    """Projects that cannot be had because what they require cannot: project -> the one that is missing."""
    spared: frozenset[int] | None = None
    """Arcs whose money is used as little as possible among equals; None = shared money."""

    @cached_property
    def modes_by_project(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, list[int]] = defaultdict(list)
        for position, mode in enumerate(self.modes):
            found[mode.project].append(position)
        return {project: tuple(positions) for project, positions in found.items()}

    @cached_property
    def arcs_by_demand(self) -> dict[tuple[str, Cell], tuple[int, ...]]:
        found: dict[tuple[str, Cell], list[int]] = defaultdict(list)
        for position, arc in enumerate(self.arcs):
            found[arc.project, arc.cell].append(position)
        return {demand: tuple(positions) for demand, positions in found.items()}

    @cached_property
    def dear(self) -> frozenset[int]:
        """Positions of the arcs whose money is to be spared."""
        if self.spared is not None:
            return self.spared
        return frozenset(position for position, arc in enumerate(self.arcs) if arc.shared)

    @cached_property
    def shortages(self) -> Shortages:
        """What searches have learnt of this problem's money. It makes later ones faster, never different."""
        return {}

    @cached_property
    def projects_admitted(self) -> tuple[int, ...]:
        """How many projects each pot may pay for: scarce money is used last."""
        admitted: list[set[str]] = [set() for _ in self.pots]
        for arc in self.arcs:
            admitted[arc.pot].add(arc.project)
        return tuple(len(projects) for projects in admitted)

    def demands_of(self, project: str) -> dict[Cell, int]:
        """The largest need of each demand over the project's modes."""
        largest: dict[Cell, int] = {}
        for position in self.modes_by_project[project]:
            for cell, need in self.modes[position].needs.items():
                largest[cell] = max(largest.get(cell, 0), need)
        return largest


def build_problem(document: PlaceDocument, settings: Settings) -> Problem:
    """Compile the document under these settings. Projects that lack something are left out."""
    weighed = values_weighed(settings.objectives)
    modes = tuple(
        mode
        for project in sorted(document.projects, key=lambda row: row.id)
        for mode in sorted(modes_of(document, project, weighed), key=lambda mode: mode.key)
    )
    pots = pots_of(document, settings)
    sharing = Sharing(
        kinds={body.id: body.kind for body in document.organisations},
        first_year=document.place.first_year.start,
        exclude_needs_advice=settings.routes.exclude_needs_advice,
    )
    return Problem(
        years=document.place.years,
        modes=modes,
        pots=pots,
        arcs=arcs_between(modes, pots, sharing),
        sharing=sharing,
        rules=_rules(document, settings, modes),
        goals=goals_of(document, settings, modes),
        never=_never(document, frozenset(mode.project for mode in modes)),
    )


def _rules(document: PlaceDocument, settings: Settings, modes: tuple[Mode, ...]) -> Rules:
    planned = frozenset(mode.project for mode in modes)
    closed = frozenset(project.id for project in document.projects if project.status == "closed")
    must: dict[str, str] = {row.id: "mandatory" for row in document.projects if row.mandatory and row.id in planned}
    allowed = set(range(len(modes)))
    for force in settings.force:
        matching = {
            position
            for position, mode in enumerate(modes)
            if mode.project == force.project
            and force.option in (None, mode.option)
            and force.start in (None, mode.start)
        }
        if force.in_:
            must[force.project] = "force"
            allowed -= {index for index in allowed if modes[index].project == force.project} - matching
        else:
            allowed -= matching
    return Rules(
        must=must,
        allowed=frozenset(allowed),
        requires=tuple(
            sorted((row.id, need) for row in document.projects for need in row.requires
                   if row.id in planned and need not in closed)
        ),
        excludes=tuple(sorted({
            (min(row.id, other), max(row.id, other)) for row in document.projects for other in row.excludes
            if row.id in planned and other in planned and row.id != other
        })),
        covers=_covers(document),
        protect=tuple(sorted(_floors(settings).items())),
    )  # fmt: skip


def _covers(document: PlaceDocument) -> tuple[Cover, ...]:
    """One for each organisation, kind and year: the tightest, should there be several."""
    first = document.place.first_year.start
    tightest: dict[tuple[str, str, int], int] = {}
    for row in document.limits:
        amount = pence(row.amount)
        if amount is not None:
            key = (str(row.organisation), str(row.kind), row.year.start - first)
            tightest[key] = min(amount, tightest.get(key, amount))
    return tuple(
        Cover(*key, amount, document.place.first_year.plus(key[2])) for key, amount in sorted(tightest.items())
    )


def _floors(settings: Settings) -> dict[str, int]:
    """The highest floor of each protected organisation."""
    floors: dict[str, int] = {}
    for row in settings.protect:
        least = pence(row.min_net_gain) or 0
        floors[row.organisation] = max(least, floors.get(row.organisation, least))
    return floors


def _never(document: PlaceDocument, planned: frozenset[str]) -> dict[str, str]:
    """Planned projects whose requirements, followed all the way, meet one that can never be chosen."""
    closed = frozenset(row.id for row in document.projects if row.status == "closed")
    requires = {str(row.id): row.requires for row in document.projects}
    missing: dict[str, str] = {}
    changed = True
    while changed:
        changed = False
        for project in sorted(planned - missing.keys()):
            for need in requires[project]:
                if need not in closed and (need not in planned or need in missing):
                    missing[project] = need
                    changed = True
                    break
    return missing
