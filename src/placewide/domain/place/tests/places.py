"""The smallest place, for tests that add what they are about."""

from decimal import Decimal
from typing import Any

from placewide.domain.funding.records import CostLine
from placewide.domain.place.checks import check
from placewide.domain.place.document import Organisation, PlaceDetails, PlaceDocument, Project
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear
from placewide.domain.strategy.records import Priority, Strategy

WGH, COUNCIL, URGENT = Identifier("wgh"), Identifier("council"), Identifier("urgent")
FIRST = FinancialYear(2026)
COSTS = (CostLine(id=Identifier("capital"), kind="capital", amounts=(Pence(100),)),)


def place(**parts: Any) -> PlaceDocument:
    """A place of two organisations and one priority."""
    given: dict[str, Any] = {
        "place": PlaceDetails(id=Identifier("westmere"), first_year=FIRST, years=5),
        "organisations": (Organisation(id=WGH), Organisation(id=COUNCIL)),
        "strategy": Strategy(priorities=(Priority(id=URGENT, weight=Decimal(1)),)),
    }
    return PlaceDocument(**{**given, **parts})


def project(name: str, **parts: Any) -> Project:
    """A project that can be planned."""
    given: dict[str, Any] = {"lead": WGH, "serves": {}, "costs": COSTS}
    return Project(id=Identifier(name), **{**given, **parts})


def found(**parts: Any) -> list[Finding]:
    """What a check finds in a place with these parts."""
    return list(check(place(**parts)))


def told(**parts: Any) -> list[tuple[str, str, str]]:
    """Severity, path and rule of each finding."""
    return [(finding.severity, finding.where, finding.rule) for finding in found(**parts)]
