"""What is flipped on The Table, in words: for its sentence, its switches and the papers that are drawn from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placewide.analysis.the_table import Flips, shareable_allocations
from placewide.domain.funding.records import Allocation
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.domain.shared.figures import pence
from placewide.domain.shared.version import VERSION
from placewide.reports.sentences import listed, money, plain
from placewide.reports.view import View
from placewide.reports.wording import MONEY_STATUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An organisation that may share, with the sum that its allocations may give to others."""

    id: str
    name: str
    pence: int
    allocations: tuple[str, ...]


def names_of(document: PlaceDocument) -> View:
    """The names of a place, where there is no plan yet."""
    empty = Plan(
        place=document.place.id, digest="", version=VERSION, scenario=None, status="stopped",
        objective=None, bound=None, gap=None,
    )  # fmt: skip
    return View(document, empty)


def holders(view: View) -> tuple[Holder, ...]:
    """Those who may share as the place stands, the largest sum first."""
    pots: dict[str, list[Allocation]] = {}
    for pot in shareable_allocations(view.document):
        pots.setdefault(str(pot.holder), []).append(pot)
    found = [
        Holder(
            id=holder,
            name=view.organisation_name(holder),
            pence=sum(most_shared(pot) for pot in held),
            allocations=tuple(str(pot.id) for pot in held),
        )
        for holder, held in pots.items()
    ]
    return tuple(sorted(found, key=lambda row: (-row.pence, row.name)))


def most_shared(pot: Allocation) -> int:
    """The most of an allocation that may go to others, in pence."""
    amount, capped = pence(pot.amount) or 0, pence(pot.shareable)
    return amount if capped is None else min(amount, capped)


def in_words(view: View, flips: Flips) -> list[str]:
    """Each flip as the beginning of a sentence: “without the £300,000 that the hospital may share”."""
    return [
        *_kept_back(view, flips),
        *(f"if {pot_in_words(view, id_)} may be shared" for id_ in flips.offered),
        *_lost(view, flips.lost),
        *(f"with “{view.project_name(id_)}” in any case" for id_ in flips.put_in),
        *(f"without “{view.project_name(id_)}”" for id_ in flips.left_out),
        *(f"counting money that is {MONEY_STATUSES[status]}" for status in flips.counted),
        *((weights_in_words(view, flips),) if flips.weights else ()),
    ]


def title(view: View, flips: Flips) -> str:
    """The flips as the name of a scenario."""
    words = listed(in_words(view, flips), most=2) or "as the place stands"
    return f"{words[:1].upper()}{words[1:]}"


def pot_in_words(view: View, id_: str) -> str:
    """An allocation by amount, name and holder: “the £540,000 of Frontline money, capital 2026/27 (the hospital)”."""
    pot = next((row for row in view.document.allocations if row.id == id_), None)
    amount = pence(pot.amount) if pot else None
    holder = view.organisation_name(pot.holder) if pot and pot.holder else "held by nobody yet"
    said = money(amount) if amount is not None else "unknown amount"
    return f"the {said} of {view.allocation_name(id_)} ({holder})"


def weights_in_words(view: View, flips: Flips) -> str:
    """Whose weights they are, or the heaviest of them."""
    whose = partner_whose_weights(view.document, flips)
    if whose:
        return f"weighed as {view.organisation_name(whose)} would"
    total = sum(weight for _, weight in flips.weights)
    heaviest, weight = max(flips.weights, key=lambda pair: pair[1])
    return f"weighed otherwise ({view.priority_name(heaviest)} at {plain(round(weight * 100 / total), 0)} %)"


def partner_whose_weights(document: PlaceDocument, flips: Flips) -> str | None:
    """The partner whose own points these weights are."""
    asked = {key: weight for key, weight in flips.weights if weight}
    total = sum(asked.values())
    for row in document.strategy.weights:
        points = {str(key): weight for key, weight in row.points.items() if weight}
        whole = sum(points.values())
        if whole and asked.keys() == points.keys() and all(asked[key] * whole == points[key] * total for key in asked):
            return str(row.organisation)
    return None


def _kept_back(view: View, flips: Flips) -> Iterator[str]:
    """Whole holders first; what is kept back of others one allocation at a time."""
    left = set(flips.kept_back)
    whole = [row for row in holders(view) if left.issuperset(row.allocations)]
    for row in whole:
        left -= set(row.allocations)
        yield f"without the {money(row.pence)} that {row.name} may share"
    yield from (f"if {pot_in_words(view, id_)} is not shared" for id_ in flips.kept_back if id_ in left)


def _lost(view: View, lost: Sequence[str]) -> Iterator[str]:
    yield from (f"without {pot_in_words(view, id_)}" for id_ in lost)
