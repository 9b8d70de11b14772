"""Records are described by their own type hints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

import pytest

from placewide.domain.shared.definition import (
    ChoiceForm,
    EitherForm,
    FreeForm,
    IdentifierForm,
    ListForm,
    MapForm,
    MoneyForm,
    NumberForm,
    TextForm,
    definition_of,
    has_id,
    is_yearly,
    keys_of,
)
from placewide.domain.shared.figures import Amount, Figure, YearlyAmounts
from placewide.domain.shared.identifiers import Between, FreeValue, Identifier, KeepsOrder, Refers, Says


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample. It goes on

    in a second paragraph.
    """

    id: Identifier
    from_: Annotated[Identifier | None, Refers("organisations"), Says("where from")] = None
    amount: Annotated[Amount | None, Between(0)] = None
    amounts: Annotated[YearlyAmounts | None, Between(0)] = None
    objective: Annotated[Literal["a", "b"] | tuple[Literal["a", "b"], ...] | None, KeepsOrder()] = None
    weights: Mapping[Annotated[Identifier, Refers("priorities")], Annotated[Decimal, Between(0)]] = field(
        default_factory=dict
    )
    values: Mapping[str, FreeValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Silent:
    name: str
    strange: complex = 0j


def test_derives_keys_without_the_underscore_that_avoids_a_keyword() -> None:
    key = definition_of(Sample).by_name["from"]
    assert (key.attribute, key.nullable, key.default, key.says) == ("from_", True, None, "where from")
    assert key.form == IdentifierForm(Refers("organisations"))


def test_a_key_without_default_is_required() -> None:
    assert [key.name for key in keys_of(Sample) if key.required] == ["id"]
    assert has_id(Sample)


def test_bounds_of_an_amount_stand_outside_of_its_union() -> None:
    forms = definition_of(Sample).by_name
    money = MoneyForm(figures=True, bounds=Between(0))
    assert forms["amount"].form == money
    assert forms["amounts"].form == ListForm(money, unknown_items=True)
    assert is_yearly(forms["amounts"].form)


def test_a_union_is_told_apart_by_shape_and_keeps_its_order() -> None:
    choice = ChoiceForm(("a", "b"))
    assert definition_of(Sample).by_name["objective"].form == EitherForm((choice, ListForm(choice, keeps_order=True)))


def test_mappings_have_forms_for_keys_and_values() -> None:
    form = definition_of(Sample).by_name["weights"].form
    assert form == MapForm(IdentifierForm(Refers("priorities")), NumberForm(whole=False, bounds=Between(0)))


def test_an_open_record_has_a_key_for_the_rest() -> None:
    definition = definition_of(Sample)
    assert definition.rest is not None
    assert definition.rest.form == MapForm(TextForm(), FreeForm())
    assert "values" not in definition.by_name
    assert definition_of(Figure).rest is None


def test_the_first_paragraph_describes_the_record() -> None:
    assert definition_of(Sample).says == "A sample. It goes on"


def test_refuses_a_type_that_no_file_can_hold() -> None:
    with pytest.raises(TypeError, match="complex"):
        definition_of(Silent)
