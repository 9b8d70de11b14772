"""The sheet “Strategic value”: scores of the chosen projects by priority, weighed."""

from collections.abc import Sequence
from fractions import Fraction

from placewide.domain.plan.problem.modes import Mode
from placewide.reports.sentences import plain
from placewide.reports.workbook.cells import Cell, Column, Row, Sheet, Table, with_unique_headings
from placewide.reports.workbook.codes import code
from placewide.reports.workbook.facts import Facts


def value_of(facts: Facts, mode: Mode) -> Fraction:
    """Σ weight × score; the weights add up to 1, or are all nil."""
    weights = facts.view.weights
    return sum((weights.get(priority, Fraction(0)) * score for priority, score in mode.scores.items()), Fraction(0))


def total_value(facts: Facts) -> Fraction:
    return sum((value_of(facts, mode) for mode in facts.modes), Fraction(0))


def value_sheet(facts: Facts) -> Sheet:
    whose = facts.view.settings.weights
    seen_by = f" as {facts.view.organisation_name(whose)} sees them" if isinstance(whose, str) else ""
    return Sheet(
        name="Strategic value",
        title="What the projects do for the strategy",
        lines=(
            f"The chosen projects add up to {plain(total_value(facts))} points of strategic value.",
            f"Value = Σ weight × score ÷ Σ weights, with the weights{seen_by} in the row above the headings. Scores go "
            f"from 0 to {plain(Fraction(facts.document.strategy.score_max))}.",
        ),
        tables=(_table(facts),),
    )


def _table(facts: Facts) -> Table:
    priorities = list(facts.view.weights)
    columns = [Column(key="project", heading="Project", width=40)]
    for index, priority in enumerate(priorities):
        heading = facts.view.priority_name(priority)
        columns.append(Column(key=f"score_{index}", heading=heading, look="points", width=13))
    columns.append(
        Column(key="value", heading="Strategic value", look="points", width=12, formula=_formula(priorities))
    )
    columns.append(Column(key="code", heading="Project code", look="key", width=20))
    weights = {
        f"score_{index}": Cell(value=facts.view.weights[priority], look="percent")
        for index, priority in enumerate(priorities)
    }
    whole = Cell(value=total_value(facts), formula="=SUM({value})", look="points", name="Strategic_value")
    rows = [_row(facts, mode, priorities) for mode in facts.modes]
    return Table(
        id="value", title="Scores by priority", columns=with_unique_headings(columns), rows=rows,
        top={"project": "Weight of the priority; total value", **weights, "value": whole}, printed=len(columns) - 1,
    )  # fmt: skip


def _row(facts: Facts, mode: Mode, priorities: Sequence[str]) -> Row:
    return {
        "project": facts.view.project_name(mode.project),
        **{f"score_{index}": mode.scores.get(priority, 0) for index, priority in enumerate(priorities)},
        "value": value_of(facts, mode),
        "code": code(mode.project),
    }


def _formula(priorities: Sequence[str]) -> str | None:
    if not priorities:
        return None
    last = len(priorities) - 1
    weights, scores = f"{{value.score_0^}}:{{value.score_{last}^}}", f"{{score_0}}:{{score_{last}}}"
    return f"=IF(SUM({weights})=0,0,SUMPRODUCT({weights},{scores})/SUM({weights}))"
