"""The annexes: assumptions, every share, sources, findings, and what is still to be written."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from placewide.domain.shared.findings import Finding
from placewide.reports.business_case.blocks import (
    ANNEX,
    Block,
    Bullets,
    Column,
    FactList,
    Heading,
    Paragraph,
    Unwritten,
    table,
)
from placewide.reports.business_case.cells import NOTHING, span
from placewide.reports.business_case.sharing import every_share
from placewide.reports.sentences import count, listed, plain
from placewide.reports.view import View
from placewide.reports.wording import MONEY_STATUSES, SEVERITIES, objective_words

MOST_OF_A_RULE = 8


def annexes(view: View) -> Iterator[Block]:
    yield Heading(level=1, text=f"{ANNEX}what this rests on")
    yield FactList(rows=tuple(_assumptions(view)))
    yield from _overrides(view)
    if view.plan.shares:
        yield Heading(level=1, text=f"{ANNEX}every share", follows_on=True)
        yield from every_share(view)
    yield from _sources(view)
    yield from _findings(view)


def still_to_write(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every part that is not written, under the heading that it stands under."""
    heading, items = "", []
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Unwritten):
            items.append(f"{heading}: {block.said}")
    yield Heading(level=1, text=f"{ANNEX}what is still to be written", follows_on=True)
    yield Paragraph(text="Nothing in these parts was made up; each is marked where it stands.")
    yield Bullets(items=tuple(items))


def _assumptions(view: View) -> Iterator[tuple[str, str]]:
    place, settings = view.document.place, view.settings
    yield "Place file", view.plan.digest
    yield "Placewide version", view.plan.version
    yield "Scenario", view.scenario_name or "none: as the place file stands"
    yield "Aim", listed([objective_words(name) for name in view.plan.objectives]) or "not said"
    yield "Years of money", span(view.years)
    years = count(place.appraisal_years or place.years, "year")
    yield "Appraised over", f"{years}, at the Green Book’s rates; year 0 is {place.first_year}"
    yield "Inflation on costs", f"{plain(Fraction(place.inflation))} % a year, for the money to be found"
    yield "VAT", f"{plain(Fraction(place.vat))} % on costs whose VAT cannot be recovered, in the financial case alone"
    yield "Contingency", f"{plain(Fraction(place.contingency))} % unless a cost line sets its own"
    yield "Money counted", listed([MONEY_STATUSES[status] for status in settings.count]) or "none"
    yield "Sharing", "allowed, where money may be shared" if settings.shares else "nobody shares"
    stop = f"stops at proof or after {plain(Fraction(settings.stop.seconds), 1)} seconds"
    yield "Search", stop


def _overrides(view: View) -> Iterator[Block]:
    columns = (Column(heading="Project", width=4), Column(heading="Put", width=1), Column(heading="Reason", width=6))
    rows = [
        (view.project_name(force.project), "in" if force.in_ else "out", force.reason or "none recorded")
        for force in view.settings.force
    ]
    yield from table("Projects put in or left out by the partners, whatever the optimum says", columns, rows)


def _sources(view: View) -> Iterator[Block]:
    sources = view.document.place.sources
    if not sources:
        return
    yield Heading(level=1, text=f"{ANNEX}sources", follows_on=True)
    columns = (Column(heading="Source", width=8), Column(heading="Date", width=2), Column(heading="Address", width=5))
    rows = [(each.title or key, each.date or NOTHING, each.url or NOTHING) for key, each in sources.items()]
    yield from table("Sources of the figures in the place file", columns, rows)


def _findings(view: View) -> Iterator[Block]:
    yield Heading(level=1, text=f"{ANNEX}what was found on the way", follows_on=True)
    findings = sorted(view.plan.findings, key=lambda finding: list(SEVERITIES).index(finding.severity))
    if not findings:
        yield Paragraph(text="Nothing was found that a reader should know.")
    columns = (
        Column(heading="What was found", width=8),
        Column(heading="Where", width=4),
        Column(heading="What to do", width=2),
    )
    yield from table("Findings", columns, _few_of_each(findings))


def _few_of_each(findings: Sequence[Finding]) -> Iterator[tuple[str, str, str]]:
    """The first findings of each rule; how many more there are of it is said once."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for those in by_rule.values():
        yield from (_finding(each) for each in those[:MOST_OF_A_RULE])
        if (more := len(those) - MOST_OF_A_RULE) > 0:
            yield f"{more:,} more of the same kind", NOTHING, SEVERITIES[those[0].severity]


def _finding(finding: Finding) -> tuple[str, str, str]:
    where = f"{finding.where} ({finding.position})" if finding.position else finding.where
    return finding.message, where, SEVERITIES[finding.severity]
