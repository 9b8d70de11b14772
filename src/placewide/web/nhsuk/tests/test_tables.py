import pytest
from django.http import QueryDict

from placewide.reports.markup import element
from placewide.web.nhsuk.table_markup import table_markup
from placewide.web.nhsuk.tables import Column, Empty, Filter, Paging, Row, Sort, Table, read_paging, read_sort

COLUMNS = (
    Column("name", "Name", sortable=True, link=True),
    Column("cost", "Cost", pounds=True, sortable=True),
    Column("people", "People", numeric=True),
    Column("secret", "State"),
)
ROWS = (
    Row({"name": "Falls <b>", "cost": 700_000, "people": 1_200, "secret": element("strong", "Late")}, "/p/1"),
    Row({"name": "Wards", "cost": None, "people": 0, "secret": ""}, "/p/2", id="row-2"),
)
EMPTY = Empty(heading="No proposals yet", why="A plan begins here.", example="Falls", step="Add one", url="/add")


def table(query: str = "", **changes: object) -> str:
    given: dict[str, object] = {"caption": "Proposals", "columns": COLUMNS, "rows": ROWS, "query": QueryDict(query)}
    return table_markup(Table(**{**given, **changes}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ("", Sort("name")), ("sort=cost", Sort("cost")), ("sort=-cost", Sort("cost", True)),
        ("sort=secret", Sort("name")), ("sort=owner__password", Sort("name")), ("sort=--cost", Sort("name")),
        ("sort=-", Sort("name")), ("sort=", Sort("name")),
    ],
)  # fmt: skip
def test_only_columns_that_are_declared_sortable_sort(query: str, sort: Sort) -> None:
    assert read_sort(QueryDict(query), COLUMNS, "name") == sort


def test_the_usual_order_may_be_descending() -> None:
    assert read_sort(QueryDict("sort=people"), COLUMNS, "-cost") == Sort("cost", True)


def test_equals_keep_their_order() -> None:
    assert Sort("cost", True).order_by({"cost": "total_pence"}) == ("-total_pence", "pk")
    assert Sort("name").order_by() == ("name", "pk")


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("2", 2), ("3", 3), ("4", 3), ("0", 1), ("-1", 1), ("two", 1), ("²", 1), ("9" * 5000, 1)],
)
def test_a_page_is_brought_within_those_that_are_there(asked: str, number: int) -> None:
    assert read_paging(QueryDict(f"page={asked}"), 101).number == number


def test_a_page_knows_its_rows() -> None:
    paging = Paging(3, 50, 101)
    assert (paging.pages, paging.slice, paging.first, paging.last) == (3, slice(100, 150), 101, 101)
    nothing = Paging(1, 50, 0)
    assert (nothing.pages, nothing.first, nothing.last) == (1, 0, 0)


def test_text_is_escaped_and_markup_is_not() -> None:
    drawn = table()
    assert '<a href="/p/1">Falls &lt;b&gt;</a>' in drawn
    assert "<strong>Late</strong>" in drawn


def test_what_nobody_knows_is_not_nought() -> None:
    drawn = table()
    assert "not known" in drawn
    assert ">0</td>" in drawn
    assert ">1,200</td>" in drawn


def test_pence_are_shown_in_a_whole_column_or_not_at_all() -> None:
    assert ">£7,000</td>" in table()
    pence = Row({"name": "Wards", "cost": 150, "people": 1, "secret": ""})
    drawn = table(rows=(ROWS[0], pence))
    assert ">£7,000.00</td>" in drawn
    assert ">£1.50</td>" in drawn


def test_the_order_is_told_and_turned_round_by_its_link() -> None:
    drawn = table("sort=cost&q=falls&page=3", sort=Sort("cost"))
    assert 'aria-sort="ascending"' in drawn
    assert 'href="?sort=-cost&amp;q=falls"' in drawn
    assert 'href="?sort=name&amp;q=falls"' in drawn
    assert 'aria-sort="descending"' in table("sort=-cost", sort=Sort("cost", descending=True))


def test_a_filter_that_is_on_can_be_taken_off_alone() -> None:
    drawn = table("q=falls&fund=f&page=2", filters=(Filter("Fund", "Front & line", ("fund",)),))
    assert "Fund: Front &amp; line" in drawn
    assert 'href="?q=falls"' in drawn


def test_pages_link_to_the_first_the_last_and_those_around() -> None:
    drawn = table("page=5&q=a", paging=Paging(5, 10, 94))
    assert "41 to 50 of 94" in drawn
    assert 'aria-current="page"' in drawn
    for number in (1, 4, 6, 10):
        assert f'href="?page={number}&amp;q=a"' in drawn
    assert 'href="?page=2&amp;q=a"' not in drawn
    assert "<nav" not in table(paging=Paging(1, 50, 2))


def test_nothing_yet_says_why_it_matters_with_an_example_and_the_first_step() -> None:
    drawn = table(rows=(), empty=EMPTY)
    for words in ("No proposals yet", "A plan begins here.", "For example", "Falls", 'href="/add"'):
        assert words in drawn
    assert "<table" not in drawn


def test_nothing_that_fits_the_filters_is_not_nothing_yet() -> None:
    drawn = table("q=zzz", rows=(), empty=EMPTY, filters=(Filter("Contains", "zzz", ("q",)),))
    assert "No proposals yet" not in drawn
    assert "Take a filter off" in drawn


def test_a_table_can_be_reached_read_and_taken_to_excel() -> None:
    drawn = table(export_url="/p.xlsx?q=1", total=Row({"name": "All", "cost": 700_000}))
    assert 'role="region" tabindex="0" aria-labelledby="table-caption"' in drawn
    assert 'href="/p.xlsx?q=1"' in drawn
    assert "<tfoot>" in drawn
    assert '<tr id="row-2">' in drawn
    assert drawn.count('scope="row"') == 3
