"""The bands of the money are measured: nothing is lost, nothing overlaps, every name has its room."""

from hypothesis import given, settings
from hypothesis import strategies as st

from placewide.reports.slides.flow import LINE_HEIGHT, MOST_NODES, OTHERS, gathered, lay_out_flow

KEYS = st.tuples(st.sampled_from("abcdefgh"), st.sampled_from([f"body{n}" for n in range(20)]), st.booleans())


@given(st.dictionaries(KEYS, st.integers(1, 10**9), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_bands_fill_their_bars_and_names_do_not_touch(flows: dict[tuple[str, str, bool], int]) -> None:
    layout = lay_out_flow(gathered(flows), 330, ({}, {}))
    assert sum(band.pence for band in layout.bands) == sum(flows.values())
    for column in (layout.left, layout.right):
        tops = [node.slot_top for node in column]
        ends = [node.slot_top + node.slot for node in column]
        assert tops[0] >= -1e-6 and ends[-1] <= 330 + 1e-6
        assert all(end <= top + 1e-6 for end, top in zip(ends, tops[1:], strict=False))
        assert all(node.slot >= LINE_HEIGHT for node in column)
    for node in layout.left:
        mine = [band for band in layout.bands if band.source == node.key]
        assert sum(band.thickness for band in mine) <= node.height + 1e-6


def test_gathers_the_smallest_when_there_are_too_many() -> None:
    flows = {("fund", f"body{number}", False): 100 - number for number in range(30)}
    merged = gathered(flows)
    targets = {target for _, target, _ in merged}
    assert len(targets) == MOST_NODES
    assert OTHERS in targets and "body0" in targets and "body29" not in targets
    assert sum(merged.values()) == sum(flows.values())


def test_names_get_two_lines_only_where_all_of_them_fit() -> None:
    few = lay_out_flow({("fund", "long", False): 1, ("fund", "large", False): 99}, 330, ({}, {"long": 2}))
    assert next(node for node in few.right if node.key == "long").slot >= 2 * LINE_HEIGHT
