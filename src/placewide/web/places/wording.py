"""Records in words: what a key is called, what a value says, and what differs between two versions of a record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import (
    ChoiceForm,
    EitherForm,
    Form,
    IdentifierForm,
    ListForm,
    MapForm,
    MoneyForm,
    RecordForm,
    TextForm,
    YesNoForm,
    definition_of,
    is_yearly,
)
from placewide.domain.shared.money import pounds
from placewide.web.places.sections import sections

SINGULAR = {
    "organisations": "organisation", "projects": "proposal", "funds": "fund", "allocations": "allocation",
    "limits": "spending limit", "maturity": "maturity score", "journeys": "journey", "scenarios": "scenario",
    "observations": "published fact", "stakeholders": "stakeholder", "tensions": "tension", "mandates": "mandate",
    "contracts": "contract", "bodies": "body", "decision_types": "type of decision", "authorities": "authority",
    "edges": "line of the map", "meetings": "meeting", "decisions": "decision", "actions": "action",
    "milestones": "milestone", "risks": "risk", "readings": "reading", "promises": "promise",
    "case_studies": "case study",
}  # fmt: skip
PLURAL = {
    "projects": "Proposals", "limits": "Spending limits", "maturity": "Digital maturity",
    "observations": "Published facts", "decision_types": "Types of decision", "edges": "Lines of the map",
    "case_studies": "Case studies", "bodies": "Bodies",
}  # fmt: skip
LABELS = {
    "ods": "ODS code", "ids": "Other codes", "lead": "Lead organisation", "partners": "Other organisations",
    "serves": "Scores by priority", "starts": "May start in", "requires": "Needs first", "excludes": "Instead of",
    "mandatory": "Must be done", "costs": "Costs", "holder": "Held by", "carry_forward": "Also for the year after",
    "may_share": "May be shared", "shareable": "At most this much may be shared", "only_for": "Only for",
    "own_money": "The holder’s own money", "pays_at_most": "Pays at most this part", "may_transfer": "May be passed on",
    "hurdle_bcr": "Least benefit for each pound", "class": "Kind of benefit", "effort": "Who does the work",
    "amounts": "Amounts", "valid_from": "From", "valid_to": "Until", "succeeded_by": "Followed by",
    "first_year": "First financial year", "years": "Years planned", "appraisal_years": "Years appraised",
    "inflation": "Inflation, % a year", "contingency": "Contingency, %", "vat": "VAT, %", "id": "Short name",
    "is_public": "Public page", "in": "In the plan",
}  # fmt: skip
CHOICES = {
    "nhs_trust": "NHS trust", "icb": "Integrated care board", "local_authority": "Local authority",
    "primary_care": "Primary care", "vcse": "Charity or community group", "hospice": "Hospice",
    "social_care": "Social care provider", "ambulance": "Ambulance service", "academic": "University or network",
    "supplier": "Supplier", "national": "National body", "commissioner": "Commissioner", "other": "Other",
    "in_delivery": "In delivery", "at_risk": "At risk", "to_be_found": "Still to be found",
    "cash_releasing": "Saves cash", "non_cash_releasing": "Saves time or effort", "societal": "Good for people",
    "unmonetised": "Not counted in pounds",
}  # fmt: skip
NOT_KNOWN = "not known"
MOST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs; empty where a version says nothing of it."""

    label: str
    before: str
    after: str


def label_of(key: str) -> str:
    """What a key is called on pages."""
    return LABELS.get(key) or key.replace("_", " ").capitalize()


def choice_of(name: str) -> str:
    """What one of a closed list of values is called on pages."""
    return CHOICES.get(name) or name.replace("_", " ").capitalize()


def singular_of(section: str) -> str:
    return SINGULAR.get(section, section.replace("_", " "))


def plural_of(section: str) -> str:
    return PLURAL.get(section) or section.replace("_", " ").capitalize()


def said(section: str, plain: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every value of a record with its label; `names` are those of organisations by their keys."""
    record = sections().get(section, PlaceDocument)
    return [(" · ".join(path), text) for path, text in _leaves(RecordForm(record), plain, (), names) if path]


def changes(
    section: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, names: Mapping[str, str]
) -> list[Change]:
    """What differs between two versions of a record, in the order of the later one."""
    old = dict(said(section, before or {}, names))
    new = dict(said(section, after or {}, names))
    labels = [*new, *(label for label in old if label not in new)]
    found = [Change(label, old.get(label, ""), new.get(label, "")) for label in labels]
    return [change for change in found if change.before != change.after]


Leaf = tuple[tuple[str, ...], str]


def _leaves(form: Form | None, value: Any, path: tuple[str, ...], names: Mapping[str, str]) -> Iterator[Leaf]:
    if isinstance(form, RecordForm) and isinstance(value, Mapping):
        keys = definition_of(form.record).by_name
        for name, item in value.items():
            if name != "id" or not path:
                inner = keys[name].form if name in keys else None
                yield from _leaves(inner, item, (*path, label_of(name)), names)
    elif isinstance(form, ListForm) and form.short_costs and isinstance(value, Mapping):
        for kind, amounts in value.items():
            yield from _yearly(amounts, (*path, kind), names)
    elif is_yearly(form) if form is not None else False:
        yield from _yearly(value, path, names)
    elif isinstance(form, ListForm) and isinstance(form.item, RecordForm) and isinstance(value, Sequence):
        for number, item in enumerate(value, start=1):
            yield from _leaves(form.item, item, (*path, _name(item, number)), names)
    else:
        yield path, text_of(form, value, names)[:MOST_WORDS]


def _yearly(amounts: Any, path: tuple[str, ...], names: Mapping[str, str]) -> Iterator[Leaf]:
    for year, amount in enumerate(amounts if isinstance(amounts, list) else [amounts], start=1):
        yield (*path, f"year {year}"), text_of(MoneyForm(figures=True), amount, names)


def _name(item: Any, number: int) -> str:
    if not isinstance(item, Mapping):
        return str(number)
    return str(item.get("name") or item.get("id") or number)


def text_of(form: Form | None, value: Any, names: Mapping[str, str]) -> str:
    """A value in words, by its form; a value of no known form as it stands."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool) or isinstance(form, YesNoForm):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _mapping(form, value, names)
    if isinstance(value, (list, tuple)):
        item = form.item if isinstance(form, ListForm) else None
        return ", ".join(text_of(item, one, names) for one in value) or "none"
    if isinstance(form, MoneyForm) and isinstance(value, (int, float, Decimal)):
        return pounds(round(Decimal(str(value)) * 100))
    return _scalar(form, value, names)


def _scalar(form: Form | None, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(form, EitherForm):
        form = next((one for one in form.forms if isinstance(one, (ChoiceForm, IdentifierForm))), None)
    if isinstance(form, ChoiceForm):
        return choice_of(str(value))
    if isinstance(form, (IdentifierForm, TextForm)) and form.refers is not None:
        return names.get(str(value), str(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _mapping(form: Form | None, value: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if isinstance(form, MoneyForm):
        amount = text_of(form, value.get("value"), names)
        notes = [str(value[key]).replace("_", " ") for key in ("is", "status") if value.get(key)]
        return f"{amount} ({', '.join(notes)})" if notes else amount
    item = form.value if isinstance(form, MapForm) else None
    return ", ".join(f"{names.get(key, key)}: {text_of(item, one, names)}" for key, one in value.items()) or "none"
