"""The digest sees what a document says, and nothing of how it is written, ordered or padded."""

import random
from dataclasses import fields, replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from placewide.domain.place.digest import digest
from placewide.domain.shared.definition import (
    EitherForm,
    Form,
    FreeForm,
    ListForm,
    MapForm,
    RecordForm,
    definition_of,
    is_yearly,
)
from placewide.domain.shared.figures import Figure
from placewide.domain.shared.walk import form_of
from placewide.exchange.tests.documents import Recipe, full_document, recipes
from placewide.exchange.tests.test_round_trips import again

EXAMPLES = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def shuffled(form: Form, value: Any, dice: random.Random) -> Any:
    """The value with the rows of every list, and the keys of every mapping, in another order."""
    if isinstance(form, RecordForm) or isinstance(value, Figure):
        changes = {}
        for key in definition_of(type(value)).keys:
            item = getattr(value, key.attribute)
            changes[key.attribute] = None if item is None else shuffled(key.form, item, dice)
        return replace(value, **changes)
    if isinstance(form, EitherForm):
        return shuffled(form_of(value, form), value, dice)
    if isinstance(form, ListForm):
        items = [None if item is None else shuffled(form.item, item, dice) for item in value]
        return tuple(items) if form.keeps_order or is_yearly(form) else tuple(dice.sample(items, len(items)))
    if isinstance(form, MapForm):
        keys = dice.sample(list(value), len(value))
        return {key: shuffled(form.value, value[key], dice) for key in keys}
    return shuffled_free(value, dice) if isinstance(form, FreeForm) else value


def shuffled_free(value: Any, dice: random.Random) -> Any:
    if isinstance(value, dict):
        return {key: item if key == "amounts" else shuffled_free(item, dice) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(shuffled_free(item, dice) for item in dice.sample(value, len(value)))
    return value


@EXAMPLES
@given(recipes(), st.integers(0, 1000))
def test_permuting_rows_changes_nothing(recipe: Recipe, seed: int) -> None:
    document = recipe.document()
    dice = random.Random(seed)
    assert digest(shuffled(RecordForm(type(document)), document, dice)) == digest(document)


@EXAMPLES
@given(recipes(), st.sampled_from([".yaml", ".json", ".xlsx"]))
def test_the_format_changes_nothing(recipe: Recipe, suffix: str) -> None:
    document = recipe.document()
    assert digest(again(document, suffix)) == digest(document)


def test_every_part_of_a_document_is_seen() -> None:
    document = full_document()
    lists = [field.name for field in fields(document) if isinstance(getattr(document, field.name), tuple)]
    for name in lists:
        if getattr(document, name):
            emptied: dict[str, Any] = {name: ()}
            assert digest(replace(document, **emptied)) != digest(document), name
