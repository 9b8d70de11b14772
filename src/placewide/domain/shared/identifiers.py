"""Names and marks from which every record of the place document is defined.

Exchange reads these marks to derive the reader, the JSON Schema and the Excel template, so a record is
described once, here in the domain, and nowhere else.
"""

import re
from dataclasses import dataclass
from typing import NewType

Identifier = NewType("Identifier", str)
"""Lower-case letters, digits, `_` and `-`, at most 64, unique within its list."""

PartialDate = NewType("PartialDate", str)
"""`2016`, `2016-06` or `2016-06-30`."""

FreeValue = NewType("FreeValue", object)
"""Text, number, yes/no, or lists and mappings of them: kept as given, for facts that have no key of their own."""

IDENTIFIER_PATTERN = r"[a-z0-9][a-z0-9_-]{0,63}"


def is_identifier(text: str) -> bool:
    """Whether a text may be the id of a record."""
    return re.fullmatch(IDENTIFIER_PATTERN, text) is not None


@dataclass(frozen=True, slots=True)
class Says:
    """What a key means, in plain words: shown in the schema, in the template and in errors."""

    text: str


@dataclass(frozen=True, slots=True)
class Refers:
    """The value is the id of a record of the list at this path, such as `organisations` or `place.sources`.

    An `open_ended` reference may also be free text: an unknown name is then a warning.
    """

    to: str
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds of a number, both included; None = no bound."""

    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class ShortCosts:
    """The list may also be given in the short form `{capital: [...], revenue: [...]}`, borne by the lead."""


@dataclass(frozen=True, slots=True)
class KeepsOrder:
    """The order of this list carries meaning, so the digest does not sort it."""
