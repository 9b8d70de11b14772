"""NHS numbers are recognised by their check digit."""

import pytest

from placewide.domain.place.patient_data import holds_nhs_number, is_nhs_number


@pytest.mark.parametrize("digits", ["9434765919", "4010232137", "9876543210"])
def test_knows_valid_numbers(digits: str) -> None:
    assert is_nhs_number(digits)


@pytest.mark.parametrize("digits", ["9434765918", "1234567890", "4505577105"])
def test_knows_numbers_that_are_none(digits: str) -> None:
    assert not is_nhs_number(digits)


@pytest.mark.parametrize("text", ["9434765919", "no 943 476 5919.", "(943-476-5919)"])
def test_finds_them_in_text(text: str) -> None:
    assert holds_nhs_number(text)


@pytest.mark.parametrize(
    "text", ["19434765919", "https://x.org/9434765919", "£9434765919", "943 4765919", "94347659190"]
)
def test_passes_over_longer_numbers_addresses_and_money(text: str) -> None:
    assert not holds_nhs_number(text)
