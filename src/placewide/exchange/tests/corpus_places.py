"""Place files that the raw readers let pass and the definition of a place does not, and some that only look odd."""

import io
from collections.abc import Callable
from typing import Any

from placewide.exchange.tests.case import Case, text
from placewide.exchange.tests.workbooks import opened, template_bytes

_PLACE = "placewide: 1\nplace: {id: westmere, first_year: 2026/27, years: 5}\n"


def _yaml(name: str, content: str, refused: str | None = None, finding: str | None = None) -> Case:
    return text(name, ".yaml", _PLACE + content, refused, finding)


def _amount(name: str, amount: str, refused: str | None = "not_amount") -> Case:
    return _yaml(name, f"allocations: [{{id: a1, amount: {amount}}}]\n", refused)


def _organisations(name: str, first: str, second: str, refused: str) -> Case:
    return _yaml(name, f"organisations: [{{id: {first}}}, {{id: {second}}}]\n", refused)


def _workbook(
    name: str, change: Callable[[Any], object], refused: str | None = None, finding: str | None = None
) -> Case:
    def build() -> bytes:
        book, stream = opened(template_bytes()), io.BytesIO()
        change(book)
        book.save(stream)
        return stream.getvalue()

    return Case(name, ".xlsx", build, refused, finding)


def _cell(name: str, sheet: str, cell: str, value: object, refused: str | None = None) -> Case:
    def change(book: Any) -> None:
        book[sheet][cell].value = value

    return _workbook(name, change, refused)


def _one_bad_row(name: str, bad: int) -> Case:
    rows = [f"  - {{id: o{number}, count: {0 if number == bad else 1}}}\n" for number in range(5_000)]
    return _yaml(name, "organisations:\n" + "".join(rows), "out_of_range")


def _notes(book: Any) -> None:
    book.create_sheet("Notes of the meeting").append(["call the bank"])


PLACES: tuple[Case, ...] = (
    _yaml("Y4 NO where true or false is due", "allocations: [{id: a1, may_share: NO}]\n", "not_yes_no"),
    _yaml("Y4 NO as a name is a name", "organisations: [{id: nor, name: NO}]\n"),
    _amount("Y5 1_000", "1_000"),
    _amount("Y5 017", "017"),
    _amount("Y5 12:30:00", "12:30:00"),
    _amount("Y5 1e3", "1e3"),
    _yaml("Y10 __proto__", "organisations: [{id: a, __proto__: x}]\n", "unknown_key"),
    _yaml("Y10 __class__ in an open list", "contracts: [{__class__: x}]\n", "bad_key"),
    _yaml("Y14 unknown key", "organistaions: []\n", "unknown_key"),
    text("Y14 newer version", ".yaml", _PLACE.replace("placewide: 1", "placewide: 2"), "unknown_format_version"),
    text("Y14 unknown version", ".yaml", _PLACE.replace("placewide: 1", "placewide: one"), "unknown_format_version"),
    _yaml("Y15 reference to nobody", "projects: [{id: p, lead: wgh}]\n", "unknown_reference"),
    _yaml("Y16 circle", "projects: [{id: a, requires: [b]}, {id: b, requires: [a]}]\n", "requires_circle"),
    text("Y19 a list at the top", ".yaml", "- placewide\n", "not_a_place_file"),
    text("Y19 an empty mapping", ".json", "{}", "missing_key"),
    text("X25 another JSON", ".json", '{"openapi": "3.1.0"}', "unknown_key"),
    _organisations("X26 the same id twice", "wgh", "wgh", "duplicate_id"),
    _organisations("X26 an id in another case", "wgh", "WGH", "bad_id"),
    _organisations("X26 an id with a space", "wgh", "'wgh '", "bad_id"),
    _organisations("X26 an id in another Unicode form", "cafe", '"cafe\\u0301"', "bad_id"),
    _organisations("X26 an id with a Cyrillic letter", "a", "а", "bad_id"),
    _amount("X18 1,234.50", '"1,234.50"'),
    _amount("X18 £1 234", "£1 234"),
    _amount("X18 (500)", "(500)"),
    _amount("X18 1.234,50", '"1.234,50"'),
    _amount("X18 12%", "12%"),
    _amount("X20 NaN", "NaN"),
    _amount("X20 inf", "-inf"),
    _amount("A18 digits of other scripts", "١٢٣"),
    _amount("X34 negative", "-1", "out_of_range"),
    _amount("X34 nought", "0", None),
    _amount("X34 a tenth of a penny", "0.001", "too_many_decimals"),
    _amount("X34 10^14 pence", "1000000000000", "amount_too_large"),
    _yaml("X21 a day that never was", "organisations: [{id: a, valid_from: 2026-02-31}]\n", "bad_date"),
    _yaml("X21 a date in UK order", "organisations: [{id: a, valid_from: 31/03/2026}]\n", "bad_date"),
    _yaml("W13 the year 1", "organisations: [{id: a, valid_from: 0001-01-01}]\n", "bad_date"),
    _yaml("X33 more than the whole", "funds: [{id: f, rules: {pays_at_most: 1.0001}}]\n", "out_of_range"),
    _yaml("X37 emoji and markup are text", 'organisations: [{id: a, name: "👩‍⚕️ <script>"}]\n'),
    text(
        "X37 direction override",
        ".json",
        '{"place": {"id": "a", "name": "x\\u202e", "first_year": "2026/27", "years": 1}}',
        "direction_mark",
    ),
    _yaml("an NHS number", "observations: [{id: o, what: seen 943 476 5919}]\n", None, "looks_like_patient_data"),
    _one_bad_row("X30 the first of 5,000 rows", 0),
    _one_bad_row("X30 one in the middle of 5,000 rows", 2_500),
    _one_bad_row("X30 the last of 5,000 rows", 4_999),
    _workbook("the template", lambda _book: None),
    _cell("X18 TBC in our own layout", "allocations", "H2", "TBC", "not_amount"),
    _cell("X19 the noise of a sum", "allocations", "H2", 0.1 + 0.2),
    _cell("X19 half a penny", "allocations", "H2", 0.005, "too_many_decimals"),
    _cell("X19 1E+30", "allocations", "H2", 1e30, "too_many_digits"),
    _cell("X19 minus nought", "allocations", "H2", -0.0),
    _cell("X20 NaN as text", "allocations", "H2", "NaN", "not_amount"),
    _cell("X24 a header twice", "allocations", "B1", "ID ", "duplicate_header"),
    _cell("X24 a header with a no-break space", "allocations", "H1", "\u00a0Amount\u200b"),
    _cell("X24 a header that is missing", "allocations", "H1", None, "missing_header"),
    _cell("X25 an unknown column", "allocations", "Z1", "colour", "unknown_column"),
    _workbook("X25 an unknown sheet", _notes, None, "unknown_sheet"),
)
