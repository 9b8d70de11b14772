"""How sure we are: the spread of the result, what moves it most, and what would have to be otherwise."""

from collections.abc import Iterator
from fractions import Fraction

from placewide.domain.plan.questions.sensitivity import SetChange, SetSwitch, Swing, Switch
from placewide.domain.plan.questions.uncertainty import OrganisationSpread, Sampled, Spread, UncertaintyResult
from placewide.reports import what_if_sentences as said
from placewide.reports.html.components import (
    Column,
    Row,
    bullets,
    details,
    figure,
    link,
    paragraph,
    quiet,
    section,
    table,
    unbroken,
)
from placewide.reports.input_names import InputNames, anchor_of
from placewide.reports.markup import Child, Markup, fragment
from placewide.reports.sentences import count, exact, listed, money, plain, sentence
from placewide.reports.svg.spread import Mark, draw_spread
from placewide.reports.svg.tornado import SwingRow, draw_tornado
from placewide.reports.view import View

SHOWN = 10
FURTHEST = Fraction(3)
"""Three times what is stated: what it takes more than that to turn the result is not worth a row."""


def sureness_section(view: View, found: UncertaintyResult) -> Markup:
    names = InputNames(view)
    return section(
        "sureness",
        said.TITLES["uncertainty"],
        said.sureness(found),
        bullets(said.sureness_points(names, found)),
        _drawn(found) if found.inputs else None,
        _figures(found) if found.inputs else None,
        _tornado(names, found),
        _switching(names, found),
        _organisations(view, found) if found.inputs else None,
        _how(names, found),
    )


def _drawn(found: UncertaintyResult) -> Markup | None:
    if not found.curve_pence:
        return None
    low, middle, high = (found.npsv.percentiles[percent].pence for percent in (10, 50, 90))
    marks = [
        Mark(said=f"P10 {money(low)}: one in ten is below", pence=low),
        Mark(said=f"P50 {money(middle)}: half are below", pence=middle),
        Mark(said=f"P90 {money(high)}: one in ten is above", pence=high),
        Mark(said=f"as stated {money(found.npsv.as_stated_pence)}", pence=found.npsv.as_stated_pence, broken=True),
    ]
    title = "How likely which result is: benefit less cost"
    drawing = draw_spread(
        "spread",
        found.curve_pence,
        marks,
        (low, high),
        title=title,
        description=f"{said.sureness(found)} Heights are how many of {found.draws:,} draws fall there; the outermost "
        "one in a hundred on either side is not drawn.",
    )
    return figure(drawing, heading=title, id_="spread")


def _figures(found: UncertaintyResult) -> Markup | None:
    npsv = found.npsv
    columns = (Column("Benefit less cost"), Column("Amount", numeric=True), Column("Standard error", numeric=True))
    rows = [
        _figure("With every figure as stated", Sampled(pence=npsv.as_stated_pence, error_pence=0)),
        _figure("Mean of all draws", npsv.mean),
        _figure("P10: one draw in ten is below", npsv.percentiles[10]),
        _figure("P50: half of them are below", npsv.percentiles[50]),
        _figure("P80: eight in ten are below", npsv.percentiles[80]),
        _figure("P90: nine in ten are below", npsv.percentiles[90]),
        _figure("Expected shortfall: mean of the worst draw in twenty", npsv.shortfall),
        Row(["Chance that it is below nil", f"{npsv.chance_of_loss * 100:.3f} %", f"{npsv.chance_error * 100:.3f} %"]),
    ]
    if found.weighted:
        rows.append(_figure("Mean with distributional weights", found.weighted.npsv.mean))
    caption = f"The result over {found.draws:,} draws"
    return table("spread-table", caption, columns, rows, look="stacked")


def _figure(name: str, figure_: Sampled) -> Row:
    error = exact(figure_.error_pence) if figure_.error_pence else "–"
    return Row([name, unbroken(exact(figure_.pence)), error])


def _tornado(names: InputNames, found: UncertaintyResult) -> Markup | None:
    shown = found.tornado[:SHOWN]
    if not shown:
        return None
    rows = [
        SwingRow(
            name=names.name(swing.id),
            under=names.under(swing.id),
            at_low_pence=swing.npsv_at_low_pence,
            at_high_pence=swing.npsv_at_high_pence,
            href=f"#{anchor_of('swing', swing.id)}",
        )
        for swing in shown
    ]
    title = "What moves the result most, one line at a time"
    drawing = draw_tornado(
        "tornado",
        rows,
        found.npsv.as_stated_pence,
        title=title,
        description=f"Benefit less cost with {names.quoted(shown[0].id)} at either end of its range, everything else "
        "as stated, and so for each line; the table below has all of them.",
    )
    return fragment(figure(drawing, heading=title, id_="tornado"), _swings(names, found))


def _swings(names: InputNames, found: UncertaintyResult) -> Markup | None:
    columns = (
        Column("Line"),
        Column("Low end", numeric=True),
        Column("High end", numeric=True),
        Column("Result at the low end", numeric=True),
        Column("Result at the high end", numeric=True),
    )
    rows = [Row(_swing(names, swing), id=anchor_of("swing", swing.id)) for swing in found.tornado]
    first = table(
        "swings", "Lines with a range: benefit less cost at either end", columns, rows[:SHOWN], look="stacked"
    )
    rest = table("more-swings", "The other lines with a range", columns, rows[SHOWN:], look="stacked")
    return fragment(first, details(f"{count(len(rows) - SHOWN, 'more line')}".capitalize(), rest) if rest else None)


def _swing(names: InputNames, swing: Swing) -> list[Child]:
    return [
        _named(names, swing.id),
        percent(swing.low),
        percent(swing.high),
        unbroken(exact(swing.npsv_at_low_pence)),
        unbroken(exact(swing.npsv_at_high_pence)),
    ]


def _named(names: InputNames, input_: str) -> Markup:
    project = names.project(input_)
    anchor = names.view.anchor("project", project) if project else None
    return fragment(names.name(input_), quiet(link(names.under(input_), anchor)))


def percent(factor: Fraction) -> str:
    """A factor as a share of the amount as stated."""
    return f"{plain(100 * factor, 1)} %"


def _switching(names: InputNames, found: UncertaintyResult) -> Markup | None:
    switches = {row.id: row for row in found.switching}
    near = [row.id for row in found.switching if row.factor is not None and row.factor <= FURTHEST]
    inputs = dict.fromkeys([*found.set_switches, *found.unsearched, *near])
    columns = (
        Column("Amount"),
        Column("Adds as stated", numeric=True),
        Column("Result is nil at", numeric=True),
        Column("Downwards, other projects at"),
        Column("Upwards, other projects at"),
    )
    rows = [
        Row(_switch(names, switches[name], found.set_switches.get(name), searched=name in found.unsearched))
        for name in inputs
        if name in switches
    ]
    caption = "What would have to be otherwise, in per cent of the amount as stated"
    return fragment(
        table("switching", caption, columns, rows, look="stacked"),
        paragraph(
            "For another set of projects the place is planned anew with the amount scaled; a set that changes and "
            "changes back within a quarter goes unseen. “None” is an answer.",
            class_="nhsuk-body-s",
        )
        if found.set_switches
        else None,
    )


def _switch(names: InputNames, row: Switch, change: SetSwitch | None, *, searched: bool) -> list[Child]:
    if row.factor is None:
        nil: Child = "none"
    else:
        reached = {True: "its range reaches it", False: "outside its range", None: None}[row.within_range]
        nil = fragment(percent(row.factor), quiet(reached) if reached else None)
    unknown = "not known in time" if searched else "not looked for"
    below = _change(names, change.below, "down to", change.lowest) if change else unknown
    above = _change(names, change.above, "up to", change.highest) if change else unknown
    return [_named(names, row.id), unbroken(exact(row.contribution_pence)), nil, below, above]


def _change(names: InputNames, change: SetChange | None, towards: str, end: Fraction) -> Child:
    if change is None:
        return f"none {towards} {percent(end)}"
    at = percent(change.changed_at)
    if change.no_plan:
        return fragment(at, quiet("then there is no plan at all"))
    gone, come = ([names.view.project_name(name) for name in part] for part in (change.leaves, change.joins))
    words = [f"out: {listed(gone)}" if gone else "", f"in: {listed(come)}" if come else ""]
    return fragment(at, quiet("; ".join(word for word in words if word)))


def _organisations(view: View, found: UncertaintyResult) -> Markup | None:
    columns = (
        Column("Organisation"),
        Column("As stated", numeric=True),
        Column("P10", numeric=True),
        Column("P90", numeric=True),
        Column("Chance that it loses", numeric=True),
    )
    rows = [
        Row(_organisation(view, row))
        for row in sorted(found.by_organisation, key=lambda row: (-row.own.chance_of_loss, row.own.as_stated_pence))
        if row.organisation is not None and _moves(row)
    ]
    return table("who-may-lose", "Gains less own money of each organisation over all draws", columns, rows)


def _moves(row: OrganisationSpread) -> bool:
    return bool(row.own.as_stated_pence or row.own.deviation_pence)


def _organisation(view: View, row: OrganisationSpread) -> list[Child]:
    spread = row.own
    name = link(view.organisation_name(row.organisation), view.anchor("organisation", row.organisation))
    ends = [unbroken(exact(spread.percentiles[percent].pence)) for percent in (10, 90)]
    return [name, unbroken(exact(spread.as_stated_pence)), *ends, said.chance(spread.chance_of_loss)]


def _how(names: InputNames, found: UncertaintyResult) -> Markup:
    columns = (Column("Draws"), Column("Mean so far", numeric=True), Column("Standard error", numeric=True))
    rows = [Row([f"{draws:,}", exact(mean.pence), exact(mean.error_pence)]) for draws, mean in found.running]
    settled = table("convergence", "How the mean settled", columns, rows, look="stacked") if found.inputs else None
    return details("How this was found", bullets(_method(names, found)), settled)


def _method(names: InputNames, found: UncertaintyResult) -> Iterator[str]:
    if found.inputs:
        shape = found.shape.replace("_", "-")
        lines = count(len(found.inputs), "line")
        yield sentence(f"{lines} with a range, {found.draws:,} draws, shape {shape}, seed {found.seed}")
        if found.rho is not None:
            yield (
                f"Good and bad fortune move together with a correlation of {found.rho:g}: a convention without "
                "evidence behind it."
            )
        for rho, spread in found.at_other_rho:
            yield f"With {rho:g} instead, eight draws in ten lie between {_ends(spread)}."
        if found.npsv.draws_needed is not None:
            yield f"The mean is known to 1 % of itself after {found.npsv.draws_needed:,} draws."
    for name, why in found.refused.items():
        yield f"{names.quoted(name)} is taken as certain: {why}."


def _ends(spread: Spread) -> str:
    return f"{money(spread.percentiles[10].pence)} and {money(spread.percentiles[90].pence)}"
