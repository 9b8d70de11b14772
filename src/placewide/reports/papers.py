"""Every paper of a plan in one folder: the page, JSON, the workbook, the business case in Word and PDF, the slides."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.business_case.pdf import write_business_case_pdf
from placewide.reports.business_case.word import write_business_case_docx
from placewide.reports.html.page import report_page
from placewide.reports.plan_json import plan_to_json
from placewide.reports.seal import is_unchanged
from placewide.reports.slides import write_slides
from placewide.reports.what_if_json import what_if_to_json
from placewide.reports.workbook.book import write_plan_workbook

NOT_ASKED = WhatIf()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What all papers are drawn from."""

    document: PlaceDocument
    plan: Plan
    what_if: WhatIf = NOT_ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file. `needs`: what there must be for it to make sense; without it, it is not written.

    `editable`: people go on with it, so what they wrote must be kept.
    """

    file: str
    what: str
    write: Callable[[Answered, Path], None]
    needs: Callable[[Plan], bool]
    editable: bool = False


def _anything(_plan: Plan) -> bool:
    return True


def _an_answer(plan: Plan) -> bool:
    return plan.status in ("optimal", "feasible")


def _a_project(plan: Plan) -> bool:
    """A board is asked for projects: where none is in the plan, there is nothing to ask it for."""
    return _an_answer(plan) and any(outcome.selected for outcome in plan.projects)


def _page(of: Answered, path: Path) -> None:
    path.write_text(report_page(of.document, of.plan, of.what_if), encoding="utf-8")


def _json(of: Answered, path: Path) -> None:
    result = {**plan_to_json(of.plan), **what_if_to_json(of.document, of.what_if)}
    path.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _workbook(of: Answered, path: Path) -> None:
    write_plan_workbook(of.document, of.plan, path)


def _word(of: Answered, path: Path) -> None:
    write_business_case_docx(of.document, of.plan, path, what_if=of.what_if)


def _pdf(of: Answered, path: Path) -> None:
    write_business_case_pdf(of.document, of.plan, path, what_if=of.what_if)


def _slides(of: Answered, path: Path) -> None:
    write_slides(of.document, of.plan, path, what_if=of.what_if)


PAPERS = (
    Paper(file="report.html", what="the page with everything", write=_page, needs=_anything),
    Paper(file="plan.json", what="the plan for other programs", write=_json, needs=_anything),
    Paper(file="plan.xlsx", what="the workbook with live formulas", write=_workbook, needs=_an_answer),
    Paper(
        file="business-case.docx", what="the business case to be finished in Word", write=_word, needs=_a_project,
        editable=True,
    ),
    Paper(file="business-case.pdf", what="the business case as it stands", write=_pdf, needs=_a_project),
    Paper(file="slides.pptx", what="the slides", write=_slides, needs=_a_project, editable=True),
)  # fmt: skip


def papers_of(plan: Plan) -> tuple[Paper, ...]:
    """The papers that make sense for this plan."""
    return tuple(paper for paper in PAPERS if paper.needs(plan))


def set_aside(paper: Paper, folder: Path) -> Path | None:
    """Where a paper that somebody has changed since it was written now is, out of the way of a new one.

    None where there is none, or where nobody has changed it. Raises OSError if it cannot be moved.
    """
    old = folder / paper.file
    if not paper.editable or not old.exists() or is_unchanged(old):
        return None
    names = (old.with_name(f"{old.stem}.kept-{number}{old.suffix}") for number in count(1))
    free = next(name for name in names if not name.exists())
    old.rename(free)
    return free
