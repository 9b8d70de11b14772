"""How far the result may spread where it was drawn: percentiles, the inputs that move it most, and other best sets."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from placewide.domain.plan.questions.sensitivity import SetChange
from placewide.domain.plan.questions.uncertainty import Sampled, Spread, UncertaintyResult
from placewide.numerics.rounding import round_half_up
from placewide.reports import what_if_sentences
from placewide.reports.answers import quoted
from placewide.reports.business_case.blocks import Block, Bullets, Column, Paragraph, table
from placewide.reports.business_case.cells import drawn
from placewide.reports.business_case.drawings import spread_drawing
from placewide.reports.input_names import InputNames
from placewide.reports.sentences import listed, percentage, plain, sentence
from placewide.reports.view import View

SHOWN = 10
SHAPES = {"triangular": "triangular", "pert": "PERT", "log_normal": "log-normal"}
ENDS = {Fraction(0): "nothing", Fraction(2): "twice as much"}
Read = Callable[[Spread], str]


def spread(view: View, result: UncertaintyResult) -> Iterator[Block]:
    names = InputNames(view)
    yield Paragraph(text=what_if_sentences.sureness(result))
    if points := tuple(what_if_sentences.sureness_points(names, result)):
        yield Bullets(items=points)
    if not result.inputs:
        return
    if result.curve_pence:
        yield spread_drawing(result)
    yield from _percentiles(result)
    yield Paragraph(text=_how(result), quiet=True)
    yield from _tornado(names, result)
    yield from _other_sets(names, result)
    if result.refused:
        refused = listed([names.quoted(id_) for id_ in result.refused])
        yield Paragraph(text=sentence(f"taken as certain, because the range could not be used: {refused}"), quiet=True)


def _how(result: UncertaintyResult) -> str:
    rho = "" if result.rho is None else f", correlation {_rho(result.rho)}"
    return (
        f"From {result.draws:,} draws of {len(result.inputs)} inputs in the ranges that the place file states (shape "
        f"{SHAPES[result.shape]}{rho}, seed {result.seed}). The error is the standard error of the draws."
    )


def _percentiles(result: UncertaintyResult) -> Iterator[Block]:
    sides = [(f"If correlated at {_rho(rho)}", each) for rho, each in result.at_other_rho]
    if result.weighted is not None:
        sides.append(("With distributional weights", result.weighted.npsv))
    columns = (
        Column(heading="Benefits less costs", width=5),
        Column(heading="As drawn", width=3, numeric=True),
        Column(heading="Error", width=2, numeric=True),
        *(Column(heading=heading, width=3, numeric=True) for heading, _ in sides),
    )
    rows = [
        (name, read(result.npsv), error(result.npsv), *(read(each) for _, each in sides))
        for name, read, error in _figures(result)
    ]
    yield from table("How far benefits less costs may spread", columns, rows)


def _figures(result: UncertaintyResult) -> Iterator[tuple[str, Read, Read]]:
    yield "As stated", lambda each: drawn(each.as_stated_pence), lambda _: ""
    yield "Mean of the draws", _amount(lambda each: each.mean), _error(lambda each: each.mean)
    for percent in sorted(result.npsv.percentiles):
        at = _at(percent)
        yield f"Not above this in {percent} % of draws", _amount(at), _error(at)
    yield "Mean of the worst 5 %", _amount(lambda each: each.shortfall), _error(lambda each: each.shortfall)
    yield (
        "Chance that costs exceed benefits",
        lambda each: _share(each.chance_of_loss),
        lambda each: _share(each.chance_error),
    )


def _at(percent: int) -> Callable[[Spread], Sampled]:
    return lambda each: each.percentiles[percent]


def _amount(part: Callable[[Spread], Sampled]) -> Read:
    return lambda each: drawn(part(each).pence)


def _error(part: Callable[[Spread], Sampled]) -> Read:
    return lambda each: drawn(part(each).error_pence)


def _tornado(names: InputNames, result: UncertaintyResult) -> Iterator[Block]:
    columns = (
        Column(heading="Line", width=4),
        Column(heading="Of what", width=4),
        Column(heading="Range, of what is stated", width=3, numeric=True),
        Column(heading="Result at the lower end", width=3, numeric=True),
        Column(heading="Result at the upper end", width=3, numeric=True),
    )
    rows = [
        (
            names.name(swing.id),
            names.under(swing.id),
            f"{_percent(swing.low)} to {_percent(swing.high)}",
            drawn(swing.npsv_at_low_pence),
            drawn(swing.npsv_at_high_pence),
        )
        for swing in result.tornado[:SHOWN]
    ]
    yield from table("Inputs that move the result most, one at a time", columns, rows)


def _other_sets(names: InputNames, result: UncertaintyResult) -> Iterator[Block]:
    columns = (
        Column(heading="Input", width=5),
        Column(heading="If it falls", width=6),
        Column(heading="If it rises", width=6),
    )
    rows = [
        (
            names.quoted(id_),
            _change(names.view, switch.below, switch.lowest),
            _change(names.view, switch.above, switch.highest),
        )
        for id_, switch in result.set_switches.items()
    ]
    yield from table("Where another set of projects would be the best", columns, rows)


def _change(view: View, change: SetChange | None, end: Fraction) -> str:
    if change is None:
        return f"the same set, even at {ENDS.get(end, _percent(end))}"
    if change.no_plan:
        return f"at {_percent(change.changed_at)}: no plan is possible"
    out = [f"{listed([quoted(view, project) for project in change.leaves], most=2)} out"] if change.leaves else []
    new = [f"{listed([quoted(view, project) for project in change.joins], most=2)} in"] if change.joins else []
    return f"at {_percent(change.changed_at)}: {', '.join([*out, *new])}"


def _percent(factor: Fraction) -> str:
    return f"{round_half_up(factor * 100)} %"


def _share(value: float) -> str:
    return percentage(Fraction(value).limit_denominator(10**9))


def _rho(value: float) -> str:
    return plain(Fraction(value).limit_denominator(1000))
