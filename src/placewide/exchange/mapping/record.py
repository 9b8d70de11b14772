"""How a workbook that is not ours is to be read: a small record that a person can read and correct.

Stored as YAML. Reader and writer are derived from these dataclasses, as those of the place document are.
"""

from collections import abc
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal, get_args

from placewide.domain.benefits.records import BenefitClass
from placewide.domain.funding.records import AllocationStatus, Kind
from placewide.domain.place.document import OrganisationKind, ProjectStatus
from placewide.domain.shared.identifiers import Between, Identifier
from placewide.domain.shared.years import FinancialYear

Holds = Literal["proposals", "costs", "allocations", "organisations", "priorities", "benefits", "ignore"]
Unit = Literal["pounds", "thousands", "millions"]
Blank = Literal["unknown", "zero"]
Feeds = Literal[
    "nothing", "name", "code", "description", "notes", "status", "lead", "partners", "priority", "score", "start",
    "requires", "excludes", "mandatory", "cost", "kind", "year", "project", "item", "bearer", "holder", "fund",
    "funder", "amount", "may_share", "shareable", "carry_forward", "only_for", "conditions", "ods", "weight",
    "organisation", "class", "benefit", "measure", "owner",
]  # fmt: skip

FIELDS: abc.Mapping[Holds, tuple[Feeds, ...]] = {
    "proposals": (
        "name", "code", "description", "notes", "status", "lead", "partners", "priority", "score", "start",
        "requires", "excludes", "mandatory", "cost", "kind", "year", "item", "bearer",
    ),
    "costs": ("project", "code", "item", "kind", "bearer", "year", "cost", "notes"),
    "allocations": (
        "holder", "fund", "funder", "kind", "year", "amount", "status", "may_share", "shareable", "carry_forward",
        "only_for", "conditions", "notes",
    ),
    "organisations": ("name", "code", "kind", "ods"),
    "priorities": ("name", "code", "weight"),
    "benefits": ("project", "code", "name", "organisation", "class", "year", "benefit", "measure", "owner"),
    "ignore": (),
}  # fmt: skip
"""What the columns of each kind of sheet may feed."""

REPEATED: frozenset[Feeds] = frozenset({"notes", "score", "cost", "amount", "benefit", "partners"})
"""Fields that several columns of a sheet may feed."""

MONEY: frozenset[Feeds] = frozenset({"cost", "amount", "benefit"})
"""Fields of money, which may be spread over a column for each year."""

UNIT_FACTORS: abc.Mapping[Unit, int] = {"pounds": 1, "thousands": 1_000, "millions": 1_000_000}
EVERY_HOLDS: tuple[Holds, ...] = get_args(Holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column, found again by the text of its header, and what it feeds."""

    header: str
    under: str | None = None
    """The heading above a group of columns, such as `Capital`."""
    occurrence: Annotated[int, Between(1)] = 1
    """Which one, counted from the left, where several columns have the same header."""
    feeds: Feeds = "nothing"
    year: str | None = None
    """Money of this year: 2026/27, or Year 1 counted from the project's start."""
    kind: Kind | None = None
    unit: Unit | None = None
    priority: str | None = None
    """The priority that a score is for; none: the one priority “strategic fit”."""
    scale: Annotated[Decimal | None, Between(1)] = None
    weight: Annotated[Decimal | None, Between(0)] = None
    sure: Annotated[int | None, Between(0, 100)] = None
    because: str | None = None

    @property
    def label(self) -> str:
        """The header in words, with the heading above it."""
        return f"{self.under}: {self.header}" if self.under else self.header


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMapping:
    """What one sheet holds, and where. Rows are numbered as Excel numbers them."""

    sheet: str
    holds: Holds
    header_row: Annotated[int | None, Between(1)] = None
    heading_rows: Annotated[int, Between(1, 2)] = 1
    """2 where a row of group headings stands above the headers."""
    unit: Unit = "pounds"
    kind: Kind | None = None
    status: AllocationStatus | None = None
    """Of all money on the sheet that no column gives a status."""
    may_share: bool = False
    """Whether money on the sheet may be shared where no column says it."""
    blank: Blank = "unknown"
    """An empty cell between two amounts of a row; before the first and after the last it always means none."""
    carry_down: bool = False
    """A row without a project belongs to the project above it."""
    sure: Annotated[int | None, Between(0, 100)] = None
    because: str | None = None
    columns: tuple[Column, ...] = ()

    def used(self) -> tuple[Column, ...]:
        """The columns that feed something."""
        return tuple(column for column in self.columns if column.feeds != "nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What the workbook does not say about the place."""

    id: Identifier | None = None
    name: str | None = None
    first_year: FinancialYear | None = None
    years: Annotated[int | None, Between(1, 30)] = None
    appraisal_years: Annotated[int | None, Between(1, 125)] = None
    inflation: Annotated[Decimal | None, Between(-20, 100)] = None
    contingency: Annotated[Decimal | None, Between(0, 1000)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that this workbook uses, and what they mean; `unknown` where that is not known."""

    project_status: abc.Mapping[str, Literal[ProjectStatus, "unknown"]] = field(default_factory=dict)
    money_status: abc.Mapping[str, Literal[AllocationStatus, "unknown"]] = field(default_factory=dict)
    kind: abc.Mapping[str, Literal[Kind, "unknown"]] = field(default_factory=dict)
    organisation_kind: abc.Mapping[str, Literal[OrganisationKind, "unknown"]] = field(default_factory=dict)
    benefit_class: abc.Mapping[str, Literal[BenefitClass, "unknown"]] = field(default_factory=dict)
    score: abc.Mapping[str, Annotated[Decimal, Between(0)]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How a whole workbook is to be read."""

    mapping: Annotated[int, Between(1, 1)] = 1
    place: PlaceFacts = PlaceFacts()
    no_scores: Literal["unknown", "equal"] = "unknown"
    """What it means that nothing scores the proposals; `equal`: each serves one and the same priority fully."""
    score_max: Annotated[Decimal | None, Between(1)] = None
    sheets: tuple[SheetMapping, ...] = ()
    organisations: abc.Mapping[str, str] = field(default_factory=dict)
    """Names as they are written here → the organisation that is meant."""
    projects: abc.Mapping[str, str] = field(default_factory=dict)
    """Names as they are written in costs, money and benefits → the name of the proposal."""
    words: Words = Words()
