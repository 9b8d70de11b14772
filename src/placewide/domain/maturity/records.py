"""Digital maturity: assessments of organisations, and what a project lifts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from placewide.domain.shared.identifiers import Identifier, PartialDate, Refers


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A score on one measure, in one edition of one framework. Not assessed is absent, never zero."""

    organisation: Annotated[Identifier, Refers("organisations")]
    framework: str | None = None
    edition: str | None = None
    measure: Identifier
    score: Decimal | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """By how much a chosen project raises one organisation's score on one measure."""

    organisation: Annotated[Identifier, Refers("organisations")]
    measure: Identifier
    by: Decimal
