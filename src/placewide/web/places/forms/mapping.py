"""How a spreadsheet is read, as a form: which sheet is what, which column is what, with a sample of its values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast, get_args

from django import forms
from django.http import QueryDict

from placewide.domain.benefits.records import BenefitClass
from placewide.domain.funding.records import AllocationStatus, Kind
from placewide.domain.place.document import OrganisationKind, ProjectStatus
from placewide.exchange.mapping.record import FIELDS, MONEY, Column, SheetMapping, Unit
from placewide.exchange.mapping.record import Mapping as WorkbookMapping
from placewide.exchange.mapping.wordings.years import parse_year_name
from placewide.web.places.wording import choice_of

HOLDS = {
    "proposals": "Proposals", "costs": "Costs of proposals", "allocations": "Money that somebody holds",
    "organisations": "Organisations", "priorities": "Priorities", "benefits": "Benefits",
    "ignore": "Nothing that is read",
}  # fmt: skip
FEEDS = {
    "nothing": "Not read", "code": "Reference", "lead": "Lead organisation", "score": "Score", "holder": "Held by",
    "bearer": "Who bears it", "may_share": "May be shared", "shareable": "How much may be shared",
    "carry_forward": "Also for the year after", "only_for": "Only for", "ods": "ODS code",
    "class": "Kind of benefit", "benefit": "Amount of benefit", "year": "Financial year", "kind": "Capital or revenue",
    "project": "Proposal", "item": "Cost line", "cost": "Cost",
}  # fmt: skip
UNITS = {"pounds": "Pounds", "thousands": "Thousands of pounds", "millions": "Millions of pounds"}
KINDS = [("", "As the sheet says"), ("capital", "Capital"), ("revenue", "Revenue")]
MEANINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "project_status": ("State of a proposal", get_args(ProjectStatus)),
    "money_status": ("State of money", get_args(AllocationStatus)),
    "kind": ("Capital or revenue", get_args(Kind)),
    "organisation_kind": ("Kind of organisation", get_args(OrganisationKind)),
    "benefit_class": ("Kind of benefit", get_args(BenefitClass)),
}
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column as the template draws it: its header, some of its values, what it feeds, and what that needs beside."""

    label: str
    sample: str
    because: str
    fields: Sequence[forms.BoundField]


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet as the template draws it."""

    name: str
    because: str
    fields: Sequence[forms.BoundField]
    columns: Sequence[ShownColumn]


class MappingForm(forms.Form):
    """A mapping to be corrected; `mapping` of a valid form is how the workbook is to be read."""

    def __init__(
        self,
        known: WorkbookMapping,
        samples: Sequence[Mapping[str, Any]],
        data: QueryDict | None = None,
    ) -> None:
        super().__init__(data)
        self.known, self.samples = known, samples
        for number, sheet in enumerate(known.sheets):
            self._ask_sheet(number, sheet)
        for name, word, meanings in self._words():
            self.fields[name] = _choice(f"“{word}” means", [(UNKNOWN, "Not known"), *_named(meanings, choice_of)])
        if not any(column.feeds in ("score", "priority") for sheet in known.sheets for column in sheet.columns):
            label = "No column scores the proposals"
            ways = [("unknown", "Leave the scores unknown for now"), ("equal", "Count every proposal the same")]
            self.fields["no_scores"] = _choice(label, ways, known.no_scores)

    @property
    def mapping(self) -> WorkbookMapping:
        """The mapping as it was corrected. A sheet that is said to hold something else has its columns guessed anew."""
        words = {
            key: {word: self.cleaned_data.get(f"word-{key}-{number}") or meaning
                  for number, (word, meaning) in enumerate(getattr(self.known.words, key).items())}
            for key in MEANINGS
        }  # fmt: skip
        sheets = tuple(self._sheet(number, sheet) for number, sheet in enumerate(self.known.sheets))
        scores = self.cleaned_data.get("no_scores") or self.known.no_scores
        return replace(self.known, sheets=sheets, words=replace(self.known.words, **words), no_scores=scores)

    def shown_sheets(self) -> Iterator[ShownSheet]:
        """The sheets with their bound fields, those that are read first."""
        numbered = sorted(enumerate(self.known.sheets), key=lambda pair: pair[1].holds == "ignore")
        for number, sheet in numbered:
            samples = self.samples[number]["columns"] if number < len(self.samples) else []
            columns = [
                ShownColumn(column.label, samples[place] if place < len(samples) else "", _doubt(column),
                            [self[name] for name in self.fields if name.startswith(f"column-{number}-{place}-")])
                for place, column in enumerate(sheet.columns)
            ]  # fmt: skip
            own = [self[name] for name in self.fields if name.startswith(f"sheet-{number}-")]
            yield ShownSheet(sheet.sheet, sheet.because or "", own, columns)

    def shown_words(self) -> list[forms.BoundField]:
        """The words of the spreadsheet of which it is to be said what they mean, and what counts without scores."""
        return [self[name] for name in self.fields if name.startswith("word-") or name == "no_scores"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if name.endswith("-year") and value and parse_year_name(value) is None:
                self.add_error(name, "Write a year such as 2026/27, or Year 1")
        return cleaned

    def _ask_sheet(self, number: int, sheet: SheetMapping) -> None:
        start = f"sheet-{number}"
        self.fields[f"{start}-holds"] = _choice("This sheet holds", list(HOLDS.items()), sheet.holds)
        if any(column.feeds in MONEY for column in sheet.columns):
            self.fields[f"{start}-unit"] = _choice("Its amounts are in", list(UNITS.items()), sheet.unit)
            self.fields[f"{start}-kind"] = _choice("They are", [("", "Said by a column"), *KINDS[1:]], sheet.kind or "")
        if sheet.holds == "allocations":
            states = [("", "Said by a column"), *_named(get_args(AllocationStatus), choice_of)]
            self.fields[f"{start}-status"] = _choice("All of it is", states, sheet.status or "")
            self.fields[f"{start}-may_share"] = forms.BooleanField(
                label="All of it may be shared", required=False, initial=sheet.may_share
            )
        for place, column in enumerate(sheet.columns):
            self._ask_column(f"column-{number}-{place}", sheet, column)

    def _ask_column(self, start: str, sheet: SheetMapping, column: Column) -> None:
        feeds = ["nothing", *FIELDS[sheet.holds]]
        self.fields[f"{start}-feeds"] = _choice("It says", [(one, feeds_in_words(one)) for one in feeds], column.feeds)
        if column.feeds in MONEY:
            self.fields[f"{start}-year"] = forms.CharField(
                label="In the year", max_length=20, required=False, initial=column.year or ""
            )
            self.fields[f"{start}-kind"] = _choice("It is", KINDS, column.kind or "")
        if column.feeds == "score":
            self.fields[f"{start}-priority"] = forms.CharField(
                label="For the priority", max_length=200, required=False, initial=column.priority or ""
            )

    def _words(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        for key, (_, meanings) in MEANINGS.items():
            for number, (word, _) in enumerate(getattr(self.known.words, key).items()):
                yield f"word-{key}-{number}", word, meanings

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name.startswith("word-"):
            _, key, number = field_name.split("-")
            return list(getattr(self.known.words, key).values())[int(number)]
        return super().get_initial_for_field(field, field_name)

    def _sheet(self, number: int, sheet: SheetMapping) -> SheetMapping:
        said = self._said(f"sheet-{number}-")
        holds = said.pop("holds") or sheet.holds
        if holds != sheet.holds:
            return SheetMapping(sheet=sheet.sheet, holds=holds)
        columns = tuple(self._column(f"column-{number}-{place}-", one) for place, one in enumerate(sheet.columns))
        known: dict[str, Any] = {name: said[name] or None for name in ("kind", "status") if name in said}
        unit = cast(Unit, said.get("unit") or sheet.unit)
        may_share = bool(said.get("may_share", sheet.may_share))
        return replace(sheet, columns=columns, unit=unit, may_share=may_share, **known)

    def _column(self, start: str, column: Column) -> Column:
        said = self._said(start)
        feeds = said["feeds"] or column.feeds
        if feeds != column.feeds:
            gone = [] if feeds in MONEY else ["year", "kind", "unit"]
            gone += [] if feeds == "score" else ["priority", "scale", "weight"]
            nothing: dict[str, Any] = dict.fromkeys([*gone, "sure", "because"])
            return replace(column, feeds=feeds, **nothing)
        changed: dict[str, Any] = {name: said[name] or None for name in ("year", "kind", "priority") if name in said}
        return replace(column, **changed)

    def _said(self, start: str) -> dict[str, Any]:
        return {name.removeprefix(start): value for name, value in self.cleaned_data.items() if name.startswith(start)}


def feeds_in_words(feeds: str) -> str:
    """What a column says, in words."""
    return FEEDS.get(feeds) or feeds.replace("_", " ").capitalize()


def _doubt(column: Column) -> str:
    return f"Please check: {column.because}" if column.because and (column.sure or 100) < 80 else ""


def _named(names: Sequence[str], words: Any) -> list[tuple[str, str]]:
    return [(name, words(name)) for name in names]


def _choice(label: str, choices: Sequence[tuple[str, str]], initial: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, initial=initial)
