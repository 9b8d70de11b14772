"""The programme business case in five-case structure, as blocks: every figure from place and plan, no text made up."""

from collections.abc import Iterator

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.business_case.annexes import annexes, still_to_write
from placewide.reports.business_case.blocks import Block, BusinessCase, Heading, Unwritten, numbered
from placewide.reports.business_case.cells import span
from placewide.reports.business_case.commercial import commercial_case
from placewide.reports.business_case.economic import economic_case
from placewide.reports.business_case.financial import financial_case
from placewide.reports.business_case.management import management_case
from placewide.reports.business_case.strategic import strategic_case
from placewide.reports.business_case.summary import summary
from placewide.reports.business_case.unwritten import CONTROL
from placewide.reports.sentences import count
from placewide.reports.view import View
from placewide.reports.workbook.facts import Facts

NOT_ASKED = WhatIf()


def business_case(document: PlaceDocument, plan: Plan, what_if: WhatIf = NOT_ASKED) -> BusinessCase:
    """The whole paper, with the longer answers that there are. Without the spread of the result, that is asked for.

    The same place and plan give the same paper. Raises ValueError for a plan without an answer: there is no case for
    a plan that does not exist.
    """
    facts = Facts(document, plan)
    if not facts.view.has_answer:
        raise ValueError("There is no plan, so there is no business case.")
    blocks = tuple(_blocks(facts, what_if))
    return BusinessCase(
        title=f"{facts.view.place}: programme business case",
        place=facts.view.place,
        subtitle="Programme business case in five cases",
        cover=tuple(_cover(facts.view, blocks)),
        control=CONTROL,
        version=plan.version,
        blocks=numbered((*blocks, *still_to_write([Heading(level=1, text="Title page"), CONTROL, *blocks]))),
    )


def _blocks(facts: Facts, what_if: WhatIf) -> Iterator[Block]:
    yield from summary(facts.view, what_if)
    yield from strategic_case(facts.view)
    yield from economic_case(facts, what_if)
    yield from commercial_case(facts.view)
    yield from financial_case(facts)
    yield from management_case(facts)
    yield from annexes(facts.view)


def _cover(view: View, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    missing = 1 + sum(isinstance(block, Unwritten) for block in blocks)
    strategy = view.document.strategy
    yield "State", f"Draft: {count(missing, 'part')} still to be written, each marked where it stands"
    if strategy.title:
        yield "Strategy", f"{strategy.title}{f', version {strategy.version}' if strategy.version else ''}"
    yield "Scenario", view.scenario_name or "none: as the place file stands"
    yield "Years", span(view.years)
    yield "Place file", f"{view.plan.digest[:19]}…, in full in the annex"
    yield "Made by", f"Placewide {view.plan.version}; every figure is computed from the place file and its plan"
