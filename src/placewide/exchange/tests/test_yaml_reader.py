import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from placewide.exchange.reading.source import Limits, Node, Position, SourceError
from placewide.exchange.reading.yaml_reader import read_yaml
from placewide.exchange.tests.nodes import under, values

PLACE = """\
placewide: 1
place:
  id: westmere
  name: "Westmere"
projects:
  - id: shared_record
    starts: [2026/27, 2027/28]
    lead:
"""


def read(text: str | bytes, limits: Limits | None = None) -> Node:
    data = text.encode() if isinstance(text, str) else text
    return read_yaml(data, "westmere.yaml", limits or Limits()).result


def refused(text: str | bytes, limits: Limits | None = None) -> list[tuple[str, int | None]]:
    """Rule and line of each finding."""
    with pytest.raises(SourceError) as caught:
        read(text, limits)
    return [(finding.rule, finding.position.line) for finding in caught.value.findings]


def test_keeps_every_scalar_as_it_was_written() -> None:
    written = {"a": "NO", "b": "1_000", "c": "017", "d": "12:30:00", "e": "1e3", "f": "true", "g": "2026-04-01"}
    assert values(read("".join(f"{key}: {value}\n" for key, value in written.items()))) == written


def test_null_tilde_and_nothing_are_none_but_quoted_ones_are_text() -> None:
    assert values(read("a: null\nb: ~\nc:\nd: 'null'\ne: ''\n")) == {
        "a": None,
        "b": None,
        "c": None,
        "d": "null",
        "e": "",
    }


def test_tells_plain_from_quoted_and_folded_text() -> None:
    node = read("a: 5\nb: '5'\nc: \"5\"\nd: |\n  5\n")
    assert [under(node, key).plain for key in "abcd"] == [True, False, False, False]


def test_a_value_stands_at_its_key_and_an_item_at_itself() -> None:
    node = read(PLACE)
    assert str(under(node, "place", "name").position) == "westmere.yaml, line 4, column 3"
    assert str(under(node, "projects").position) == "westmere.yaml, line 5, column 1"
    assert str(under(node, "projects", 0).position) == "westmere.yaml, line 6, column 5"
    assert str(under(node, "projects", 0, "starts", 1).position) == "westmere.yaml, line 7, column 23"
    assert under(node, "projects", 0, "lead").value is None


def test_tells_every_error_of_the_file_at_once() -> None:
    text = "a: &x 1\nb: *x\nc: !!int 3\na: 2\n"
    assert refused(text) == [("yaml_alias", 1), ("yaml_alias", 2), ("yaml_tag", 3), ("duplicate_key", 4)]


def test_names_the_line_where_the_duplicate_key_was_first() -> None:
    with pytest.raises(SourceError, match="“a” is given twice, here and on line 1; keep one"):
        read("a: 1\nb: 2\na: 3\n")


def test_says_in_plain_words_where_the_yaml_ends_to_make_sense() -> None:
    with pytest.raises(SourceError, match=r"westmere.yaml, line 2, column 5: the YAML cannot be understood from here"):
        read("a: 1\nb: c: d\n")


def test_points_at_the_line_that_is_indented_with_a_tab() -> None:
    assert refused("place:\n  id: x\n\tname: y\n") == [("tab_indentation", 3)]


def test_a_tab_within_text_is_no_indentation() -> None:
    assert values(read("note: |\n  first\n  \tsecond\n")) == {"note": "first\n\tsecond\n"}


def test_gives_up_after_200_errors() -> None:
    assert len(refused("a: 1\n" * 1000)) == 200


def test_limits_can_be_set() -> None:
    assert refused("a: [[1]]", Limits(depth=2)) == [("too_deep", 1)]
    assert refused("a: 1\nb: 2", Limits(nodes=3)) == [("too_many_nodes", 2)]
    assert refused("a: 1", Limits(text_bytes=3)) == [("too_large", None)]
    assert values(read("[" * 60 + "]" * 60, Limits(depth=60))) is not None


def test_ignores_a_byte_order_mark_and_says_so() -> None:
    reading = read_yaml(b"\xef\xbb\xbfa: 1\n", "westmere.yaml", Limits())
    assert values(reading.result) == {"a": "1"}
    assert [(finding.rule, finding.severity) for finding in reading.findings] == [("byte_order_mark", "warning")]


def test_counts_the_position_of_a_wrong_byte() -> None:
    with pytest.raises(SourceError) as caught:
        read(b"a: 1\nb: caf\xe9\n")
    assert caught.value.findings[0].position == Position("westmere.yaml", 2, 7)


TREES = st.recursive(
    st.none() | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc_", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abcdefg", min_size=1), TREES, min_size=1))
def test_reads_back_whatever_a_writer_of_yaml_wrote(tree: dict[str, object]) -> None:
    assert values(read(yaml.safe_dump(tree, allow_unicode=True))) == tree


@given(st.dates(datetime.date(1900, 1, 1)))
def test_dates_stay_text(day: datetime.date) -> None:
    assert values(read(f"date: {day.isoformat()}\n")) == {"date": day.isoformat()}
