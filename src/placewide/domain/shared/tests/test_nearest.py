"""Did you mean …?"""

import pytest

from placewide.domain.shared.nearest import nearest, suggestion


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("leed", "lead"),
        ("WGH", "wgh"),
        ("Shared Record", "shared_record"),
        ("shared-recrod", "shared_record"),
        ("record", "shared_record"),
        ("xyz", None),
        ("", None),
    ],
)
def test_finds_the_name_that_looks_most_alike(name: str, found: str | None) -> None:
    assert nearest(name, ["lead", "wgh", "shared_record"]) == found


def test_lists_the_known_names_when_none_is_near_and_they_are_few() -> None:
    assert suggestion("xyz", ["lead", "wgh"]) == "known: lead, wgh"
    assert suggestion("xyz", []) == "none is known here"
    many = [f"lead{number}" for number in range(20)]
    assert suggestion("xyz", many) == "known are 20, among them lead0, lead1, lead2"
