"""A table said as plain values: columns, rows, how it is sorted, filtered and paged. `table_markup` draws it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from placewide.reports.markup import Markup

PAGE_SIZE = 50
Cell = str | int | Markup | None
"""None is something that nobody knows yet, and is shown so; it is never nought."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `key` names its cells and stands in `?sort=`, so it is one that people may see.

    `numeric` figures stand to the right; `pounds` cells are pence, shown exactly; a `link` column leads to its record.
    """

    key: str
    heading: str
    numeric: bool = False
    sortable: bool = False
    link: bool = False
    pounds: bool = False

    @property
    def right(self) -> bool:
        return self.numeric or self.pounds


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a record by the keys of their columns, with the address of the record."""

    cells: Mapping[str, Cell]
    href: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """The column that a table is sorted by. Only columns that are declared sortable get here."""

    key: str
    descending: bool = False

    def order_by(self, fields: Mapping[str, str] | None = None) -> tuple[str, str]:
        """What a queryset is ordered by: the column's field (its key where none is given), and `pk` among equals.

        >>> Sort("amount", descending=True).order_by({"amount": "total_pence"})
        ('-total_pence', 'pk')
        """
        field = (fields or {}).get(self.key, self.key)
        return ("-" if self.descending else "") + field, "pk"


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many rows is shown."""

    number: int
    size: int
    count: int

    @property
    def pages(self) -> int:
        return max(-(-self.count // self.size), 1)

    @property
    def slice(self) -> slice:
        return slice(self.skipped, self.skipped + self.size)

    @property
    def skipped(self) -> int:
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        return min(self.skipped + 1, self.count)

    @property
    def last(self) -> int:
        return min(self.skipped + self.size, self.count)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is on. `names` are its parameters in the address, which the link to take it off leaves out."""

    label: str
    value: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """What stands where there is nothing yet: why it matters, an example, and the first step."""

    heading: str
    why: str
    example: str = ""
    step: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it is shown. `query` is the query of the request, which links keep but for what they change.

    `id` is needed where a page has more than one table. `total` is the row under all. `export_url` leads to the whole
    list in Excel, as filtered, and `import_url` to where it comes back in with a preview. `empty` is shown where no
    row is there and no filter is on.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    query: QueryDict
    id: str = "table"
    sort: Sort | None = None
    paging: Paging | None = None
    filters: Sequence[Filter] = ()
    export_url: str = ""
    import_url: str = ""
    empty: Empty | None = None
    total: Row | None = None
    caption_hidden: bool = False


def read_sort(query: QueryDict, columns: Sequence[Column], usual: str) -> Sort:
    """The order that was asked for with `?sort=key` or `?sort=-key`; anything else gives the usual one."""
    allowed = {column.key for column in columns if column.sortable}
    asked = query.get("sort") or usual
    chosen = asked if asked.removeprefix("-") in allowed else usual
    return Sort(chosen.removeprefix("-"), chosen.startswith("-"))


def read_paging(query: QueryDict, count: int, size: int = PAGE_SIZE) -> Paging:
    """The page that was asked for with `?page=`, brought within the pages that are there."""
    asked = query.get("page") or "1"
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    pages = Paging(1, size, count).pages
    return Paging(min(max(number, 1), pages), size, count)


def changed(query: QueryDict, **changes: str | None) -> str:
    """The query with some parameters set anew, or left out where they are None, as the end of an address."""
    copy = query.copy()
    for name, value in changes.items():
        if value is None:
            copy.pop(name, None)
        else:
            copy[name] = value
    return f"?{copy.urlencode()}" if copy else "?"
