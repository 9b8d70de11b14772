"""Amounts of money as people type them: 1,234.50, £1 234, £250k, 0.25m, (500), about 200k, up to £1.5m, 200–300k."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from placewide.domain.shared.json_text import number_text
from placewide.domain.shared.money import pounds
from placewide.exchange.document.numerals import PENCE_LIMIT, simplest
from placewide.exchange.mapping.record import UNIT_FACTORS, Unit
from placewide.exchange.mapping.wordings.texts import cell_text
from placewide.exchange.reading.source import shown
from placewide.exchange.reading.workbook import Cell

DOUBTFUL_PENCE = 100_000_000_00
"""From £100m on, an amount of one project or pot is more likely a mistake of unit than an amount."""

_PLAIN = r"[0-9]+(?:\.[0-9]+)?"
_GROUPED = r"[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:[ '’][0-9]{3})+)(?:\.[0-9]+)?"
_CONTINENTAL = r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}"
_NUMBER = rf"(?:{_CONTINENTAL}|{_GROUPED}|{_PLAIN})"
_SCALE = r"k|thousand|000s?|'000s?|m|mn|mill|million|bn"
_AMOUNT = rf"(?P<pound>£|gbp)?\s?(?P<number>{_NUMBER})\s?(?P<scale>{_SCALE})?"
_VAT = r"(?P<vat>(?:\(|\+\s?|plus |ex(?:cl)?\.? |excluding |inc(?:l)?\.? |including )vat\)?)?"
_QUALIFIERS = {
    "about": r"about|approx(?:imately)?\.?|circa|ca?\.?|around|roughly|est(?:imated?)?\.?|~|≈",
    "up_to": r"up to|max(?:imum)?(?: of)?|no more than|<=|≤",
    "just_under": r"just under|under|less than|<",
    "more_than": r"more than|over|at least|min(?:imum)?(?: of)?|>=|≥|>",
}
_QUALIFIER = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _QUALIFIERS.items())
_SINGLE = re.compile(
    rf"(?P<open>\()?\s?(?:{_QUALIFIER})?\s?(?P<minus>[-−–])?\s?{_AMOUNT}(?P<close>\s?\))?\s?{_VAT}"
    r"(?:\s?(?:p\.?a\.?|per (?:year|annum)|a year))?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:between )?(?:£)?\s?(?P<low>{_NUMBER})\s?(?P<scale_low>{_SCALE})?\s?(?:-|–|—|to|and)\s?"
    rf"(?P<pound>£)?\s?(?P<high>{_NUMBER})\s?(?P<scale>{_SCALE})?",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[-–—]*|£\s?[-–—]+")
_NOUGHT = re.compile(r"£?\s?(?:nil|zero)", re.IGNORECASE)
_LONGEST = 60
_TWO_WAYS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Money:
    """What a cell says about an amount. `pence` None = unknown, unless the cell `is_empty`.

    `remark` says how it was read, or why it could not be; `figure` holds keys of a figure (is, low, high in pence).
    """

    pence: int | None = None
    is_empty: bool = False
    remark: str | None = None
    rule: str = "unknown_amount"
    figure: tuple[tuple[str, str | int], ...] = ()


def read_money(cell: Cell, unit: Unit) -> Money:
    """The amount that a cell says, in a column of this unit; a unit of its own (£250k) goes first.

    What cannot be read, or could be read in two ways, is unknown; pence are rounded half up.
    """
    if cell is None:
        return Money(is_empty=True)
    if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        return _from_number(Decimal(cell), unit)
    if not isinstance(cell, str):
        return _unknown(f"{shown(cell_text(cell))} is not an amount")
    text = cell_text(cell)
    if len(text) > _LONGEST:
        return _unknown(f"{shown(text)} is not an amount; it stays unknown until a number stands here")
    return _from_text(text.strip("* "), unit)


def _from_number(number: Decimal, unit: Unit) -> Money:
    pence = number * UNIT_FACTORS[unit] * 100
    if abs(pence) >= PENCE_LIMIT:
        return _unknown(f"{number_text(simplest(number))} is a trillion pounds or more; is the unit right?")
    whole = int(pence.quantize(Decimal(1), ROUND_HALF_UP))
    if whole != pence:
        return Money(whole, remark=f"a fraction of a penny was rounded, to {pounds(whole)}", rule="rounded")
    if abs(whole) >= DOUBTFUL_PENCE:
        return Money(whole, remark=f"this was read as {pounds(whole)}; is the unit right?", rule="unit_doubtful")
    return Money(whole)


def _from_text(text: str, unit: Unit) -> Money:
    if _EMPTY.fullmatch(text):
        return Money(is_empty=True)
    if _NOUGHT.fullmatch(text):
        return Money(0)
    if _TWO_WAYS.fullmatch(text):
        two = f"it could be {text.replace('.', ',')} or {text}"
        return _unknown(f"{shown(text)} can be read in two ways; {two}, so write the number without a separator")
    single = _SINGLE.fullmatch(text)
    if single is not None:
        return _single(text, single, unit)
    span = _RANGE.fullmatch(text)
    return _range(text, span, unit) if span is not None else _not_an_amount(text)


def _single(text: str, match: re.Match[str], unit: Unit) -> Money:
    factor = _factor(match["scale"], unit)
    if match["pound"] and match["scale"] is None and unit != "pounds":
        return _unknown(f"{shown(text)} stands in a column of {unit}: say whether it is in pounds (write £…k or £…m)")
    if (match["open"] is None) != (match["close"] is None):
        return _not_an_amount(text)
    number = _plain(match["number"]) * (-1 if match["minus"] or match["open"] else 1)
    money = _from_number(number * factor, "pounds")
    if money.pence is None:
        return money
    figure = [("is", name) for name in _QUALIFIERS if match[name]]
    if match["vat"]:
        figure.append(("vat", "included" if match["vat"].lower().lstrip("( ").startswith("inc") else "excluded"))
    if figure or re.fullmatch(_CONTINENTAL, match["number"]):
        return Money(money.pence, remark=_read_as(text, money.pence), rule="amount_read_as", figure=tuple(figure))
    return money


def _range(text: str, match: re.Match[str], unit: Unit) -> Money:
    """A range has no value that a plan could use, but what is known of it is kept."""
    high = _from_number(_plain(match["high"]) * _factor(match["scale"], unit), "pounds").pence
    low = _from_number(_plain(match["low"]) * _factor(match["scale_low"] or match["scale"], unit), "pounds").pence
    ambiguous = match["pound"] and match["scale"] is None and unit != "pounds"
    if low is None or high is None or low >= high or ambiguous:
        return _not_an_amount(text)
    known = f"{shown(text)} is a range; a plan needs one amount, so write the one to use"
    return Money(remark=known, figure=(("low", low), ("high", high)))


def _factor(scale: str | None, unit: Unit) -> int:
    if scale is None:
        return UNIT_FACTORS[unit]
    if scale.lower() == "bn":
        return 1_000_000_000
    return UNIT_FACTORS["millions" if scale.lower().startswith("m") else "thousands"]


def _plain(number: str) -> Decimal:
    if re.fullmatch(_CONTINENTAL, number):
        number = number.replace(".", "").replace(",", ".")
    return Decimal(re.sub(r"[, '’]", "", number))


def _read_as(text: str, pence: int) -> str:
    return f"{shown(text)} was read as {pounds(pence)}"


def _not_an_amount(text: str) -> Money:
    bare = text.rstrip("?*† ")
    looks = ""
    if bare != text and re.search(rf"£|(?:{_SCALE})$", bare, re.IGNORECASE):
        money = _from_text(bare, "pounds")
        looks = f", though it looks like {pounds(money.pence)}" if money.pence is not None else ""
    return _unknown(f"{shown(text)} is not an amount{looks}; it stays unknown until a number stands here")


def _unknown(remark: str) -> Money:
    return Money(remark=remark)
