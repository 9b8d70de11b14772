"""Draws a table: plain markup, the same work for each row, nothing asked of the database."""

from collections.abc import Iterator, Sequence

from placewide.domain.shared.money import pounds
from placewide.reports.markup import Child, Markup, element, fragment
from placewide.reports.sentences import exact
from placewide.web.nhsuk.components import button, quiet
from placewide.web.nhsuk.tables import Column, Empty, Paging, Row, Table, changed

PLAIN, NUMERIC = "nhsuk-table__cell", "nhsuk-table__cell nhsuk-table__cell--numeric"
AROUND = 1
"""Pages shown on either side of the one that is open; the first and the last are always there."""


def table_markup(table: Table) -> Markup:
    """The table with its filters, paging and export; or, where there is nothing, what to do about it."""
    if not table.rows:
        return _nothing_found(table) if table.filters or table.empty is None else empty(table.empty)
    return fragment(
        _bar_above(table),
        _scrolling(table),
        _pages(table, table.paging) if table.paging and table.paging.pages > 1 else None,
    )


def empty(said: Empty) -> Markup:
    """The empty state: why the page matters, an example, the first step."""
    example = element(
        "div", element("p", "For example", class_="pw-empty__label"), element("p", said.example),
        class_="pw-empty__example",
    )  # fmt: skip
    return element(
        "div",
        element("h2", said.heading, class_="nhsuk-heading-m"),
        element("p", said.why, class_="pw-empty__why"),
        example if said.example else None,
        button(said.step, said.url) if said.step else None,
        class_="pw-empty",
    )


def _nothing_found(table: Table) -> Markup:
    message = element("p", "Nothing here fits. Take a filter off to see more.", class_="pw-nothing")
    return fragment(_bar_above(table), message)


def _bar_above(table: Table) -> Markup | None:
    """How many rows there are, the filters that are on, and the way to Excel."""
    said = _how_many(table)
    if not (said or table.filters or table.export_url or table.import_url):
        return None
    return element(
        "div",
        element("p", said, class_="pw-table-bar__count") if said else None,
        element("ul", *_filters(table), class_="pw-filters", aria_label="Filters that are on")
        if table.filters
        else None,
        element("p", _links(table), class_="pw-table-bar__links"),
        class_="pw-table-bar",
    )


def _links(table: Table) -> Iterator[Child]:
    if table.export_url:
        yield element("a", "Download as Excel", href=table.export_url)
    if table.import_url:
        yield element("a", "Upload changes", href=table.import_url)


def _how_many(table: Table) -> str:
    paging = table.paging
    if paging is None:
        return ""
    if paging.pages > 1:
        return f"{paging.first:,} to {paging.last:,} of {paging.count:,}"
    return f"{paging.count:,} {'row' if paging.count == 1 else 'rows'}"


def _filters(table: Table) -> Iterator[Markup]:
    for one in table.filters:
        without = changed(table.query, page=None, **dict.fromkeys(one.names))
        cross = element("span", "×", aria_hidden="true")
        hidden = element("span", "Take off: ", class_="nhsuk-u-visually-hidden")
        yield element("li", element("a", hidden, f"{one.label}: {one.value} ", cross, href=without, class_="pw-filter"))


def _scrolling(table: Table) -> Markup:
    caption = f"{table.id}-caption"
    look = "nhsuk-table__caption nhsuk-table__caption--s" + (" nhsuk-u-visually-hidden" if table.caption_hidden else "")
    whole = _whole_pounds(table)
    foot = element("tfoot", _row(table.total, table.columns, whole)) if table.total else None
    made = element(
        "table",
        element("caption", table.caption, id=caption, class_=look),
        element("thead", element("tr", *(_heading(table, column) for column in table.columns))),
        element("tbody", *(_row(row, table.columns, whole) for row in table.rows)),
        foot,
        class_="nhsuk-table pw-table",
        id=table.id,
    )
    return element("div", made, class_="pw-scroll", role="region", tabindex=0, aria_labelledby=caption)


def _whole_pounds(table: Table) -> frozenset[str]:
    """The columns of money in which no pence are left over; one that has some shows pence in every row."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    keys = [column.key for column in table.columns if column.pounds]
    amounts = {key: (row.cells.get(key) for row in rows) for key in keys}
    return frozenset(k for k in keys if not any(isinstance(pence, int) and pence % 100 for pence in amounts[k]))


def _heading(table: Table, column: Column) -> Markup:
    look = "nhsuk-table__header nhsuk-table__header--numeric" if column.right else "nhsuk-table__header"
    if not column.sortable:
        return element("th", column.heading, scope="col", class_=look)
    sort = table.sort
    now = sort is not None and sort.key == column.key
    order = "none" if not now or sort is None else "descending" if sort.descending else "ascending"
    asked = f"-{column.key}" if order == "ascending" else column.key
    link = element("a", column.heading, href=changed(table.query, sort=asked, page=None), class_="pw-sort")
    return element("th", link, scope="col", class_=look, aria_sort=order)


def _row(row: Row, columns: Sequence[Column], whole: frozenset[str]) -> Markup:
    first, *others = columns
    head = element("th", _cell(row, first, whole), scope="row", class_="nhsuk-table__header")
    cells = [element("td", _cell(row, one, whole), class_=NUMERIC if one.right else PLAIN) for one in others]
    return element("tr", head, *cells, id=row.id or None)


def _cell(row: Row, column: Column, whole: frozenset[str]) -> Child:
    value = row.cells.get(column.key)
    if value is None:
        return quiet("not known")
    said = _said(value, column, whole=column.key in whole) if isinstance(value, int) else value
    return element("a", said, href=row.href) if column.link and row.href else said


def _said(value: int, column: Column, *, whole: bool) -> str:
    if not column.pounds:
        return f"{value:,}"
    return pounds(value) if whole else exact(value)


def _pages(table: Table, paging: Paging) -> Markup:
    """Links to the pages before, after and around."""
    now = paging.number
    return element(
        "nav",
        _turn(table, now - 1, "Previous", "prev") if now > 1 else None,
        element("ul", *_numbers(table, paging), class_="pw-pages__list"),
        _turn(table, now + 1, "Next", "next") if now < paging.pages else None,
        class_="pw-pages",
        aria_label=f"Pages of {table.caption}",
    )


def _turn(table: Table, number: int, word: str, rel: str) -> Markup:
    hidden = element("span", " page", class_="nhsuk-u-visually-hidden")
    return element("a", word, hidden, href=changed(table.query, page=str(number)), rel=rel, class_="pw-pages__turn")


def _numbers(table: Table, paging: Paging) -> Iterator[Markup]:
    now, last = paging.number, 0
    shown = sorted({1, paging.pages, *range(max(now - AROUND, 1), min(now + AROUND, paging.pages) + 1)})
    for number in shown:
        if number - last > 1:
            yield element("li", "…", class_="pw-pages__gap")
        yield element("li", _number(table, number, current=number == now))
        last = number


def _number(table: Table, number: int, *, current: bool) -> Markup:
    return element(
        "a", number, href=changed(table.query, page=str(number)), aria_label=f"Page {number}",
        aria_current="page" if current else None, class_="pw-pages__number",
    )  # fmt: skip
