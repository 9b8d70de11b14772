"""Reads a deck back the way PowerPoint would, for the tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.slides import write_slides
from placewide.reports.slides.deck import NOT_ASKED

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def deck_of(document: PlaceDocument, plan: Plan, folder: Path, what_if: WhatIf = NOT_ASKED) -> Any:
    path = folder / "slides.pptx"
    write_slides(document, plan, path, what_if=what_if)
    return Presentation(str(path))


def shapes_of(shapes: Any) -> Iterator[Any]:
    """Every shape, also those inside groups."""
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from shapes_of(shape.shapes)


def titles_of(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def words_of(slide: Any) -> str:
    """Everything that is written on a slide."""
    said = []
    for shape in shapes_of(slide.shapes):
        if shape.has_text_frame:
            said.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
        if getattr(shape, "has_chart", False) and shape.has_chart:
            said += [str(category) for category in shape.chart.plots[0].categories]
    return "\n".join(said)


def notes_of(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def properties(shape: Any) -> Any:
    return shape._element.xpath(".//p:cNvPr")[0]


def is_decorative(shape: Any) -> bool:
    return any(True for _ in properties(shape).iter(DECORATIVE))


def sizes_of(element: Any) -> list[float]:
    """Sizes, in points, of every run and of every empty paragraph."""
    found = []
    for paragraph in element.iter(qn("a:p")):
        runs = [run for run in paragraph if run.tag in (qn("a:r"), qn("a:fld"))]
        holders = [run.find(qn("a:rPr")) for run in runs] or [paragraph.find(qn("a:endParaRPr"))]
        found += [
            int(holder.get("sz")) / 100 if holder is not None and holder.get("sz") else 18.0 for holder in holders
        ]
    return found
