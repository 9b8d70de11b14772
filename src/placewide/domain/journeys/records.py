"""Journeys of patients and citizens, and the information that flows along them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from placewide.domain.shared.identifiers import Between, Identifier, Refers, Says

Means = Literal["none", "phone", "paper", "email", "portal", "integrated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    id: Identifier
    from_: Annotated[Identifier | None, Refers("organisations")] = None
    to: Annotated[Identifier | None, Refers("organisations")] = None
    what: str | None = None
    means: Means | None = None
    volume: Annotated[Decimal | None, Between(0), Says("how often a year")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    id: Identifier
    name: str | None = None
    flows: tuple[Flow, ...] = ()
