import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.exchange.reading.json_reader import read_json
from placewide.exchange.reading.source import Limits, Node, SourceError
from placewide.exchange.tests.nodes import under, values

PLACE = """\
{
  "placewide": 1,
  "place": {"id": "westmere", "name": null},
  "amounts": [0.1, 250000, 1.50]
}
"""


def read(text: str | bytes, limits: Limits | None = None) -> Node:
    data = text.encode() if isinstance(text, str) else text
    return read_json(data, "westmere.json", limits or Limits()).result


def refused(text: str | bytes, limits: Limits | None = None) -> list[tuple[str, int | None, int | None]]:
    """Rule, line and column of each finding."""
    with pytest.raises(SourceError) as caught:
        read(text, limits)
    return [(each.rule, each.position.line, each.position.column) for each in caught.value.findings]


def test_numbers_are_exact() -> None:
    read_values = values(under(read(PLACE), "amounts"))
    assert read_values == [Decimal("0.1"), 250000, Decimal("1.50")]
    assert str(values(read("[1.50, -0, 1e3, 123456789012345678901234567890]"))) == (
        "[Decimal('1.50'), 0, Decimal('1E+3'), 123456789012345678901234567890]"
    )


def test_truth_and_null_are_values_and_nothing_is_plain() -> None:
    node = read('[true, false, null, "no"]')
    assert values(node) == [True, False, None, "no"]
    assert not under(node, 3).plain


def test_a_value_stands_at_its_key_and_an_item_at_itself() -> None:
    node = read(PLACE)
    assert str(under(node, "place", "id").position) == "westmere.json, line 3, column 13"
    assert str(under(node, "amounts").position) == "westmere.json, line 4, column 3"
    assert str(under(node, "amounts", 2).position) == "westmere.json, line 4, column 28"


def test_tells_every_error_of_the_file_at_once() -> None:
    text = '{"a": NaN,\n "a": 1e400,\n "b": "\\ud800",\n "c": ' + "9" * 31 + "}"
    assert refused(text) == [
        ("number_not_finite", 1, 2),
        ("duplicate_key", 2, 2),
        ("number_not_finite", 2, 2),
        ("lone_surrogate", 3, 2),
        ("number_too_long", 4, 2),
    ]


def test_names_the_place_of_the_first_key() -> None:
    with pytest.raises(SourceError, match="“a” is given twice, here and on line 1, column 2; keep one"):
        read('{"a": 1, "a": 2}')


@pytest.mark.parametrize(
    ("text", "rule", "column"),
    [
        ('{"a": 1,}', "json_syntax", 9),
        ("[1 2]", "json_syntax", 4),
        ("[01]", "json_syntax", 2),
        ("[+1]", "json_syntax", 2),
        ("[.5]", "json_syntax", 2),
        ("[1_000]", "json_syntax", 2),
        ("[١]", "json_syntax", 2),
        ("[tru]", "json_syntax", 2),
        ('["a\tb"]', "json_syntax", 4),
        ('["\\x"]', "json_syntax", 3),
        ('{"a" 1}', "json_syntax", 6),
        ("{a: 1}", "json_syntax", 2),
        ("[] []", "trailing_text", 4),
        ('{"a": 1', "truncated", 8),
        ('["a', "truncated", 2),
    ],
)
def test_points_at_what_is_not_json(text: str, rule: str, column: int) -> None:
    assert refused(text) == [(rule, 1, column)]


def test_limits_can_be_set() -> None:
    assert refused("[[[]]]", Limits(depth=2)) == [("too_deep", 1, 3)]
    assert refused("[1, 2]", Limits(nodes=2)) == [("too_many_nodes", 1, 5)]
    assert values(read("[" + "9" * 40 + "]", Limits(number_digits=40))) == [int("9" * 40)]


def test_says_that_a_text_may_not_be_what_it_seems() -> None:
    reading = read_json('["a\u202eb"]'.encode(), "westmere.json", Limits())
    assert [(finding.rule, finding.severity) for finding in reading.findings] == [("direction_mark", "warning")]


TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text(st.characters(exclude_categories=["Cc", "Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(TREES), st.booleans(), st.sampled_from([None, 1]))
def test_reads_back_whatever_a_writer_of_json_wrote(tree: list[object], escaped: bool, indent: int | None) -> None:
    assert values(read(json.dumps(tree, ensure_ascii=escaped, indent=indent))) == tree


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**12))
def test_pounds_and_pence_are_never_rounded(amount: Decimal) -> None:
    assert values(read(f"[{amount}]")) == [amount]
