"""Text that looks as if it identified a patient. A place file needs none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from placewide.domain.shared.definition import FreeForm, TextForm
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.walk import Found

_TEN_DIGITS = re.compile(r"(?<![\w/=.£-])([0-9]{3})([ -]?)([0-9]{3})\2([0-9]{4})(?![\w/])")


def check_patient_data(found: Sequence[Found]) -> Iterator[Finding]:
    """A warning, which repeats no digit, wherever a text holds ten digits that form a valid NHS number."""
    for item in found:
        if isinstance(item.form, (TextForm, FreeForm)) and any(map(holds_nhs_number, _texts(item.value))):
            words = "this looks like an NHS number: a place file needs no patient data, so take it out"
            yield Finding("warning", item.trail.where, "looks_like_patient_data", words, item.trail.record)


def holds_nhs_number(text: str) -> bool:
    """Whether ten digits in the text, alone or as 3-3-4, form a valid NHS number."""
    return any(is_nhs_number(match[1] + match[3] + match[4]) for match in _TEN_DIGITS.finditer(text))


def is_nhs_number(digits: str) -> bool:
    """Check digit: 11 − (Σ digit[i] × (10 − i), i = 0 … 8) mod 11, where 11 stands for 0 and 10 is never given."""
    total = sum(int(digit) * (10 - position) for position, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, int):
        yield str(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _texts(item)
