"""What The Table says to each partner: your people, your money, who must agree. Short enough for the back of a room."""

from collections.abc import Iterator
from dataclasses import dataclass

from placewide.reports.answers import quoted
from placewide.reports.sentences import count, listed, money, number_word, sentence
from placewide.reports.sharing_comparison import Comparison
from placewide.reports.the_table import TheTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerWords:
    """Up to three sentences for one organisation; one that nothing touches has none."""

    organisation: str
    name: str
    people: str = ""
    money: str = ""
    agree: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(text for text in (self.people, self.money, self.agree) if text)


def partner_words(table: TheTable) -> tuple[PartnerWords, ...]:
    """A word to every organisation that the plan together touches, in the order of the place."""
    if not table.seen.has_answer:
        return ()
    words = (
        PartnerWords(
            organisation=str(body.id),
            name=table.organisation_name(str(body.id)),
            people=_people(table, str(body.id)),
            money=_money(table.seen, str(body.id)),
            agree=_agree(table.seen, str(body.id)),
        )
        for body in table.document.organisations
    )
    return tuple(row for row in words if row.said)


def _people(table: TheTable, body: str) -> str:
    seen = table.seen
    led = [id_ for id_ in seen.lit_up if (row := seen.view.projects.get(id_)) and row.lead == body]
    flows = [row for journey in table.document.journeys for row in journey.flows if body in (row.from_, row.to)]
    better = {row.flow for row in seen.flows}
    parts = []
    if led:
        names = listed([quoted(seen.view, id_) for id_ in led], most=2)
        parts.append(f"{names} {'happens' if len(led) == 1 else 'happen'} only together")
    if number := len({row.id for row in flows if row.id in better}):
        verb = "finds" if number == 1 else "find"
        parts.append(f"{count(number, 'flow')} of information about the people you care for {verb} a better way")
    elif body in seen.reached:
        parts.append("you are reached only together")
    return sentence("; ".join(parts))


def _money(seen: Comparison, body: str) -> str:
    given, received = (
        sum(share.amount_pence for share in shares) for shares in (seen.gives(body), seen.receives(body))
    )
    parts = []
    if given or received:
        halves = [f"share {money(given)}" if given else "", f"receive {money(received)}" if received else ""]
        parts.append(f"you would {listed([half for half in halves if half])}")
    parts += _pounds(seen, body)
    return sentence("; ".join(parts))


def _pounds(seen: Comparison, body: str) -> Iterator[str]:
    alone, together = seen.accounts_alone.get(body), seen.accounts_together.get(body)
    pairs = (
        ("benefit worth {now} lands with you", "gains_pence"),
        ("you put in {now} of your own", "own_money_pence"),
    )
    for words, name in pairs:
        before, now = (getattr(account, name) if account else 0 for account in (alone, together))
        said = [money(pence) if pence else "nothing" for pence in (before, now)]
        if said[0] != said[1]:
            yield f"{words.format(now=said[1])}, {said[0]} alone"


def _agree(seen: Comparison, body: str) -> str:
    shares = (*seen.gives(body), *seen.receives(body))
    if not shares:
        return ""
    others = sorted({share.to if share.from_ == body else share.from_ for share in shares})
    names = [seen.view.organisation_name(other) for other in others]
    who = listed(["You", *names]) if len(names) < 3 else f"You and {number_word(len(names))} partners"
    advice = sum(share.amount_pence for share in shares if share.needs_advice)
    return sentence(f"{who} must agree" + (f"; {money(advice)} needs advice first" if advice else ""))
