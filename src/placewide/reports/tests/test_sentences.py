import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.reports.sentences import count, exact, listed, money, percentage, signed_money


@pytest.mark.parametrize(
    ("pence", "said"),
    [
        (0, "no money"),
        (1, "1p"),
        (99, "99p"),
        (100, "£1"),
        (4_000, "£40"),
        (99_949, "£999"),
        (99_950, "£1,000"),
        (123_456, "£1,200"),
        (4_049_900, "£40,000"),
        (31_000_000, "£310,000"),
        (994_900, "£9,900"),
        (995_000, "£10,000"),
        (2_051_000, "£21,000"),
        (22_500_051, "£225,000"),
        (49_940_000, "£499,000"),
        (49_950_000, "£0.5m"),
        (62_300_000, "£0.62m"),
        (95_000_000, "£0.95m"),
        (99_499_999, "£0.99m"),
        (99_500_000, "£1m"),
        (104_900_000, "£1m"),
        (860_000_000, "£8.6m"),
        (864_999_999, "£8.6m"),
        (865_000_000, "£8.7m"),
        (12_345_600_000, "£123.5m"),
        (99_990_000_000, "£1bn"),
        (-2_500_000, "−£25,000"),
        (-860_000_000, "−£8.6m"),
    ],
)
def test_says_an_amount_as_a_reader_keeps_it(pence: int, said: str) -> None:
    assert money(pence) == said


@given(st.integers(1, 10**14), st.integers(0, 10**13))
def test_a_larger_amount_is_never_said_to_be_smaller(pence: int, more: int) -> None:
    assert _read(money(pence)) <= _read(money(pence + more))


@given(st.integers(100, 10**14))
def test_a_said_amount_lies_within_five_per_cent_of_the_truth(pence: int) -> None:
    assert abs(_read(money(pence)) - pence) <= max(0.05 * pence, 50)


@given(st.integers(-(10**13), 10**13))
def test_the_exact_form_can_be_read_back_to_the_penny(pence: int) -> None:
    assert int(exact(pence).replace("−", "-").replace("£", "").replace(",", "").replace(".", "")) == pence


def test_says_the_direction_of_a_net_amount() -> None:
    assert [signed_money(pence) for pence in (100_00, -100_00, 0)] == ["+£100", "−£100", "nothing"]


def test_says_one_of_something_in_the_singular() -> None:
    assert count(1, "organisation") == "one organisation"
    assert count(34, "project") == "34 projects"
    assert count(2, "body", "bodies") == "two bodies"


def test_a_long_list_ends_in_a_number() -> None:
    assert listed([]) == ""
    assert listed(["the council"]) == "the council"
    assert listed(["a", "b", "c"], most=2) == "a, b and c"
    assert listed(["a", "b", "c", "d", "e"], most=2) == "a, b and three more"


def test_a_tiny_share_is_not_called_nothing() -> None:
    assert percentage(1, 1_000_000) == "under 0.1 %"


def _read(said: str) -> float:
    for suffix, factor in (("bn", 1e11), ("m", 1e8)):
        if said.endswith(suffix):
            return float(said[1 : -len(suffix)].replace(",", "")) * factor
    return float(said[:-1]) if said.endswith("p") else float(said[1:].replace(",", "")) * 100
