"""Which pot may pay which demand: kind, year, `only_for`, hurdle, holder or share, and the legal route."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from placewide.domain.funding.routes import route_between
from placewide.domain.plan.modes import Cell, Mode
from placewide.domain.plan.pots import Pot


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
    cells: dict[str, set[Cell]] = defaultdict(set)
    for position, mode in enumerate(modes):
        by_project[mode.project].append(position)
        cells[mode.project] |= mode.needs.keys()
    in_order = {project: sorted(demanded) for project, demanded in cells.items()}
    arcs = []
    for position, pot in enumerate(pots):
        if pot.fraction == 0 or (only is not None and position not in only):
            continue
        for project, own_modes in by_project.items():
            fitting = [cell for cell in in_order[project] if pot.fits(project, cell)]
            admitted = frozenset(index for index in own_modes if pot.admits(modes[index])) if fitting else frozenset()
            if not admitted:
                continue
            restricted = None if len(admitted) == len(own_modes) else admitted
            for cell in fitting:
                shared = cell[0] != pot.holder
                if not shared or sharing.may_pass(pot, cell):
                    arcs.append(Arc(position, project, cell, shared, restricted))
    return tuple(arcs)
