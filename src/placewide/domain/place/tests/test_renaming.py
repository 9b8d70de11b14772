"""Organisations under other ids: everything that refers to them follows, and nothing else changes."""

from placewide.domain.funding.records import Allocation, CostLine, Fund, OnlyFor
from placewide.domain.place.document import Organisation, PlaceDetails, PlaceDocument, Project
from placewide.domain.place.renaming import with_organisations_named
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear

HOSPITAL, COUNCIL, WGH = Identifier("hospital"), Identifier("council"), Identifier("wgh")
DOCUMENT = PlaceDocument(
    place=PlaceDetails(id=HOSPITAL, first_year=FinancialYear(2026), years=1),
    organisations=(Organisation(id=HOSPITAL, name="Hospital"), Organisation(id=COUNCIL, succeeded_by=HOSPITAL)),
    projects=(
        Project(
            id=HOSPITAL,
            name="hospital",
            lead=HOSPITAL,
            partners=(COUNCIL, HOSPITAL),
            costs=(CostLine(id=HOSPITAL, organisation=HOSPITAL),),
        ),
    ),
    funds=(Fund(id=HOSPITAL),),
    allocations=(Allocation(id=HOSPITAL, holder=HOSPITAL, fund=HOSPITAL, only_for=OnlyFor(organisations=(HOSPITAL,))),),
)


def test_renames_an_organisation_wherever_it_is_named_and_nothing_that_is_called_alike() -> None:
    renamed = with_organisations_named(DOCUMENT, {"hospital": "wgh"})
    project, allocation = renamed.projects[0], renamed.allocations[0]
    assert [row.id for row in renamed.organisations] == [WGH, COUNCIL]
    assert renamed.organisations[1].succeeded_by == WGH
    assert (project.id, project.name, project.lead, project.partners) == (HOSPITAL, "hospital", WGH, (COUNCIL, WGH))
    assert (project.costs[0].id, project.costs[0].organisation) == (HOSPITAL, WGH)
    assert (allocation.holder, allocation.fund, allocation.only_for.organisations) == (WGH, HOSPITAL, (WGH,))
    assert renamed.place.id == HOSPITAL


def test_changes_nothing_without_other_names_and_goes_back_again() -> None:
    assert with_organisations_named(DOCUMENT, {}) is DOCUMENT
    there = with_organisations_named(DOCUMENT, {"hospital": "wgh"})
    assert with_organisations_named(there, {"wgh": "hospital"}) == DOCUMENT
