"""The parts that sections are made of: section, table, drawing, list of facts, details, tag."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from placewide.reports.markup import Child, Markup, element, fragment

Look = Literal["stacked", "scrolling"]
FEW_ROWS, MANY_ROWS = 12, 25
"""A short table is never cut on paper; a long one is set closer, so that more of it is seen at once."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right, figure under figure."""

    heading: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a row, the first one its header; `id` makes it the record that drawings and links lead to."""

    cells: Sequence[Child]
    id: str | None = None


def section(id_: str, heading: str, answer: str, *children: Child) -> Markup:
    """A part of the report. It opens with its answer in one sentence."""
    return element(
        "section",
        element("h2", heading, class_="nhsuk-heading-l", id=f"{id_}-heading"),
        element("p", answer, class_="report-answer"),
        *children,
        id=id_,
        class_="report-section",
        aria_labelledby=f"{id_}-heading",
    )


def subheading(text: str, id_: str | None = None, *, level: int = 3) -> Markup:
    return element(f"h{level}", text, class_="nhsuk-heading-m", id=id_)


def paragraph(*children: Child, class_: str = "nhsuk-body") -> Markup:
    return element("p", *children, class_=class_)


def bullets(items: Iterable[Child]) -> Markup | None:
    """A bulleted list; None where there is nothing to list."""
    points = [element("li", item) for item in items]
    return element("ul", *points, class_="nhsuk-list nhsuk-list--bullet") if points else None


def table(
    id_: str,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    total: Row | None = None,
    look: Look = "scrolling",
) -> Markup | None:
    """A table with caption, scopes and a row of totals; None where there is no row.

    On a narrow screen a `stacked` table shows each row as a small card; a `scrolling` one scrolls inside a region
    that the keyboard can reach. Roles are said aloud because a changed `display` drops them in some browsers.
    """
    if not rows:
        return None
    head = element("thead", element("tr", *map(_heading, columns), role="row"), role="rowgroup")
    body = element("tbody", *(_row(row, columns) for row in rows), role="rowgroup")
    foot = element("tfoot", _row(total, columns), role="rowgroup") if total else None
    made = element(
        "table",
        element("caption", caption, id=f"{id_}-caption", class_="report-caption"),
        head,
        body,
        foot,
        id=id_,
        class_=f"report-table report-table--{look}{_length(len(rows))}",
        role="table",
    )
    return made if look == "stacked" else scrolling(made, labelled_by=f"{id_}-caption")


def scrolling(content: Child, *, labelled_by: str, class_: str = "report-scroll") -> Markup:
    """A region of its own that scrolls sideways, so that the page never does; the keyboard can reach it."""
    return element("div", content, class_=class_, role="region", aria_labelledby=labelled_by, tabindex=0)


def figure(drawing: Markup, *, heading: str, id_: str) -> Markup:
    """A drawing under its heading. The table that follows says the same in numbers."""
    title = subheading(heading, f"{id_}-heading")
    return element(
        "div", title, scrolling(drawing, labelled_by=f"{id_}-heading", class_="report-drawing"), class_="report-figure"
    )


def facts(pairs: Iterable[tuple[str, Child]]) -> Markup:
    """A list of questions and answers, in two columns where there is room."""
    rows = [
        element(
            "div",
            element("dt", key, class_="nhsuk-summary-list__key"),
            element("dd", value, class_="nhsuk-summary-list__value"),
            class_="nhsuk-summary-list__row",
        )
        for key, value in pairs
        if value
    ]
    return element("dl", *rows, class_="nhsuk-summary-list report-facts")


def details(summary: str, *children: Child, id_: str | None = None) -> Markup:
    """Something for those who want to see more; on paper it is always open."""
    title = element("span", summary, class_="nhsuk-details__summary-text")
    return element(
        "details",
        element("summary", title, class_="nhsuk-details__summary"),
        element("div", *children, class_="nhsuk-details__text"),
        id=id_,
        class_="nhsuk-details",
    )


def tag(text: str, colour: str = "grey") -> Markup:
    """A word that stands out; it says by itself what its colour says."""
    return element("strong", text, class_=f"nhsuk-tag nhsuk-tag--{colour}")


def link(text: Child, href: str | None) -> Markup:
    """A link, or the text alone where there is nothing to lead to."""
    return element("a", text, href=href) if href else fragment(text)


def unbroken(text: str) -> Markup:
    """Text that stays on one line, such as an amount with its minus sign."""
    return element("span", text, class_="report-unbroken")


def quiet(*children: Child) -> Markup:
    """A second line in small grey type."""
    return element("span", *children, class_="report-quiet")


def _length(rows: int) -> str:
    return " report-table--short" if rows <= FEW_ROWS else " report-table--dense" if rows > MANY_ROWS else ""


def _heading(column: Column) -> Markup:
    return element(
        "th", column.heading, scope="col", role="columnheader", class_="report-number" if column.numeric else None
    )


def _row(row: Row, columns: Sequence[Column]) -> Markup:
    first, *others = row.cells
    cells = [element("th", first, scope="row", role="rowheader")]
    cells += [_cell(cell, column) for cell, column in zip(others, columns[1:], strict=True)]
    return element("tr", *cells, id=row.id, role="row")


def _cell(cell: Child, column: Column) -> Markup:
    content = fragment(cell)
    return element(
        "td",
        element("span", content) if content else None,
        role="cell",
        data_label=column.heading,
        class_="report-number" if column.numeric else None,
    )
