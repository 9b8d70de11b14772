"""The flow of money in few columns: shared money meets in a hub before it reaches the demands.

    pot ──own──▶ demand            pot ──▶ hub(label, year) ──▶ demand

Pots whose money may be used alike (same kind, `only_for`, hurdle, releasing project) feed one hub a year. A hub
knows no single pot, so pots with a fraction keep their fund apart, and own money of a protected organisation its
holder. Whoever paid whom is found afterwards, by funding the chosen modes arc by arc.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from placewide.domain.plan.problem.modes import Cell
from placewide.domain.plan.problem.problem import Problem

Label = tuple[Hashable, ...]


@dataclass(slots=True)
class Flow:
    """One column of money: its upper bound in pence, whence, whither, and whether it is to be spared."""

    most: int
    pot: int | None = None
    hub_in: tuple[Label, int] | None = None
    hub_out: tuple[Label, int] | None = None
    demand: tuple[str, Cell] | None = None
    modes: frozenset[int] | None = None
    shared: bool = False
    dear: bool = False
    like: int | None = None
    """A pot whose fund, fraction and holder stand for the money of this flow."""


@dataclass(slots=True)
class Network:
    """All flows of a problem, and where they meet, by position of the flow."""

    flows: list[Flow] = field(default_factory=list)
    of_pot: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    of_demand: dict[tuple[str, Cell], list[int]] = field(default_factory=lambda: defaultdict(list))
    into_hub: dict[tuple[Label, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    out_of_hub: dict[tuple[Label, int], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, flow: Flow) -> None:
        position = len(self.flows)
        self.flows.append(flow)
        if flow.pot is not None:
            self.of_pot[flow.pot].append(position)
        if flow.demand is not None:
            self.of_demand[flow.demand].append(position)
        if flow.hub_in is not None:
            self.into_hub[flow.hub_in].append(position)
        if flow.hub_out is not None:
            self.out_of_hub[flow.hub_out].append(position)


def network_of(problem: Problem) -> Network:
    """The flows of a problem. Own money goes straight to its demands, shared money through hubs."""
    network = Network()
    largest = {
        (project, cell): need
        for project in problem.modes_by_project
        for cell, need in problem.demands_of(project).items()
    }
    protected = frozenset(body for body, _ in problem.rules.protect)
    labels = {position: _label(problem, position, protected) for position in {a.pot for a in problem.arcs if a.shared}}
    feeding: dict[tuple[Label, int], dict[int, bool]] = defaultdict(dict)
    reached: dict[tuple[Label, int], dict[tuple[str, Cell], frozenset[int] | None]] = defaultdict(dict)
    for position, arc in enumerate(problem.arcs):
        pot = problem.pots[arc.pot]
        demand = (arc.project, arc.cell)
        dear = position in problem.dear
        if not arc.shared:
            most = min(pot.amount, largest[demand])
            network.add(Flow(most, pot=arc.pot, demand=demand, modes=arc.modes, dear=dear, like=arc.pot))
        else:
            hub = (labels[arc.pot], arc.cell[2])
            feeding[hub][arc.pot] = dear
            reached[hub][demand] = arc.modes
    for hub, pots in feeding.items():
        for pot_position, dear in pots.items():
            most = problem.pots[pot_position].shareable
            network.add(Flow(most, pot=pot_position, hub_in=hub, shared=True, dear=dear, like=pot_position))
        like = next(iter(pots))
        money = sum(problem.pots[pot_position].shareable for pot_position in pots)
        for demand, modes in reached[hub].items():
            network.add(Flow(min(money, largest[demand]), hub_out=hub, demand=demand, modes=modes, like=like))
    return network


def _label(problem: Problem, position: int, protected: frozenset[str]) -> Label:
    pot = problem.pots[position]
    only_for = pot.only_for
    return (
        pot.kind,
        tuple(sorted(only_for.projects)),
        tuple(sorted(only_for.priorities)),
        tuple(sorted(only_for.organisations)),
        pot.rules.hurdle_bcr,
        pot.fund if pot.fraction is not None and pot.fraction < 1 else None,
        pot.released_by,
        pot.holder if problem.sharing.exclude_needs_advice or (pot.own_money and pot.holder in protected) else None,
        pot.own_money if protected else None,
    )
