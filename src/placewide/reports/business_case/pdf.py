"""The business case as PDF: tagged for accessibility (PDF/UA-1), with vector drawings. Words go to typst as data."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.business_case.blocks import (
    MARK,
    Block,
    Bullets,
    BusinessCase,
    Drawing,
    FactList,
    Heading,
    KeyFigures,
    Paragraph,
    TableBlock,
)
from placewide.reports.business_case.content import NOT_ASKED, business_case
from placewide.reports.business_case.lettering import familiar, without_controls

Json = dict[str, Any]


def write_business_case_pdf(document: PlaceDocument, plan: Plan, path: Path, *, what_if: WhatIf = NOT_ASKED) -> None:
    """Write the business case as PDF. The same place and plan give the same bytes on the same machine.

    Raises ValueError for a plan without an answer, OSError where the file cannot be written.
    """
    path.write_bytes(pdf_of(business_case(document, plan, what_if)))


def pdf_of(case: BusinessCase) -> bytes:
    """The paper as bytes. A letter that no font of this machine has becomes a question mark, and the rest stays."""
    data = json.dumps(_clean(_case(case)), ensure_ascii=False)
    try:
        return _compiled(data)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(familiar(data))


def _compiled(data: str) -> bytes:
    template = files("placewide.reports").joinpath("assets").joinpath("business_case.typ").read_bytes()
    made = typst.compile(template, format="pdf", pdf_standards=["ua-1"], sys_inputs={"case": data})
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single PDF.")
    return made


def _case(case: BusinessCase) -> Json:
    return {
        "title": case.title,
        "place": case.place,
        "subtitle": case.subtitle,
        "cover": case.cover,
        "control": _block(case.control),
        "version": case.version,
        "blocks": [_block(block) for block in case.blocks],
    }


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, dict):
        return {key: _clean(inside) for key, inside in value.items()}
    return [_clean(inside) for inside in value] if isinstance(value, list | tuple) else value


def _block(block: Block) -> Json:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "said": block.said, "fresh": not block.follows_on}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, "quiet": block.quiet}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": block.items}
    if isinstance(block, FactList):
        return {"kind": "facts", "rows": block.rows}
    if isinstance(block, KeyFigures):
        return {"kind": "figures", "items": block.items}
    if isinstance(block, TableBlock):
        return _table(block)
    if isinstance(block, Drawing):
        return {
            "kind": "drawing",
            "svg": block.svg,
            "number": block.number,
            "title": block.title,
            "alternative": block.alternative,
            "width": block.width,
        }
    return {"kind": "unwritten", "mark": MARK, "said": block.said}


def _table(block: TableBlock) -> Json:
    columns = [{"heading": each.heading, "width": each.width, "numeric": each.numeric} for each in block.columns]
    return {
        "kind": "table",
        "number": block.number,
        "caption": block.caption,
        "short": block.is_short,
        "columns": columns,
        "rows": block.rows,
        "totals": block.totals,
    }
