"""What sharing buys, in sentences: for the place, and for each partner in the second person. Computed, never typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from placewide.domain.journeys.records import Flow
from placewide.domain.plan.result import Share
from placewide.numerics.rounding import round_half_up
from placewide.reports.answers import quoted
from placewide.reports.sentences import count, listed, money, number_word, percentage, plain, sentence
from placewide.reports.sharing_comparison import Comparison
from placewide.reports.wording import objective_amount

WORTH_SAYING = Fraction(1, 200)
UNITS: Mapping[str, str] = {
    "strategic_value": "points of strategic value",
    "npsv": "pounds of benefit less cost",
    "levelling": "levels of digital maturity",
}
NEVER_A_BILL = "Credit is for discussion, never a bill."


@dataclass(frozen=True, slots=True)
class PartnerStory:
    """What sharing means for one organisation."""

    organisation: str
    sentences: tuple[str, ...]


def of_the_place(seen: Comparison) -> list[str]:
    """What sharing buys the place: the story, the gain, care, and pounds last."""
    said = (headline(seen), gain(seen), *((care(seen), pounds(seen)) if seen.has_answer else ()))
    return [text for text in said if text]


def permit_name(seen: Comparison, permit: str) -> str:
    """An allocation and whose it is."""
    pot = seen.view.allocations.get(permit)
    holder = f" ({seen.view.organisation_name(pot.holder)})" if pot and pot.holder else ""
    return f"{seen.view.allocation_name(permit)}{holder}"


def amount(seen: Comparison, value: Fraction) -> str:
    """A value of the first objective in a table: pounds, or points to a hundredth."""
    if seen.result.with_.objectives[:1] == ("npsv",):
        return money(round(value * 100)) if value else "£0"
    return f"{float(value):.2f}".replace("-", "−")


def unit(seen: Comparison) -> str:
    """In what the first objective is counted."""
    name = (seen.result.with_.objectives or ("",))[0]
    return UNITS.get(name, "points")


def added(seen: Comparison, value: Fraction) -> str:
    """`amount` with a plus before it."""
    return f"+{amount(seen, value)}" if value > 0 else amount(seen, value)


def width(seen: Comparison, half: float) -> str:
    """Half an interval in the unit of the first objective."""
    return amount(seen, Fraction(half).limit_denominator(10**6))


def headline(seen: Comparison) -> str:
    """“Alone nine projects, together 15. The £3.1m that the board may share carries five of the six.”"""
    if not seen.has_answer:
        return "There is no plan to compare: alone or together, what must be done cannot be done under these rules."
    alone, together = len(seen.alone), len(seen.together)
    said = f"Alone {count(alone, 'project')}, together {number_word(together)}."
    if not seen.result.with_.shares:
        return f"{said} Sharing changes nothing here: nobody needs to share."
    return f"{said} {_who_carries(seen)}".strip()


def gain(seen: Comparison) -> str:
    """The gain in the first objective."""
    result = seen.result
    if result.gain is None or not result.with_.objectives:
        return ""
    name = result.with_.objectives[0]
    if not result.gain:
        return "Sharing adds nothing to what was asked for."
    if not seen.has_answer or result.findings:
        return sentence(f"sharing adds {objective_amount(name, result.gain)} where every rule can be kept alone")
    alone = (result.without.objective or (Fraction(0),))[0]
    more = f", {percentage(result.gain, alone)} more than alone" if alone > 0 else ""
    return sentence(f"sharing adds {objective_amount(name, result.gain)}{more}")


def care(seen: Comparison) -> str:
    """What it means for care: maturity, flows, organisations; before pounds."""
    parts = []
    if seen.flows:
        volume = sum((row.volume for row in seen.flows if row.volume is not None), Fraction(0))
        a_year = f", used {plain(volume, 0)} times a year," if volume else ""
        verb = "finds" if len(seen.flows) == 1 else "find"
        parts.append(f"together {count(len(seen.flows), 'more flow')} of information{a_year} {verb} a better way")
    if seen.reached:
        names = listed([seen.view.organisation_name(body) for body in seen.reached], most=3)
        parts.append(f"{names} {'is' if len(seen.reached) == 1 else 'are'} reached")
    for measure, alone, together in seen.lifted[:2]:
        name = measure.replace("_", " ")
        parts.append(f"the lowest score for {name} stands at {plain(together)} instead of {plain(alone)}")
    said = "; ".join(parts)
    return sentence(f"for care, {said}") if parts else "The place file shows no difference for care."


def pounds(seen: Comparison) -> str:
    """What it means in pounds for the place."""
    alone, together = seen.result.without.appraisal, seen.result.with_.appraisal
    if alone is None or together is None:
        return ""
    less = "" if together.npsv_pence >= alone.npsv_pence else (
        f" That is {money(alone.npsv_pence - together.npsv_pence)} less than alone: pounds were not what was asked for."
    )  # fmt: skip
    worth = f"benefit less cost is {money(together.npsv_pence)} together and {money(alone.npsv_pence)} alone"
    return sentence(f"In pounds, {worth}") + less


def credit_words(seen: Comparison) -> str:
    """How credit was reckoned, and how sure it is."""
    what = "Credit says how much of the gain would not be there without an organisation’s readiness to give or receive."
    if seen.result.exact:
        return f"{what} It is exact over every coalition. {NEVER_A_BILL}"
    sample = f"It is estimated from {count(seen.result.pairs, 'pair')} of orders, with its 95 % interval."
    return f"{what} {sample} {NEVER_A_BILL}"


def partners(seen: Comparison) -> tuple[PartnerStory, ...]:
    """A story for every organisation of the place that shares, receives, gains or pays; largest credit first."""
    bodies = [row.organisation for row in seen.result.credit]
    others = [str(row.id) for row in seen.view.document.organisations if str(row.id) not in bodies]
    stories = [PartnerStory(body, tuple(_about(seen, body))) for body in (*bodies, *others)]
    return tuple(story for story in stories if story.sentences)


def _about(seen: Comparison, body: str) -> Iterator[str]:
    if not seen.has_answer:
        return
    yield from _patients(seen, body)
    yield from _money(seen, body)
    yield from _what_hangs_on_you(seen, body)
    yield from _must_agree(seen, body)


def _patients(seen: Comparison, body: str) -> Iterator[str]:
    own = {str(row.id): row for journey in seen.view.document.journeys for row in journey.flows}
    flows = [own[row.flow].what or row.flow for row in seen.flows if row.flow in own and body in _ends(own[row.flow])]
    if flows:
        verb = "reaches or leaves" if len(flows) == 1 else "reach or leave"
        yield sentence(f"{listed(list(dict.fromkeys(flows)), most=3)} {verb} you in a better way only together")
    elif body in seen.reached:
        yield "The plan reaches you only together."
    led = [project for project in seen.lit_up if (row := seen.view.projects.get(project)) and row.lead == body]
    if led:
        names = listed([quoted(seen.view, project) for project in led], most=3)
        yield sentence(f"{names}, which you lead, {'happens' if len(led) == 1 else 'happen'} only together")


def _ends(flow: Flow) -> tuple[str | None, str | None]:
    return flow.from_, flow.to


def _money(seen: Comparison, body: str) -> Iterator[str]:
    given, received = seen.gives(body), seen.receives(body)
    if given:
        yield sentence(f"You would share {_amount(given)} with {_others(seen, given, 'to')}, {_so_that(seen, given)}")
    if received:
        yield sentence(
            f"You would receive {_amount(received)} from {_others(seen, received, 'from_')}, {_so_that(seen, received)}"
        )
    alone, together = seen.accounts_alone.get(body), seen.accounts_together.get(body)
    gains = (alone.gains_pence if alone else 0, together.gains_pence if together else 0)
    own = (alone.own_money_pence if alone else 0, together.own_money_pence if together else 0)
    yield from _change("The benefit that lands with you is", *gains)
    yield from _change("Of your own money you put in", *own)


def _change(what: str, alone: int, together: int) -> Iterator[str]:
    """Present values, said only where they differ so much that a reader would see it."""
    said = [money(pence) if pence else "nothing" for pence in (together, alone)]
    if said[0] != said[1]:
        yield f"{what} {said[0]} together and {said[1]} alone."


def _what_hangs_on_you(seen: Comparison, body: str) -> Iterator[str]:
    row, whole = seen.credit.get(body), seen.result.gain
    if row is None or not whole:
        return
    if not row.shapley and not row.half_width:
        if seen.gives(body) or seen.receives(body):
            yield "The gain would be as large without your shares: others could carry them."
        return
    if not seen.result.exact:
        width = Fraction(row.half_width).limit_denominator(10**6)
        about = f"about {percentage(row.shapley, whole)} of the whole gain, give or take {percentage(width, whole)},"
        yield sentence(f"{about} would not be there without you")
    elif row.shapley / whole >= WORTH_SAYING:
        yield f"{_part(row.shapley / whole)} of the whole gain would not be there without you."


def _must_agree(seen: Comparison, body: str) -> Iterator[str]:
    shares = (*seen.gives(body), *seen.receives(body))
    if not shares:
        return
    names = sorted({share.to if share.from_ == body else share.from_ for share in shares})
    who = listed(["You", *(seen.view.organisation_name(name) for name in names)])
    advice = sum(share.amount_pence for share in shares if share.needs_advice)
    more = f"; for {money(advice)} of it you need advice first" if advice else ""
    yield f"{who} must agree{more}."


def _who_carries(seen: Comparison) -> str:
    givers = sorted({share.from_ for share in seen.result.with_.shares})
    best = max(givers, key=lambda body: (len(seen.carried_by(body)), sum(s.amount_pence for s in seen.gives(body))))
    carried = seen.carried_by(best)
    if not carried:
        return ""
    alone = {share.from_ for share in seen.result.with_.shares if share.project in carried} == {best}
    verb = "carries" if alone else "helps to carry"
    many = len(seen.lit_up)
    some = "all" if len(carried) == many else f"{number_word(len(carried))} of the"
    what = f"{some} {number_word(many)}" if many > 1 else "the one more"
    return f"The {_amount(seen.gives(best))} that {seen.view.organisation_name(best)} would share {verb} {what}."


def _amount(shares: Sequence[Share]) -> str:
    return money(sum(share.amount_pence for share in shares))


def _others(seen: Comparison, shares: Sequence[Share], end: str) -> str:
    sums: dict[str, int] = {}
    for share in shares:
        sums[getattr(share, end)] = sums.get(getattr(share, end), 0) + share.amount_pence
    names = sorted(sums, key=lambda body: (-sums[body], body))
    return listed([seen.view.organisation_name(body) for body in names], most=3)


def _so_that(seen: Comparison, shares: Sequence[Share]) -> str:
    projects = list(dict.fromkeys(share.project for share in shares))
    projects.sort(key=lambda project: (project not in seen.lit_up, project))
    names = listed([quoted(seen.view, project) for project in projects], most=3)
    return f"so that {names} can happen"


def _part(share: Fraction) -> str:
    """A share of the gain as people say it: a quarter, a third, half; otherwise in percent."""
    for value, words in (
        (Fraction(1, 4), "About a quarter"),
        (Fraction(1, 3), "About a third"),
        (Fraction(1, 2), "About half"),
    ):
        if abs(share - value) < Fraction(1, 100):
            return words
    return f"{round_half_up(share * 100)} %" if share >= Fraction(1, 100) else percentage(share)
