"""The Table: a flip changes the scoping and nothing else, and the answer is two proven plans."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from placewide.analysis.the_table import (
    NOTHING,
    SCENARIO,
    Flips,
    as_plain,
    as_scenario,
    bare_plan,
    canonical,
    chosen_in,
    from_plain,
    offerable_allocations,
    shareable_allocations,
    table_answer,
    uncounted_statuses,
    with_flips,
)
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import NotPlannableError, plan_place
from placewide.domain.plan.tests.random_places import small_places
from placewide.domain.plan.tests.simple import CARE, money, place, project
from placewide.domain.scope.records import Change, Force, Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.strategy.records import Priority, Strategy

OWN, OTHER = project("own", 3, capital=[60]), project("other", 2, capital=[30], lead="hospice")
POT = money("pot", "trust", "capital", 100, may_share=True, shareable=40)
HOPED = money("hoped", "hospice", "capital", 50, status="announced")
PLACE = place([OWN, OTHER], [POT, HOPED])
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_without_flips_it_is_the_very_document() -> None:
    assert with_flips(PLACE, NOTHING) is PLACE


def test_says_what_can_be_done_alone_and_together() -> None:
    answer = table_answer(PLACE, NOTHING)
    assert chosen_in(answer.alone) == ("own",)
    assert chosen_in(answer.together) == ("other", "own")
    assert answer.before == ("other", "own")
    assert (answer.alone.status, answer.together.status) == ("optimal", "optimal")


def test_a_share_kept_back_takes_away_what_it_carries() -> None:
    answer = table_answer(PLACE, Flips(kept_back=("pot",)))
    assert chosen_in(answer.together) == ("own",)
    assert answer.before == ("other", "own")


def test_a_grant_that_is_lost_is_lost_alone_as_well() -> None:
    answer = table_answer(PLACE, Flips(lost=("pot",)))
    assert (chosen_in(answer.alone), chosen_in(answer.together)) == ((), ())


def test_money_that_is_hoped_for_counts_when_it_is_flipped() -> None:
    answer = table_answer(PLACE, Flips(counted=("announced",)))
    assert chosen_in(answer.alone) == ("other", "own")


def test_a_project_put_in_or_left_out_is_so_whatever_it_costs() -> None:
    assert chosen_in(table_answer(PLACE, Flips(left_out=("own",))).together) == ("other",)
    short = place([OWN, OTHER], [money("pot", "trust", "capital", 60, may_share=True)])
    assert chosen_in(table_answer(short, NOTHING).together) == ("own",)
    assert chosen_in(table_answer(short, Flips(put_in=("other",))).together) == ("other",)


def test_other_weights_choose_otherwise() -> None:
    both = (Priority(id=CARE, weight=Decimal(1)), Priority(id=Identifier("home"), weight=Decimal(0)))
    home = project("home", 0, capital=[60], serves={Identifier("home"): Decimal(5)})
    document = place([OWN, home], [money("pot", "trust", "capital", 60)], strategy=Strategy(priorities=both))
    assert chosen_in(table_answer(document, NOTHING).together) == ("own",)
    flips = canonical(document, Flips(weights=(("home", Decimal(1)),)))
    assert chosen_in(table_answer(document, flips).together) == ("home",)


def test_the_plan_together_is_the_plan_of_the_place_but_for_its_reasons() -> None:
    whole, bare = plan_place(PLACE), bare_plan(PLACE)
    assert (bare.objective, bare.payments, bare.shares, bare.care) == (
        whole.objective,
        whole.payments,
        whole.shares,
        whole.care,
    )
    assert bare.appraisal == whole.appraisal


def test_what_is_known_of_alone_is_not_computed_again_for_a_share() -> None:
    base = table_answer(PLACE, NOTHING)
    assert table_answer(PLACE, Flips(kept_back=("pot",)), base=base).alone is base.alone
    assert table_answer(PLACE, Flips(lost=("pot",)), base=base).alone is not base.alone


def test_drops_what_is_not_there_or_changes_nothing() -> None:
    asked = Flips(
        kept_back=("nowhere", "hoped"), offered=("pot",), lost=("nobody",), put_in=("nothing",), counted=("awarded",)
    )
    assert canonical(PLACE, asked) == NOTHING
    assert canonical(PLACE, Flips(weights=((str(CARE), Decimal(7)),))) == NOTHING


def test_a_flip_and_its_undoing_are_no_flip() -> None:
    assert canonical(PLACE, Flips(kept_back=("pot",), offered=("pot",))) == NOTHING
    assert canonical(PLACE, Flips(put_in=("own",), left_out=("own",))) == Flips(put_in=("own",))


def test_what_the_place_forces_already_is_no_flip_and_can_be_turned_round() -> None:
    forced = Scoping(force=(Force(project=Identifier("other"), in_=True, reason="Promised"),))
    document = place([OWN, OTHER], [POT], scoping=forced)
    assert canonical(document, Flips(put_in=("other",))) == NOTHING
    turned = with_flips(document, Flips(left_out=("other",))).scoping.force
    assert turned == (Force(project=Identifier("other"), in_=False, reason="Flipped on The Table"),)


def test_a_mandatory_project_cannot_be_left_out() -> None:
    document = place([project("own", 3, capital=[60], mandatory=True)], [POT])
    assert canonical(document, Flips(left_out=("own",))) == NOTHING


def test_a_flip_keeps_what_the_place_itself_changes() -> None:
    document = place([OWN], [POT], scoping=Scoping(change=(Change(allocation=POT.id, amount=Pence(9000)),)))
    change = with_flips(document, Flips(kept_back=("pot",))).scoping.change
    assert change == (Change(allocation=POT.id, amount=Pence(9000), may_share=False),)


def test_the_papers_scenario_says_the_same_as_the_flips() -> None:
    flips = Flips(kept_back=("pot",))
    plan = plan_place(as_scenario(PLACE, flips, "Nothing shared"), scenario=str(SCENARIO))
    assert plan.objective == table_answer(PLACE, flips).together.objective
    assert plan.scenario == SCENARIO


def test_knows_what_may_be_flipped() -> None:
    assert [pot.id for pot in shareable_allocations(PLACE)] == ["pot"]
    assert offerable_allocations(PLACE) == ()
    assert uncounted_statuses(PLACE) == ("announced",)
    assert shareable_allocations(place([], [POT], scoping=Scoping(shares=False))) == ()


def test_plain_and_back() -> None:
    flips = Flips(kept_back=("a", "b"), put_in=("c",), weights=(("care", Decimal("12.5")),))
    assert from_plain(as_plain(flips)) == flips
    assert as_plain(NOTHING) == {}


def some_flips(document: PlaceDocument, data: st.DataObject) -> Flips:
    def ids(rows: tuple[object, ...]) -> st.SearchStrategy[tuple[str, ...]]:
        names = [str(row.id) for row in rows]  # type: ignore[attr-defined]
        return st.lists(st.sampled_from(names), max_size=3).map(tuple) if names else st.just(())

    return data.draw(
        st.builds(
            Flips,
            kept_back=ids(document.allocations),
            offered=ids(document.allocations),
            lost=ids(document.allocations),
            left_out=ids(document.projects),
            counted=st.lists(st.sampled_from(["announced", "bid"]), max_size=2).map(tuple),
        )
    )


@FEW
@given(small_places(), st.data())
def test_bringing_flips_into_order_changes_nothing_more_the_second_time(
    document: PlaceDocument, data: st.DataObject
) -> None:
    flips = canonical(document, some_flips(document, data))
    assert canonical(document, flips) == flips
    assert from_plain(as_plain(flips)) == flips
    assert (with_flips(document, flips) is document) is (flips == NOTHING)


@FEW
@given(small_places(), st.data())
def test_keeping_a_share_back_never_reaches_more(document: PlaceDocument, data: st.DataObject) -> None:
    shareable = [str(pot.id) for pot in shareable_allocations(document)]
    assume(shareable)
    back = data.draw(st.lists(st.sampled_from(shareable), min_size=1, unique=True))
    with_all, without = objective(document, NOTHING), objective(document, Flips(kept_back=tuple(back)))
    assert without is None or (with_all is not None and without <= with_all)


def objective(document: PlaceDocument, flips: Flips) -> Fraction | None:
    try:
        plan = bare_plan(with_flips(document, canonical(document, flips)))
    except NotPlannableError:
        return None
    return plan.objective[0] if plan.objective else None
