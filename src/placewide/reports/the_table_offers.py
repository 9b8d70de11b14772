"""Who would share what with whom under what stands on The Table: drafts for a talk, posted nowhere."""

from dataclasses import dataclass

from placewide.reports.sentences import exact, listed
from placewide.reports.the_table import TheTable


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOffer:
    """What one partner would pay for another, in all, and what for."""

    giver: str
    receiver: str
    amount: str
    projects: str
    needs_advice: str
    """The part of it whose legal route needs advice first; empty where none does."""


def draft_offers(table: TheTable) -> tuple[DraftOffer, ...]:
    """One for each pair of partners, the largest sum first."""
    shares = table.answer.together.shares
    pairs = dict.fromkeys((share.from_, share.to) for share in shares)
    sums = {pair: sum(s.amount_pence for s in shares if (s.from_, s.to) == pair) for pair in pairs}
    return tuple(_offer(table, pair, sums[pair]) for pair in sorted(pairs, key=lambda pair: (-sums[pair], pair)))


def _offer(table: TheTable, pair: tuple[str, str], pence: int) -> DraftOffer:
    mine = [share for share in table.answer.together.shares if (share.from_, share.to) == pair]
    advice = sum(share.amount_pence for share in mine if share.needs_advice)
    projects = dict.fromkeys(table.view.project_name(share.project) for share in mine)
    return DraftOffer(
        giver=table.organisation_name(pair[0]),
        receiver=table.organisation_name(pair[1]),
        amount=exact(pence),
        projects=listed(list(projects)),
        needs_advice=exact(advice) if advice else "",
    )
