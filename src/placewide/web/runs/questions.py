"""The questions that can be asked of a place, as plain data: the same question is the same text."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from placewide.analysis.the_table import Flips, as_plain, flipped, from_plain
from placewide.domain.place.document import PlaceDocument
from placewide.domain.scope.records import Scenario
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.json_text import Plain
from placewide.web.runs.models import KeptScenario

KEPT = "kept_"
"""With what the ids of kept scenarios begin among those of the place."""


class Kind(StrEnum):
    """The kinds of question. Each is answered by the work `run:` and its name."""

    PLAN = "plan"
    TABLE = "table"
    SCENARIOS = "scenarios"
    SHARING = "sharing"


THE_PLAN: Plain = {"scenario": None}
"""The plan of the place as it stands, with reasons."""
THE_SHARING: Plain = {"scenario": None}


def the_table(flips: Flips) -> Plain:
    """Alone and together under these flips, without reasons."""
    return dict[str, Any](as_plain(flips))


def the_board(flips: Flips) -> Plain:
    """The whole plan under these flips, with reasons, for papers."""
    return {"scenario": None, "flips": dict[str, Any](as_plain(flips))} if flips.any else THE_PLAN


def the_scenarios(kept: Iterable[KeptScenario]) -> Plain:
    """Every scenario of the place, and those that were kept, side by side."""
    return {"kept": sorted(scenario.pk for scenario in kept)}


def with_kept(place: PlaceDocument, kept: Iterable[KeptScenario], question: Any) -> PlaceDocument:
    """The place with the kept scenarios that the question names among its own."""
    asked = set(question["kept"])
    taken = {str(row.id) for row in place.scenarios}
    more = tuple(
        Scenario(id=Identifier(id_), name=row.name, scoping=flipped(place.scoping, from_plain(row.flips)))
        for row in sorted(kept, key=lambda row: row.pk)
        if row.pk in asked and (id_ := f"{KEPT}{row.pk}") not in taken
    )
    return replace(place, scenarios=(*place.scenarios, *more))
