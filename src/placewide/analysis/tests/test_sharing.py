from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest

from placewide.analysis.confined_planning import Bounds
from placewide.analysis.sharing import share_confined, shuffled_orders
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import settings_for
from placewide.domain.plan.problem.problem import build_problem
from placewide.domain.plan.questions.sharing import SharingGame, Worths, antithetic_pair, between_organisations
from placewide.domain.plan.tests.random_places import scenario_of, small_place
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Scenario, Scoping
from placewide.domain.shared.identifiers import Identifier
from placewide.numerics.games import estimate, shapley

PAIRS, SEEDS = 60, 60


def shared_wifi(**keys: Any) -> PlaceDocument:
    return place(
        [project("wifi", 5, lead="hospice", capital=(100,)), project("own", 1, capital=(10,))],
        [money("buildings", "trust", "capital", 110, may_share=True, shareable=100)],
        **keys,
    )


def places_with_a_real_game(wanted: int) -> list[PlaceDocument]:
    """Random places of three players or more in which the order matters to somebody."""
    found: list[PlaceDocument] = []
    for seed in range(400):
        document = small_place(seed)
        game = between_organisations(worths_of(document))
        if len(game.players) >= 3 and len({str(antithetic_pair(o, game)) for o in islice(orders(game, 1), 6)}) > 1:
            found.append(document)
        if len(found) == wanted:
            break
    return found


def worths_of(document: PlaceDocument) -> Worths:
    settings = replace(settings_for(document, scenario_of(document)), shares=True)
    return Worths(build_problem(document, settings), lambda: float("inf"))


def orders(game: SharingGame, seed: int) -> Iterator[tuple[int, ...]]:
    return shuffled_orders(len(game.players), seed)


def test_says_what_a_share_buys() -> None:
    result = share_confined(shared_wifi())
    assert (result.alone, result.gain) == (Fraction(1), Fraction(5))
    assert (result.exact, result.pairs) == (True, 0)
    assert [(row.organisation, row.shapley) for row in result.credit] == [
        ("hospice", Fraction(5, 2)),
        ("trust", Fraction(5, 2)),
    ]
    assert result.steps == (("buildings", Fraction(5)),)
    assert [row.id for row in result.with_.projects if row.selected] == ["own", "wifi"]
    assert [row.id for row in result.without.projects if row.selected] == ["own"]


def test_it_does_not_matter_whether_the_place_itself_shares() -> None:
    asked, silent = share_confined(shared_wifi(scoping=Scoping(shares=False))), share_confined(shared_wifi())
    assert (asked.gain, asked.credit, asked.steps) == (silent.gain, silent.credit, silent.steps)


def test_a_scenario_is_laid_over() -> None:
    left_out = Scenario(id=Identifier("none"), scoping=Scoping(count=("bid",)))
    result = share_confined(shared_wifi(scenarios=(left_out,)), scenario="none")
    assert (result.gain, result.steps, result.with_.scenario) == (Fraction(0), (), "none")
    assert {row.shapley for row in result.credit} == {Fraction(0)}


def test_what_must_be_and_cannot_be_alone_is_dropped_with_a_finding() -> None:
    document = shared_wifi()
    must = tuple(replace(row, mandatory=row.id == "wifi") for row in document.projects)
    result = share_confined(replace(document, projects=must))
    assert [row.rule for row in result.findings] == ["rules_dropped"]
    assert (str(result.without.status), str(result.with_.status)) == ("infeasible", "optimal")
    assert result.gain == 5


def test_the_same_file_gives_the_same_answer_with_its_own_digest() -> None:
    one, other = share_confined(shared_wifi()), share_confined(shared_wifi(), bounds=Bounds(seconds=30))
    assert (one.credit, one.steps, one.with_.digest) == (other.credit, other.steps, other.with_.digest)
    assert one.with_.digest == one.without.digest


def test_more_than_twelve_organisations_are_sampled_with_an_interval() -> None:
    bodies = [f"b{at:02}" for at in range(13)]
    projects = [project(f"p{body}", 1 + at % 3, lead=body, capital=(10,)) for at, body in enumerate(bodies)]
    result = share_confined(
        replace(
            place(projects, [money("pool", "trust", "capital", 60, may_share=True)]),
            organisations=tuple(
                replace(shared_wifi().organisations[0], id=Identifier(body)) for body in ("trust", *bodies)
            ),
        )
    )
    assert (result.exact, result.pairs) == (False, 100)
    assert all(row.half_width >= row.standard_error > 0 for row in result.credit)
    assert float(sum(row.shapley for row in result.credit)) == pytest.approx(float(result.gain or 0), abs=1e-6)
    assert sum((gain for _, gain in result.steps), Fraction(0)) == result.gain


def test_sampled_credit_agrees_with_exact_credit_as_often_as_its_interval_says() -> None:
    hits = tries = 0
    for document in places_with_a_real_game(8):
        game = between_organisations(worths_of(document))
        exact = shapley(len(game.players), game.worth)
        for seed in range(SEEDS):
            order = shuffled_orders(len(game.players), seed)
            rows = estimate([antithetic_pair(next(order), game) for _ in range(PAIRS)])
            hits += sum(
                abs(r.mean - v) <= r.half_width + 1e-9 for r, v in zip(rows, exact, strict=True) if r.half_width
            )
            tries += sum(row.half_width > 0 for row in rows)
    assert tries > 500
    assert 0.92 <= hits / tries <= 0.98
