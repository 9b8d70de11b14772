"""A small place in which a hospice needs what two partners may share: for reports on sharing."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from placewide.analysis.sharing import share_confined
from placewide.domain.benefits.records import Benefit
from placewide.domain.journeys.records import Flow, Journey
from placewide.domain.maturity.records import Assessment, Lift
from placewide.domain.place.document import Organisation, PlaceDocument
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier

RECORDS, HOSPICE = Identifier("records"), Identifier("hospice")
NAMES = {"trust": "General Hospital", "council": "Westmere Council", "hospice": "Thornbeck <Hospice>"}
LETTER = Flow(
    id=Identifier("letter"), from_=Identifier("trust"), to=HOSPICE, what="discharge letter", means="paper",
    volume=Decimal(1200),
)  # fmt: skip
SPARED = Benefit(
    id=Identifier("spared"), organisation=HOSPICE, class_="non_cash_releasing", amounts=(Pence(9_000_000),)
)  # fmt: skip
NAMED = {"record": "The hospice’s record", "phones": "Phones"}
RECORD = project(
    "record", 5, lead="hospice", capital=(100_000,), revenue=(50_000,),
    improves=(LETTER.id,), lifts=(Lift(organisation=HOSPICE, measure=RECORDS, by=Decimal(2)),), benefits=(SPARED,),
)  # fmt: skip
DOCUMENT = place(
    [replace(row, name=NAMED[row.id]) for row in (RECORD, project("phones", 1, capital=(10_000,)))],
    [
        money("buildings", "trust", "capital", 110_000, may_share=True, shareable=100_000),
        money("running", "council", "revenue", 50_000, may_share=True),
    ],
    organisations=tuple(
        Organisation(id=Identifier(id_), name=name, kind="hospice" if id_ == "hospice" else "other")
        for id_, name in NAMES.items()
    ),
    maturity=(Assessment(organisation=HOSPICE, framework="wgll", measure=RECORDS, score=Decimal(1)),),
    journeys=(Journey(id=Identifier("leaving"), name="Leaving hospital", flows=(LETTER,)),),
)


@cache
def shared(must: bool = False) -> tuple[PlaceDocument, SharingResult]:
    """The place with what sharing buys it; `must`: with a project that nobody can do, alone or together."""
    document = DOCUMENT
    if must:
        never = project("never", 1, lead="council", mandatory=True, capital=(10**6,))
        document = replace(document, projects=(*document.projects, never))
    return document, share_confined(document)
