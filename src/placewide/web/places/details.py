"""What the page of a record shows of it: facts in rows, and lines of yearly amounts as small tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placewide.domain.shared.definition import MoneyForm
from placewide.web.places.forms.lines import long_lines
from placewide.web.places.models import Record
from placewide.web.places.storage import plain_of
from placewide.web.places.wording import choice_of, label_of, said, text_of

TABLES = {"costs": "Costs", "benefits": "Benefits"}
DEEPER = " · "
"""Stands in the label of a value that lies inside another."""


@dataclass(frozen=True, slots=True)
class YearTable:
    """Lines of amounts by year, in words; `notes` says of each line who bears it or gains."""

    heading: str
    years: Sequence[str]
    lines: Sequence[tuple[str, str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Details:
    """A record as its page shows it; `more` is what lies deeper in it, for those who want to see all."""

    facts: Sequence[tuple[str, str]]
    tables: Sequence[YearTable]
    more: Sequence[tuple[str, str]]


def details(row: Record, names: Mapping[str, str]) -> Details:
    """The facts of a record, with the names of organisations for their keys."""
    plain = plain_of(row.content)
    rest = {key: value for key, value in plain.items() if key not in TABLES}
    if "options" in rest:
        rest["options"] = [{key: one[key] for key in one if key not in TABLES} for one in rest["options"]]
    words = said(row.section, rest, names)
    facts = [pair for pair in words if DEEPER not in pair[0]]
    return Details(facts, list(_tables(plain, names)), [pair for pair in words if DEEPER in pair[0]])


def _tables(plain: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[YearTable]:
    """Costs and benefits of the record itself, and of each of its options."""
    for name, heading in TABLES.items():
        if plain.get(name):
            yield _table(heading, plain[name], names)
    for option in plain.get("options") or ():
        for name, heading in TABLES.items():
            if option.get(name):
                yield _table(f"{heading}: {option.get('name') or option['id']}", option[name], names)


def _table(heading: str, stored: Any, names: Mapping[str, str]) -> YearTable:
    lines = long_lines(stored)
    longest = max(len(one.get("amounts") or ()) for one in lines)
    years = [f"Year {year}" for year in range(1, longest + 1)]
    return YearTable(heading, years, [_line(one, longest, names) for one in lines])


def _line(one: Mapping[str, Any], longest: int, names: Mapping[str, str]) -> tuple[str, str, Sequence[str]]:
    amounts = list(one.get("amounts") or ())
    after = "none" if amounts and not one.get("ongoing") else "the same" if amounts else "not known"
    shown = [text_of(MoneyForm(figures=True), amount, names) for amount in amounts]
    title = str(one.get("name") or choice_of(str(one.get("id", ""))))
    return title, ", ".join(_notes(one, names)), [*shown, *([after] * (longest - len(amounts)))]


def _notes(one: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for key in ("organisation", "kind", "class", "effort", "measure", "owner"):
        value = one.get(key)
        if value and value != one.get("id"):
            named = names.get(str(value), choice_of(str(value)) if key in ("kind", "class") else str(value))
            yield f"{label_of(key).lower()}: {named}" if key in ("effort", "measure", "owner") else named
    if one.get("total") is not None:
        yield f"{text_of(MoneyForm(figures=True), one['total'], names)} in all, its years not known"
