"""Every table adds up: what stands in its foot is the sum of what stands above, and what the plan says."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from placewide.domain.plan.result import Plan
from placewide.reports.html.page import report_page
from placewide.reports.sentences import exact
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import PLAN


class Tables(HTMLParser):
    """Rows of every table by its id, as texts; the foot apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.body: dict[str, list[list[str]]] = {}
        self.foot: dict[str, list[str]] = {}
        self.table, self.part, self.cell = "", "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.table = dict(attrs)["id"] or ""
            self.body[self.table] = []
        elif tag in ("thead", "tbody", "tfoot"):
            self.part = tag
        elif tag == "tr" and self.part == "tbody":
            self.body[self.table].append([])
        elif tag == "tr" and self.part == "tfoot":
            self.foot[self.table] = []
        elif tag in ("td", "th") and self.part != "thead":
            self.cell = True
            self._row.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.cell = False

    def handle_data(self, data: str) -> None:
        if self.cell:
            self._row[-1] += data

    @property
    def _row(self) -> list[str]:
        return self.body[self.table][-1] if self.part == "tbody" else self.foot[self.table]


TABLES = Tables(report_page(DOCUMENT, PLAN))


def pence_of(cell: str) -> int | None:
    """The amount in a cell; a dash is nothing; None where it holds no amount."""
    if cell == "–":
        return 0
    match = re.match(r"(−?)£([\d,]+)\.(\d\d)", cell)
    return int(f"{match[1].replace('−', '-')}{match[2].replace(',', '')}{match[3]}") if match else None


@pytest.mark.parametrize("table", sorted(TABLES.foot))
def test_every_column_of_money_adds_up_to_its_foot(table: str) -> None:
    for column, cell in enumerate(TABLES.foot[table]):
        if (total := pence_of(cell)) is not None:
            assert sum(pence_of(row[column]) or 0 for row in TABLES.body[table]) == total, (table, column)


def paid(plan: Plan) -> int:
    return sum(payment.amount_pence for payment in plan.payments)


def shared(plan: Plan) -> int:
    return sum(payment.amount_pence for payment in plan.payments if payment.shared)


def unused(plan: Plan) -> int:
    return sum(use.unused_pence for use in plan.allocations)


def own(plan: Plan) -> int:
    return sum(account.own_money_pence for account in plan.appraisal.by_organisation) if plan.appraisal else 0


def npsv(plan: Plan) -> int:
    return plan.appraisal.npsv_pence if plan.appraisal else 0


@pytest.mark.parametrize(
    ("table", "column", "figure"),
    [
        ("projects", 3, paid),
        ("projects", 5, npsv),
        ("payments", 3, paid),
        ("payments", 4, shared),
        ("use-by-year", 3, paid),
        ("use-by-year", 4, unused),
        ("funds", 3, paid),
        ("funds", 4, unused),
        ("shares-by-pair", 4, shared),
        ("accounts", 3, own),
        ("appraisals", 6, npsv),
        ("every-payment", 4, paid),
        ("every-share", 4, shared),
        ("allocations", 3, paid),
        ("allocations", 4, shared),
        ("allocations", 5, unused),
    ],
)
def test_the_foot_says_what_the_plan_says(table: str, column: int, figure: Callable[[Plan], int]) -> None:
    assert TABLES.foot[table][column] == exact(figure(PLAN))


def test_gains_less_payments_of_all_organisations_are_the_worth_of_the_place() -> None:
    foot = TABLES.foot["accounts"]
    assert (pence_of(foot[4]) or 0) - (pence_of(foot[1]) or 0) == npsv(PLAN)


def test_a_loser_is_named_in_words() -> None:
    [hospice] = [row for row in TABLES.body["accounts"] if row[0].startswith("St Ann’s Hospice")]
    assert "Loses as things stand" in hospice[0]


def test_every_project_stands_in_exactly_one_of_the_three_lists() -> None:
    listed = [row[0] for table in ("projects", "left-out", "lacking") for row in TABLES.body[table]]
    assert len(listed) == len(PLAN.projects) + len(PLAN.not_plannable)
