"""Legal routes by which one organisation's money may reach another. Placewide flags routes; it never certifies one.

A route is a dated fact about two kinds of organisation. It needs advice when any part of it was written from
memory, was inferred, or hangs on something that the kind alone does not tell; and every real transfer also needs
the fund's permission and both sides' approval.
"""

from dataclasses import dataclass
from datetime import date

NHS_ACT_2006 = "https://www.legislation.gov.uk/ukpga/2006/41"
SECTION_256_TEXT = f"{NHS_ACT_2006}/section/256"
SECTION_75_REVIEW = (
    "https://www.gov.uk/government/calls-for-evidence/improving-integrated-commissioning-in-health-and-social-care/"
    "review-of-section-75-arrangements-supporting-document"
)
JOINT_EXERCISE = (
    "https://www.england.nhs.uk/long-read/arrangements-for-delegation-and-joint-exercise-of-statutory-functions/"
)
DIRECTIONS_2013 = (
    "https://www.gov.uk/government/publications/conditions-for-payments-between-the-nhs-and-local-authorities"
)
GRANT_AGREEMENT = "https://www.england.nhs.uk/nhs-standard-contract/grant-agreement/"
FINANCING_OF_TRUSTS = (
    "https://www.gov.uk/government/publications/guidance-on-financing-available-to-nhs-trusts-and-foundation-trusts/"
    "secretary-of-states-guidance-under-section-42a-of-the-national-health-service-act-2006"
)
RELEVANT_BODIES = (
    "https://www.capsticks.com/insights/integrated-care-boards-delegation-of-functions-and-governance-arrangements"
)

Kinds = frozenset[str]
TRUST, ICB, COUNCIL = frozenset({"nhs_trust"}), frozenset({"icb"}), frozenset({"local_authority"})
AMBULANCE, NATIONAL, COMMISSIONER = frozenset({"ambulance"}), frozenset({"national"}), frozenset({"commissioner"})
VOLUNTARY, HOSPICE, GENERAL_PRACTICE = frozenset({"vcse"}), frozenset({"hospice"}), frozenset({"primary_care"})
NOT_RELEVANT_BODIES = GENERAL_PRACTICE | VOLUNTARY | HOSPICE
OTHERS = frozenset({"social_care", "academic", "supplier", "other"})
KINDS = TRUST | ICB | COUNCIL | AMBULANCE | NATIONAL | COMMISSIONER | NOT_RELEVANT_BODIES | OTHERS

Period = tuple[str | None, str | None]
ALWAYS: Period = (None, None)
SINCE_2007: Period = ("2007-03-01", None)
"""The Act of 2006 in force."""
UNTIL_ICBS: Period = ("2013-05-20", "2022-06-30")
"""Under the Directions of 2013, while clinical commissioning groups were the commissioners."""
SINCE_2022: Period = ("2022-07-01", None)
"""The Health and Care Act 2022 in force: integrated care boards, sections 65Z5 and 65Z6."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way for money to go, or none that we know of (`name` None). `note` says on what it hangs."""

    name: str | None
    needs_advice: bool
    source: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One route, for every payer kind in `payers` to every payee kind in `payees`, from one day to another."""

    name: str
    payers: Kinds
    payees: Kinds
    needs_advice: bool
    source: str
    note: str
    valid_from: str | None = None
    valid_to: str | None = None

    def serves(self, payer: str, payee: str, on: str | None) -> bool:
        if payer not in self.payers or payee not in self.payees:
            return False
        if on is None:
            return self.valid_to is None
        return (self.valid_from or on) <= on <= (self.valid_to or on)


UNKNOWN_ROUTE = Route(None, True, None, "No route is known for these kinds of organisation.")


def route_between(from_kind: str | None, to_kind: str | None, on: str | None = None) -> Route:
    """The first route by which money of `from_kind` may reach `to_kind` on an ISO date; without one, as of now.

    Kinds are those of the place file. A pair, or a kind, that is not known has no name and needs advice.
    Raises ValueError for a day that is not an ISO date.

    >>> route_between("icb", "local_authority").name
    'Section 256 payment (NHS Act 2006)'
    >>> route_between("academic", "supplier")
    Route(name=None, needs_advice=True, source=None, note='No route is known for these kinds of organisation.')
    """
    return (*routes_between(from_kind, to_kind, on), UNKNOWN_ROUTE)[0]


def routes_between(from_kind: str | None, to_kind: str | None, on: str | None = None) -> tuple[Route, ...]:
    """Every known route for the pair on that day, in order of preference: a plain payment before a pooled fund."""
    if from_kind is None or to_kind is None:
        return ()
    day = None if on is None else date.fromisoformat(on).isoformat()
    return tuple(
        Route(row.name, row.needs_advice, row.source, row.note) for row in ROUTES if row.serves(from_kind, to_kind, day)
    )


SECTION_256 = "Section 256 payment (NHS Act 2006)"
SECTION_76 = "Section 76 payment (NHS Act 2006)"
SECTION_75 = "Section 75 pooled fund (NHS Act 2006)"
SECTION_65Z6 = "Joint arrangement with pooled fund, sections 65Z5 and 65Z6 (NHS Act 2006)"
SECTION_257 = "Grant to a voluntary organisation, sections 257 and 13X (NHS Act 2006)"
FINANCING = "Public dividend capital, loan or grant from the Secretary of State"
COVER = "Capital cover moved between trusts by NHS England or the ICB"
CONTRACT = "Contract, service-level agreement or grant"

MORE_EFFECTIVE = "The payment must be likely to secure a more effective use of the money."
FOR_COUNCIL_FUNCTIONS = f"{MORE_EFFECTIVE} It goes towards functions of the council that the section names."
ONLY_NHS_ENGLAND_OR_ICB = f"{FOR_COUNCIL_FUNCTIONS} Only NHS England or an ICB may pay."
ONE_HOST = "One host; a written agreement on functions, aims and contributions."
TRUST_CONSENT = f"{ONE_HOST} The regulations of 2000 asked for the commissioner's consent where a trust pools."
JOINTLY = "Part of an arrangement to exercise functions jointly. Capital still needs spending cover where it is spent."
SERVES_HEALTH = "For services similar to those that the commissioner has the duty to provide."
IS_IT_A_TRUST = "Holds only if the ambulance service is an NHS trust or foundation trust."
IS_IT_VOLUNTARY = f"{SERVES_HEALTH} Holds only if the hospice is a voluntary organisation."
WHICH_NATIONAL_BODY = "Depends on which national body pays: the Department, NHS England or another."
BY_LIMITS = "From memory: cover moves by adjusting limits, not by a cheque."
ONLY_COMMISSIONERS = "Whether a trust may be the payee was not read in the section itself."
FOR_RETURN = (
    "Third-sector bodies and general practices are not relevant bodies, so contract or grant; this is inferred. "
    "A charity may not give money away outside its objects."
)


def _sure(name: str, payers: Kinds, payees: Kinds, period: Period, source: str, note: str) -> RouteRow:
    return RouteRow(name, payers, payees, False, source, note, *period)


def _ask(name: str, payers: Kinds, payees: Kinds, period: Period, source: str, note: str) -> RouteRow:
    return RouteRow(name, payers, payees, True, source, note, *period)


ROUTES: tuple[RouteRow, ...] = (
    _sure(SECTION_256, ICB, COUNCIL, SINCE_2022, SECTION_256_TEXT, FOR_COUNCIL_FUNCTIONS),
    _sure(SECTION_256, COMMISSIONER, COUNCIL, UNTIL_ICBS, DIRECTIONS_2013, FOR_COUNCIL_FUNCTIONS),
    _ask(SECTION_256, COMMISSIONER | NATIONAL, COUNCIL, SINCE_2022, SECTION_256_TEXT, ONLY_NHS_ENGLAND_OR_ICB),
    _sure(SECTION_76, COUNCIL, ICB, SINCE_2022, DIRECTIONS_2013, MORE_EFFECTIVE),
    _sure(SECTION_76, COUNCIL, COMMISSIONER, UNTIL_ICBS, DIRECTIONS_2013, MORE_EFFECTIVE),
    _sure(SECTION_75, ICB, COUNCIL, SINCE_2022, SECTION_75_REVIEW, ONE_HOST),
    _sure(SECTION_75, COUNCIL, ICB, SINCE_2022, SECTION_75_REVIEW, ONE_HOST),
    _sure(SECTION_75, TRUST, COUNCIL, SINCE_2007, SECTION_75_REVIEW, TRUST_CONSENT),
    _sure(SECTION_75, COUNCIL, TRUST, SINCE_2007, SECTION_75_REVIEW, TRUST_CONSENT),
    _ask(SECTION_75, AMBULANCE, COUNCIL, SINCE_2007, SECTION_75_REVIEW, IS_IT_A_TRUST),
    _ask(SECTION_75, COUNCIL, AMBULANCE, SINCE_2007, SECTION_75_REVIEW, IS_IT_A_TRUST),
    _sure(SECTION_65Z6, TRUST | ICB, TRUST | ICB | COUNCIL, SINCE_2022, JOINT_EXERCISE, JOINTLY),
    _sure(SECTION_65Z6, COUNCIL, TRUST | ICB, SINCE_2022, JOINT_EXERCISE, JOINTLY),
    _ask(SECTION_65Z6, AMBULANCE, TRUST | ICB | COUNCIL | AMBULANCE, SINCE_2022, JOINT_EXERCISE, IS_IT_A_TRUST),
    _ask(SECTION_65Z6, TRUST | ICB | COUNCIL, AMBULANCE, SINCE_2022, JOINT_EXERCISE, IS_IT_A_TRUST),
    _ask(SECTION_76, COUNCIL, TRUST, SINCE_2007, DIRECTIONS_2013, ONLY_COMMISSIONERS),
    _ask(COVER, TRUST, TRUST, ALWAYS, NHS_ACT_2006, BY_LIMITS),
    _ask(FINANCING, NATIONAL, TRUST | AMBULANCE, ALWAYS, FINANCING_OF_TRUSTS, WHICH_NATIONAL_BODY),
    _ask(SECTION_65Z6, NATIONAL, ICB, SINCE_2022, JOINT_EXERCISE, WHICH_NATIONAL_BODY),
    _sure(SECTION_257, ICB, VOLUNTARY, SINCE_2022, GRANT_AGREEMENT, SERVES_HEALTH),
    _sure(SECTION_257, COMMISSIONER, VOLUNTARY, UNTIL_ICBS, DIRECTIONS_2013, SERVES_HEALTH),
    _ask(SECTION_257, ICB, HOSPICE, SINCE_2022, GRANT_AGREEMENT, IS_IT_VOLUNTARY),
    _ask(SECTION_257, NATIONAL, VOLUNTARY | HOSPICE, SINCE_2007, DIRECTIONS_2013, WHICH_NATIONAL_BODY),
    _ask(CONTRACT, KINDS, NOT_RELEVANT_BODIES, ALWAYS, RELEVANT_BODIES, FOR_RETURN),
    _ask(CONTRACT, NOT_RELEVANT_BODIES, KINDS, ALWAYS, RELEVANT_BODIES, FOR_RETURN),
)
"""In order of preference. Kinds that appear nowhere with a partner have no known route."""
