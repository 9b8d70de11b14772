"""Who shares what with whom, by which legal route, and how much of each pot is used."""

from collections import defaultdict
from collections.abc import Iterable

from placewide.domain.funding.routes import route_between
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.result import AllocationUse, Payment, Share


def shares_of(document: PlaceDocument, payments: Iterable[Payment]) -> tuple[Share, ...]:
    """Payments of other organisations' costs, summed over lines. The route is a pointer to the law, never advice."""
    holders = {str(allocation.id): str(allocation.holder) for allocation in document.allocations}
    kinds: dict[str, str | None] = {body.id: body.kind for body in document.organisations}
    totals: dict[tuple[str, str, str, str, int, str], int] = defaultdict(int)
    years = {}
    for payment in payments:
        if payment.shared:
            years[payment.year.start] = payment.year
            key = (
                holders[payment.allocation], payment.bearer, payment.allocation, payment.project,
                payment.year.start, payment.kind,
            )  # fmt: skip
            totals[key] += payment.amount_pence
    shares = []
    for (holder, bearer, allocation, project, year, kind), amount in sorted(totals.items()):
        route = route_between(kinds.get(holder), kinds.get(bearer), f"{year}-04-01")
        shares.append(
            Share(
                from_=holder,
                to=bearer,
                allocation=allocation,
                project=project,
                year=years[year],
                kind=kind,
                amount_pence=amount,
                route=route.name,
                needs_advice=route.needs_advice,
            )
        )
    return tuple(shares)


def uses_of(problem: Problem, payments: Iterable[Payment]) -> tuple[AllocationUse, ...]:
    """Used, unused and shared money of every counted pot, in order of id."""
    used: dict[str, int] = defaultdict(int)
    shared: dict[str, int] = defaultdict(int)
    for payment in payments:
        used[payment.allocation] += payment.amount_pence
        shared[payment.allocation] += payment.amount_pence if payment.shared else 0
    return tuple(
        AllocationUse(
            allocation=pot.id,
            used_pence=used[pot.id],
            unused_pence=pot.amount - used[pot.id],
            shared_pence=shared[pot.id],
        )
        for pot in problem.pots
    )
