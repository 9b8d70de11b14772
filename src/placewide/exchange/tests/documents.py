"""Random place documents that fill every key of the contract, derived from its definition."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.identity import identity_of
from placewide.domain.shared.definition import (
    ChoiceForm,
    DateForm,
    EitherForm,
    Form,
    FreeForm,
    IdentifierForm,
    Key,
    ListForm,
    MapForm,
    MoneyForm,
    NumberForm,
    RecordForm,
    TextForm,
    YearForm,
    YesNoForm,
    definition_of,
    has_id,
    is_yearly,
)
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.provenance import without_empty_provenance
from placewide.domain.shared.years import FinancialYear
from placewide.exchange.document.free_values import whole_if_possible
from placewide.exchange.document.numerals import simplest
from placewide.exchange.document.texts import TextRefusedError, clean_text

ODD_TEXTS = (
    *(
        "=1+1",
        "+44 1202",
        "-",
        "@sum",
        "\tindented",
        " spaces ",
        "a; b: c",
        "none",
        "unknown",
        "true",
        "NO",
        "null",
        "~",
    ),
    *("007", "1e3", "1_000", "12.50", "-0", "2026-03-31", "2026/27", "[a, b]", "{a: 1}", '"quoted"', "_x0041_", "'"),
    *("e\u0301", "line\nbreak", "# hash", "key: value", "<script>", "&amp;", "€5 👩\u200d⚕️", "no\u00a0break", "‘a’"),
    *("%", "- item", "? key", "*alias", "&anchor", "!tag", "|", ">", "trailing:", "a #b", "a\u2028b", "x" * 200),
)
POOLS = {
    "organisations": ("wgh", "council", "hospice"),
    "strategy.priorities": ("urgent", "frailty"),
    "strategy.ambitions": ("a1", "a2"),
    "projects": ("record", "portal", "none"),
    "funds": ("frontline", "own"),
    "allocations": ("x1", "x2", "x3"),
    "journeys": ("discharge", "referral"),
    "journeys.flows": ("f1", "f2", "f3", "f4"),
    "place.sources": ("s1", "s2"),
}


def _clean(text: str) -> str | None:
    try:
        clean = clean_text(text)
    except TextRefusedError:
        return None
    return clean if clean.strip() else None


@dataclass(frozen=True)
class Words:
    """What Hypothesis chooses; the rest follows from the seed."""

    texts: Sequence[str]
    numbers: Sequence[Decimal]
    pence: Sequence[int]


WORDS = st.builds(
    Words,
    st.lists(st.text(max_size=12).map(_clean).filter(bool), min_size=1, max_size=6),
    st.lists(st.decimals(-(10**6), 10**6, places=6, allow_nan=False).map(simplest), min_size=1, max_size=6),
    st.lists(st.integers(0, 10**14 - 1), min_size=1, max_size=6),
)


@dataclass(frozen=True)
class Recipe:
    """From which a random document is made: small to print, and the same every time."""

    seed: int
    fullness: float
    words: Words

    def document(self) -> PlaceDocument:
        maker = _Maker(random.Random(self.seed), self.fullness, self.words)
        document: PlaceDocument = maker.record(RecordForm(PlaceDocument), "", {"placewide": 1})
        return document


def recipes() -> st.SearchStrategy[Recipe]:
    """Recipes of documents of all sizes, from the fewest keys to all of them."""
    return st.builds(Recipe, st.integers(0, 2**32), st.floats(0, 1), WORDS)


def full_document(seed: int = 1) -> PlaceDocument:
    """A document in which every key of the contract says something somewhere."""
    return Recipe(seed, 1.0, Words(["words"], [Decimal("0.5"), Decimal(7)], [123_456])).document()


class _Maker:
    def __init__(self, dice: random.Random, fullness: float, words: Words) -> None:
        self.dice, self.fullness, self.words = dice, fullness, words
        self.serial = 0

    def record(self, form: RecordForm, path: str, given: dict[str, Any]) -> Any:
        definition = definition_of(form.record)
        values: dict[str, Any] = dict(given)
        for key in definition.keys:
            if key.attribute in values:
                continue
            if key is definition.rest:
                values[key.attribute] = self.rest()
            elif key.required or self.dice.random() < self.fullness:
                value = self.value(key.form, f"{path}.{key.name}".lstrip("."))
                values.update({} if value is None and not key.nullable else {key.attribute: value})
        return form.record(**values)

    def rest(self) -> dict[str, Any]:
        keys = self.dice.sample(["title", "owner", "amounts", "due-by", "9th"], self.dice.randint(1, 4))
        return {key: self.free(0) or "text" for key in keys}

    def value(self, form: Form, path: str) -> Any:
        if isinstance(form, ListForm):
            return self.rows(form, path)
        if isinstance(form, MapForm):
            return self.mapping(form, path)
        if isinstance(form, RecordForm):
            return self.record(form, path, {})
        if isinstance(form, EitherForm):
            return self.value(self.dice.choice(form.forms), path)
        if isinstance(form, MoneyForm):
            return self.amount(form, path)
        return self.scalar(form)

    def scalar(self, form: Form) -> Any:
        if isinstance(form, TextForm):
            return self.text()
        if isinstance(form, IdentifierForm):
            return self.dice.choice(POOLS[form.refers.to]) if form.refers else self.new_id()
        if isinstance(form, ChoiceForm):
            return self.dice.choice(form.names)
        if isinstance(form, NumberForm):
            return self.number(form)
        if isinstance(form, DateForm):
            return self.dice.choice(["2016", "2016-06", "2016-06-30", "2024-02-29"])
        if isinstance(form, YearForm):
            return FinancialYear(self.dice.randint(2020, 2035))
        if isinstance(form, YesNoForm):
            return self.dice.random() < 0.5
        assert isinstance(form, FreeForm)
        return self.free(0)

    def text(self) -> str:
        return self.dice.choice([clean_text(self.dice.choice(ODD_TEXTS)), *self.words.texts])

    def new_id(self) -> str:
        self.serial += 1
        return self.dice.choice(["capital", "none", "5", "a-b_c"]) + str(self.serial)

    def number(self, form: NumberForm) -> Any:
        lowest, highest = form.bounds.lowest, form.bounds.highest
        number = self.dice.choice(self.words.numbers)
        if lowest is not None and number < lowest:
            number = lowest + abs(number)
        if highest is not None and number > highest:
            number = Decimal(self.dice.randint(lowest or 0, highest))
        number = simplest(number)
        return max(int(number), lowest or 0) if form.whole else number

    def amount(self, form: MoneyForm, path: str) -> Any:
        pence = self.dice.choice(self.words.pence)
        if form.bounds.lowest is None and self.dice.random() < 0.3:
            pence = -pence
        if not form.figures or self.dice.random() < 0.6:
            return Pence(pence)
        return without_empty_provenance(self.figure(form, path, 0))

    def figure(self, form: MoneyForm, path: str, depth: int) -> Figure:
        given: dict[str, Any] = {"note": self.text()}
        plain = MoneyForm(figures=False, bounds=form.bounds)
        for name in ("value", "low", "high"):
            given[name] = self.amount(plain, path) if self.dice.random() < 0.6 else None
        reports = self.dice.randint(0, 2) if depth < 2 else 0
        given["reports"] = tuple(self.figure(form, path, depth + 1) for _ in range(reports))
        figure: Figure = self.record(RecordForm(Figure), path, given)
        return figure

    def rows(self, form: ListForm, path: str) -> tuple[Any, ...]:
        if is_yearly(form):
            length = self.dice.randint(0, 6)
            return tuple(None if self.dice.random() < 0.2 else self.value(form.item, path) for _ in range(length))
        if not isinstance(form.item, RecordForm):
            items = [self.value(form.item, path) for _ in range(self.dice.randint(0, 3))]
            return tuple(items) if form.keeps_order else tuple(dict.fromkeys(items))
        return self.records(form.item, path)

    def records(self, form: RecordForm, path: str) -> tuple[Any, ...]:
        if has_id(form.record):
            ids: Sequence[str | None] = POOLS.get(path) or [self.new_id() for _ in range(self.dice.randint(0, 2))]
            if path == "journeys.flows":
                self.serial += 1
                ids = ids[self.serial % 2 :: 2]
            return tuple(self.record(form, path, {"id": one}) for one in ids)
        rows = (self.record(form, path, {}) for _ in range(self.dice.randint(0, 3)))
        return tuple({identity_of(row) or number: row for number, row in enumerate(rows)}.values())

    def mapping(self, form: MapForm, path: str) -> dict[str, Any]:
        if path in POOLS:
            return {key: self.value(form.value, path) for key in POOLS[path]}
        keys = [self.scalar(form.key) for _ in range(self.dice.randint(0, 3))]
        return {key: self.value(form.value, path) for key in keys}

    def free(self, depth: int) -> Any:
        kind = self.dice.randint(0, 7 if depth < 3 else 4)
        if kind == 5:
            return tuple(self.free(depth + 1) for _ in range(self.dice.randint(0, 3)))
        if kind > 5:
            return {self.text(): self.free(depth + 1) for _ in range(self.dice.randint(0, 3))}
        if kind == 4:
            return None if depth else True
        number = self.dice.choice([*self.words.numbers, *map(Decimal, self.words.pence)])
        return self.text() if kind < 2 else self.dice.random() < 0.5 if kind == 2 else whole_if_possible(number)


def keys_said(document: PlaceDocument) -> set[tuple[str, str]]:
    """Every key of every record of the definition that says something in the document."""
    said: set[tuple[str, str]] = set()
    _collect(document, said)
    return said


def _collect(value: Any, said: set[tuple[str, str]]) -> None:
    if hasattr(type(value), "__dataclass_fields__") and not isinstance(value, FinancialYear):
        for key in definition_of(type(value)).keys:
            item = getattr(value, key.attribute)
            if item is not None and item != key.default:
                said.add((type(value).__name__, key.name))
            _collect(item, said)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, said)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, said)


def all_keys(record: type[Any], found: set[tuple[str, str]] | None = None) -> set[tuple[str, str]]:
    """Every key of the definition, from this record down."""
    found = set() if found is None else found
    for key in definition_of(record).keys:
        if (record.__name__, key.name) not in found:
            found.add((record.__name__, key.name))
            for below in _records_in(key):
                all_keys(below, found)
    return found


def _records_in(key: Key) -> list[type[Any]]:
    form: Any = key.form
    while isinstance(form, (ListForm, MapForm)):
        form = form.item if isinstance(form, ListForm) else form.value
    if isinstance(form, MoneyForm) and form.figures:
        return [Figure]
    return [form.record] if isinstance(form, RecordForm) else []
