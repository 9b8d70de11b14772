"""Which pot may pay which demand: kind, year, `only_for`, hurdle, holder or share, and the legal route."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from placewide.domain.funding.routes import route_between
from placewide.domain.plan.problem.modes import Cell, Mode
from placewide.domain.plan.problem.pots import Pot


@dataclass(frozen=True, slots=True)
class Arc:
    """Pot `pot` (its position) may pay this demand of this project. `modes`: only in these modes; None = in any."""

    pot: int
    project: str
    cell: Cell
    shared: bool
    modes: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Sharing:
    """What decides whether money may pass between two organisations, beyond the allocation's own permission."""

    kinds: Mapping[str, str | None]
    first_year: int
    exclude_needs_advice: bool

    def may_pass(self, pot: Pot, cell: Cell) -> bool:
        """Whether the pot may pay a demand that somebody other than its holder bears."""
        if pot.shareable <= 0:
            return False
        if not self.exclude_needs_advice:
            return True
        on = f"{self.first_year + cell[2]}-04-01"
        return not route_between(self.kinds.get(pot.holder), self.kinds.get(cell[0]), on).needs_advice


def arcs_between(
    modes: Sequence[Mode], pots: Sequence[Pot], sharing: Sharing, *, only: Collection[int] | None = None
) -> tuple[Arc, ...]:
    """Every arc, by position of the pot, then project, then demand; `only`: of the pots in these positions."""
    by_project: dict[str, list[int]] = defaultdict(list)
    for position, mode in enumerate(modes):
        by_project[mode.project].append(position)
    demands = _Demands(modes)
    arcs = []
    for position, pot in enumerate(pots):
        if pot.fraction == 0 or (only is not None and position not in only):
            continue
        admitted: dict[str, frozenset[int]] = {}
        for project, cell in demands.within_reach(pot):
            if project not in admitted:
                admitted[project] = frozenset(index for index in by_project[project] if pot.admits(modes[index]))
            shared = cell[0] != pot.holder
            if admitted[project] and pot.fits(project, cell) and (not shared or sharing.may_pass(pot, cell)):
                every = len(admitted[project]) == len(by_project[project])
                arcs.append(Arc(position, project, cell, shared, None if every else admitted[project]))
    return tuple(arcs)


class _Demands:
    """The demands of all projects by kind and year, and by who bears them, so that a pot need not look at them all."""

    def __init__(self, modes: Sequence[Mode]) -> None:
        cells: dict[str, set[Cell]] = defaultdict(set)
        for mode in modes:
            cells[mode.project] |= mode.needs.keys()
        self._by_year: dict[tuple[str, int], list[tuple[str, Cell]]] = defaultdict(list)
        self._by_bearer: dict[Cell, list[tuple[str, Cell]]] = defaultdict(list)
        self._order: dict[str, int] = {}
        for rank, (project, demanded) in enumerate(cells.items()):
            self._order[project] = rank
            for cell in sorted(demanded):
                self._by_year[cell[1], cell[2]].append((project, cell))
                self._by_bearer[cell].append((project, cell))

    def within_reach(self, pot: Pot) -> list[tuple[str, Cell]]:
        """Demands of the pot's kind and years; of its holder alone where it may not share. By project, then cell."""
        years = range(pot.first, pot.last + 1)
        if pot.shareable > 0:
            found = [demand for year in years for demand in self._by_year.get((pot.kind, year), ())]
        else:
            found = [demand for year in years for demand in self._by_bearer.get((pot.holder, pot.kind, year), ())]
        return sorted(found, key=lambda demand: (self._order[demand[0]], demand[1]))
