"""Exact JSON."""

import json
from decimal import Decimal
from typing import Any

import pytest

from placewide.domain.shared.json_text import Plain, canonical_json


def test_sorts_keys_and_writes_numbers_digit_by_digit() -> None:
    value: Plain = {"b": [1, Decimal("0.10"), None, True], "a": "café\n", "c": Decimal("1E+3")}
    assert canonical_json(value) == '{"a":"café\\n","b":[1,0.10,null,true],"c":1000}'
    assert json.loads(canonical_json(value))["a"] == "café\n"


def test_refuses_floats() -> None:
    inexact: Any = [0.1]
    with pytest.raises(TypeError):
        canonical_json(inexact)
