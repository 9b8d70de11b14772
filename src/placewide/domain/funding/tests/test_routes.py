import doctest

import pytest

from placewide.domain.funding import routes
from placewide.domain.funding.routes import KINDS, ROUTES, route_between, routes_between


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(routes).failed == 0


@pytest.mark.parametrize(
    ("payer", "payee", "name"),
    [
        ("icb", "local_authority", "Section 256"),
        ("local_authority", "icb", "Section 76"),
        ("nhs_trust", "local_authority", "Section 75"),
        ("local_authority", "nhs_trust", "Section 75"),
        ("nhs_trust", "nhs_trust", "65Z5 and 65Z6"),
        ("icb", "nhs_trust", "65Z5 and 65Z6"),
        ("icb", "vcse", "voluntary organisation"),
    ],
)
def test_names_the_route_between_bodies_that_the_statutes_name(payer: str, payee: str, name: str) -> None:
    route = route_between(payer, payee)
    assert route.name is not None
    assert name in route.name
    assert not route.needs_advice
    assert route.source is not None
    assert route.source.startswith("https://")


@pytest.mark.parametrize(
    ("payer", "payee"),
    [
        ("nhs_trust", "hospice"),
        ("nhs_trust", "primary_care"),
        ("hospice", "nhs_trust"),
        ("icb", "hospice"),
        ("ambulance", "local_authority"),
        ("national", "nhs_trust"),
        ("commissioner", "local_authority"),
    ],
)
def test_an_inferred_route_is_named_but_needs_advice(payer: str, payee: str) -> None:
    route = route_between(payer, payee)
    assert route.name is not None
    assert route.needs_advice
    assert route.note


@pytest.mark.parametrize(
    ("payer", "payee"),
    [
        ("academic", "supplier"),
        ("local_authority", "local_authority"),
        ("other", "nhs_trust"),
        ("no such kind", "icb"),
        (None, "icb"),
        ("icb", None),
    ],
)
def test_an_unknown_pair_has_no_route_and_needs_advice(payer: str | None, payee: str | None) -> None:
    route = route_between(payer, payee)
    assert route.name is None
    assert route.needs_advice


def test_a_trust_does_not_pay_a_council_under_section_256() -> None:
    assert not any("256" in (route.name or "") for route in routes_between("nhs_trust", "local_authority"))


def test_a_clinical_commissioning_group_could_pay_a_council_until_boards_replaced_it() -> None:
    assert not route_between("commissioner", "local_authority", "2016-12-14").needs_advice
    assert not route_between("commissioner", "local_authority", "2022-06-30").needs_advice
    assert route_between("commissioner", "local_authority", "2022-07-01").needs_advice


def test_boards_and_joint_arrangements_begin_in_july_2022() -> None:
    assert route_between("icb", "local_authority", "2022-06-30").name is None
    assert route_between("icb", "local_authority", "2022-07-01").name is not None
    before = {route.name for route in routes_between("nhs_trust", "nhs_trust", "2022-06-30")}
    after = {route.name for route in routes_between("nhs_trust", "nhs_trust", "2022-07-01")}
    assert len(after - before) == 1


def test_without_a_date_only_routes_still_open_count() -> None:
    assert routes_between("commissioner", "vcse") == routes_between("commissioner", "vcse", "2026-11-24")


def test_refuses_a_day_that_is_not_a_date() -> None:
    with pytest.raises(ValueError, match="2026/27"):
        route_between("icb", "local_authority", "2026/27")


def test_every_route_stands_between_kinds_that_the_place_file_knows_and_has_a_source() -> None:
    for row in ROUTES:
        assert row.payers <= KINDS
        assert row.payees <= KINDS
        assert row.source.startswith("https://")


def test_nothing_sure_is_said_of_kinds_that_do_not_tell_which_body_it_is() -> None:
    vague = {"national", "ambulance", "hospice", "primary_care", "social_care", "academic", "supplier", "other"}
    for row in ROUTES:
        assert row.needs_advice or not (row.payers | row.payees) & vague
