"""Moving rows and columns of a foreign workbook about changes nothing but where things stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from placewide.domain.place.digest import digest
from placewide.exchange.mapping.apply import Mapped, apply
from placewide.exchange.mapping.guessing.guess import guess
from placewide.exchange.mapping.storage import mapping_text, read_mapping
from placewide.exchange.reading.source import Limits
from placewide.exchange.reading.yaml_reader import read_yaml
from placewide.exchange.tests.foreign_layouts import LEDGER, Rows, Typed, as_workbook, read_by_guess

AMOUNTS = st.sampled_from([None, 0, 5, 12.5, "£5k", "TBC", "(3)", "c. 40", "1.234,50", "-"])
NAMES = ["Alpha", "alpha", "Beta, part one", "Beta; part two", "Total triage", "Delta & Epsilon", "Étoile"]
LEADS = st.sampled_from(["Weir Council", "weir council ", "Hill Hospice; Weir Council", "TBC", None, "WGH NHS Trust"])
ITEMS = st.sampled_from([None, "Licences", "licences", "Staff"])
FUNDS = st.sampled_from(["Care fund", "care  fund", None, "Own money"])
KINDS = st.sampled_from(["Cap", "Revenue", "?"])


@st.composite
def _layouts(draw: st.DrawFn) -> dict[str, Rows]:
    """A long list, its costs and some pots, with whatever people write into cells."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6))
    projects = [[f"R{number}", name, draw(LEADS), draw(st.integers(0, 6)), draw(st.text("ab c", max_size=5))]
                for number, name in enumerate(names)]  # fmt: skip
    costed = draw(st.lists(st.sampled_from(projects), max_size=6))
    costs = [[row[0], draw(KINDS), draw(ITEMS), draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS)] for row in costed]
    pots = [
        [draw(LEADS), draw(FUNDS), draw(KINDS), draw(AMOUNTS), draw(AMOUNTS)] for _ in range(draw(st.integers(0, 4)))
    ]
    return {
        "Long list": [["Ref", "Scheme", "Lead", "Urgent care (0-5)", "Comments"], *projects],
        "Costs £k": [["Ref", "Cap/Rev", "Item", "26/27", "27/28", "28/29"], *costs],
        "Pots": [["Held by", "Fund", "Kind", "2026/27", "2027/28"], *pots],
    }


def _moved(draw: st.DrawFn, sheets: Mapping[str, Rows]) -> dict[str, Rows]:
    """The same sheets with their rows and columns in another order; titles and header stay on top."""
    moved: dict[str, Rows] = {}
    for name, rows in sheets.items():
        top = next(number for number, row in enumerate(rows) if len(row) > 1)
        width = max(map(len, rows))
        order = draw(st.permutations(range(width)))
        body = draw(st.permutations(list(rows[top + 1 :])))
        moved[name] = [*rows[:top], *(_reordered(row, order) for row in (rows[top], *body))]
    return moved


def _reordered(row: Sequence[Typed], order: Sequence[int]) -> list[Typed]:
    return [row[index] if index < len(row) else None for index in order]


def _said(mapped: Mapped) -> Counter[tuple[str, str | None]]:
    return Counter((finding.rule, finding.record) for finding in mapped.findings)


def _same(first: Mapped, second: Mapped) -> None:
    assert first.document is not None, first.findings
    assert second.document is not None, second.findings
    assert digest(first.document) == digest(second.document)
    assert _said(first) == _said(second)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_and_columns_changes_nothing_but_positions(data: st.DataObject) -> None:
    layout = data.draw(_layouts())
    first = read_by_guess(layout)
    second = read_by_guess(data.draw(st.composite(_moved)(layout)))
    if first.document is None:
        assert second.document is None
        return
    _same(first, second)


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_a_ledger_is_the_same_in_any_order(data: st.DataObject) -> None:
    _same(read_by_guess(LEDGER), read_by_guess(data.draw(st.composite(_moved)(LEDGER))))


ANYTHING = st.sampled_from(
    [None, "", 0, -3, 3.6666666666666665, 1e200, True, "TBC", "Total", "Project", "Fund", "2026/27", "Year 1",
     "Capital", "Ref", "Alpha", "£5k", "a\nb", "Urgent care (0-5)", "Weight", "Priority", "FY26", "c. 5", "'",
     "\u202e", "x" * 200]
)  # fmt: skip
SHEETS = st.dictionaries(
    st.sampled_from(["Projects", "Costs", "Funding", "Priorities", "Benefits", "Other"]),
    st.lists(st.lists(ANYTHING, max_size=6), max_size=6),
    min_size=1,
)


@given(SHEETS, st.integers(0, 9), st.integers(1, 2))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_the_cells_is_read_or_named_and_never_fails(
    sheets: dict[str, Rows], moved: int, heading_rows: int
) -> None:
    workbook = as_workbook(sheets)
    mapping = guess(workbook)
    assert read_mapping(read_yaml(mapping_text(mapping).encode(), "map.yaml", Limits()).result) == mapping
    mapped = apply(workbook, mapping)
    assert mapped.document is not None or any(finding.severity == "error" for finding in mapped.findings)
    wrong = [replace(each, header_row=1 + moved, heading_rows=heading_rows) for each in mapping.sheets]
    assert apply(workbook, replace(mapping, sheets=tuple(wrong))).understood
