"""The cheapest change: to the penny, permission before rule before money, and nothing lost."""

from decimal import Decimal
from fractions import Fraction

from placewide.domain.funding.records import FundRules, OnlyFor
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import plan_place
from placewide.domain.plan.result import CheapestChange, MoneyPart, ProjectOutcome
from placewide.domain.plan.tests.simple import YEAR_0, money, place, project
from placewide.domain.shared.identifiers import Identifier

FIRST = project("first", 5, capital=[100])
SECOND = project("second", 4, lead="council", capital=[70])


def outcome(document: PlaceDocument, name: str = "second") -> ProjectOutcome:
    plan = plan_place(document)
    return next(row for row in plan.projects if row.id == name)


def test_names_the_missing_money_by_kind_and_year() -> None:
    found = outcome(place([FIRST, SECOND], [money("a", "trust", "capital", 100), money("b", "council", "capital", 30)]))
    assert found.reason_code == "no_money"
    assert found.cheapest_change == CheapestChange(
        type="money", parts=(MoneyPart(kind="capital", year=YEAR_0, extra_pence=4_000),), extra_pence=4_000
    )
    assert "£40 of capital in 2026/27 more would bring it in" in found.reason


def test_permission_comes_before_money() -> None:
    found = outcome(place([FIRST, SECOND], [money("a", "trust", "capital", 180)]))
    assert found.cheapest_change == CheapestChange(type="permission", allocation="a", extra_pence=7_000)


def test_permission_already_given_is_not_asked_for_again() -> None:
    found = outcome(place([FIRST, SECOND], [money("a", "trust", "capital", 180, may_share=True, shareable=25)]))
    assert found.cheapest_change == CheapestChange(type="permission", allocation="a", extra_pence=4_500)


def test_a_fund_that_forbids_transfer_is_a_rule_and_not_a_permission() -> None:
    rules = FundRules(may_transfer=False)
    found = outcome(place([FIRST, SECOND], [money("a", "trust", "capital", 180, may_share=True)], rules=rules))
    assert found.cheapest_change == CheapestChange(type="rule", rule="may_transfer of fund grant")


def test_a_rule_comes_before_money() -> None:
    only = OnlyFor(projects=(Identifier("first"),))
    found = outcome(place([FIRST, SECOND], [money("a", "trust", "capital", 100),
                                            money("b", "council", "capital", 70, only_for=only)]))  # fmt: skip
    assert found.cheapest_change == CheapestChange(type="rule", rule="only_for of allocation b")


def test_a_fraction_that_holds_a_project_back_is_named() -> None:
    alone = project("second", 4, lead="council", capital=[70])
    found = outcome(
        place([alone], [money("a", "council", "capital", 70)], rules=FundRules(pays_at_most=Decimal("0.5")))
    )
    assert found.cheapest_change == CheapestChange(type="rule", rule="pays_at_most of fund grant")


def test_a_project_that_only_displaces_others_says_which_and_at_what_price() -> None:
    rival = project("second", 4, capital=[100])
    found = outcome(place([FIRST, rival], [money("a", "trust", "capital", 100)]))
    assert (found.reason_code, found.displaces, found.price) == ("worth_less", ("first",), Fraction(1))
    assert found.cheapest_change is not None
    assert found.cheapest_change.extra_pence == 10_000


def test_the_chosen_project_says_in_whose_place_it_stands() -> None:
    rival = project("second", 4, capital=[100])
    found = outcome(place([FIRST, rival], [money("a", "trust", "capital", 100)]), "first")
    assert (found.displaces, found.firm, found.hangs_on) == (("second",), True, ("a",))
