"""Costs and benefits in a form: a line for each, with a box for each year, and empty lines for more.

An amount with provenance keeps it while its pounds are changed. What a line says beside these boxes is kept.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django import forms

from placewide.exchange.document.encode import pounds
from placewide.exchange.mapping.wordings.texts import slug, with_number
from placewide.web.places.forms.fields import LONGEST_LINE, UNKNOWN, AmountField, Options
from placewide.web.places.wording import choice_of

Which = Literal["costs", "benefits"]
NEW: Mapping[Which, tuple[str, ...]] = {"costs": ("new1",), "benefits": ("new1", "new2")}
CLASSES = ("cash_releasing", "non_cash_releasing", "societal", "unmonetised")
KINDS = ("capital", "revenue")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form. `plain` is what is stored of it; None for one that is empty still."""

    which: Which
    key: str
    heading: str
    plain: Mapping[str, Any] | None

    def name(self, what: str) -> str:
        """The name of the field for this value of the line."""
        return f"{self.which}-{self.key}-{what}"


def lines_of(which: Which, plain: Mapping[str, Any]) -> list[Line]:
    """The stored lines, and empty ones to fill in; capital and revenue borne by the lead always come first in costs."""
    stored = long_lines(plain.get(which))
    lines = [Line(which, str(one["id"]), str(one.get("name") or choice_of(str(one["id"]))), one) for one in stored]
    ids = {line.key for line in lines}
    if which == "costs":
        usual = [Line(which, kind, choice_of(kind), None) for kind in KINDS if kind not in ids]
        lines = [*usual, *lines] if len(usual) == len(KINDS) and not lines else [*lines, *usual]
    first = "A benefit" if which == "benefits" and not lines else f"Another {which[:-1]}"
    new = [key for key in NEW[which] if key not in ids]
    words = [first, *([f"Another {which[:-1]}"] * (len(new) - 1))]
    return [*lines, *(Line(which, key, word, None) for key, word in zip(new, words, strict=False))]


def long_lines(stored: Any) -> list[dict[str, Any]]:
    """The lines of a list that may be in the short form `{capital: […]}`."""
    if isinstance(stored, Mapping):
        return [{"id": kind, "kind": kind, "amounts": amounts} for kind, amounts in stored.items()]
    return [dict(one) for one in stored or ()]


def fields_of(line: Line, years: int, options: Options) -> Iterator[tuple[str, forms.Field]]:
    """The fields of a line by name."""
    organisations = options.get("organisations", ())
    named = line.which == "benefits" or line.key in NEW[line.which]
    if named:
        yield line.name("name"), forms.CharField(label="What it is", max_length=LONGEST_LINE, required=False)
    if line.which == "benefits":
        choices = [("", "Nobody in particular"), *organisations]
        yield line.name("organisation"), forms.ChoiceField(label="Who gains", choices=choices, required=False)
        classes = [("", "Not known"), *((name, choice_of(name)) for name in CLASSES)]
        yield line.name("class"), forms.ChoiceField(label="Kind of benefit", choices=classes, required=False)
    elif line.key in NEW["costs"]:
        kinds = [("", "Choose one"), *((kind, choice_of(kind)) for kind in KINDS)]
        yield line.name("kind"), forms.ChoiceField(label="Capital or revenue", choices=kinds, required=False)
        borne = [("", "The lead"), *organisations]
        yield line.name("organisation"), forms.ChoiceField(label="Who bears it", choices=borne, required=False)
    for year in range(1, years + 1):
        field = AmountField(label=f"Year {year}", required=False, signed=line.which == "benefits")
        yield line.name(str(year)), field


def initial_of(line: Line) -> Iterator[tuple[str, Any]]:
    """What stands in the fields of a line."""
    plain = line.plain or {}
    for what in ("name", "organisation", "class", "kind"):
        yield line.name(what), plain.get(what, "")
    for year, amount in enumerate(plain.get("amounts") or (), start=1):
        yield line.name(str(year)), shown_amount(amount)


def shown_amount(amount: Any) -> Any:
    """Stored pounds, or a figure with provenance, as pence; what is known not to be known as UNKNOWN."""
    value = amount.get("value") if isinstance(amount, Mapping) else amount
    return UNKNOWN if value is None else round(Decimal(str(value)) * 100)


def stored_amount(before: Any, pence: Any) -> Any:
    """The amount to store: pounds, null for what is not known; a figure keeps what it says beside its value."""
    value = None if pence in (None, UNKNOWN) else pounds(pence)
    if isinstance(before, Mapping):
        return before if shown_amount(before) == pence else {**before, "value": value}
    return value


def plain_lines(which: Which, plain: Mapping[str, Any], cleaned: Mapping[str, Any], years: int) -> list[dict[str, Any]]:
    """The lines as they are to be stored."""
    ids = {str(one["id"]) for one in long_lines(plain.get(which))}
    found = []
    for line in lines_of(which, plain):
        one = _line(line, cleaned, years, ids)
        if one is not None:
            ids.add(one["id"])
            found.append(one)
    return found


def _line(line: Line, cleaned: Mapping[str, Any], years: int, taken: set[str]) -> dict[str, Any] | None:
    stored = deepcopy(dict(line.plain or {}))
    given = {what: cleaned[line.name(what)] for what in ("name", "organisation", "class", "kind")
             if line.name(what) in cleaned}  # fmt: skip
    amounts = _amounts(line, cleaned, years, list(stored.get("amounts") or ()))
    if line.plain is None and not amounts and not given.get("name"):
        return None
    for what, value in given.items():
        if value:
            stored[what] = value
        else:
            stored.pop(what, None)
    if line.plain is None:
        new = line.key in NEW[line.which]
        stored["id"] = _free(slug(given.get("name") or "line"), taken) if new else line.key
        if line.which == "costs" and not new:
            stored["kind"] = line.key
    known_none = stored.pop("amounts", None) == [] and not amounts
    return {**stored, **({"amounts": amounts} if amounts or known_none else {})}


def _amounts(line: Line, cleaned: Mapping[str, Any], years: int, before: list[Any]) -> list[Any]:
    """Amounts up to the last one given; an empty box before it is not known, and those after it are none.

    Years beyond those that the form shows stay as they are.
    """
    beyond = before[years:]
    typed = [cleaned.get(line.name(str(year))) for year in range(1, years + 1)]
    while typed and typed[-1] is None and not beyond:
        typed.pop()
    padded = before + [None] * len(typed)
    return [stored_amount(padded[place], pence) for place, pence in enumerate(typed)] + beyond


def _free(wanted: str, taken: set[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = with_number(wanted, number)
    return name
