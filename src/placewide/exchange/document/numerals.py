"""Numbers as they may stand in a place file: digits of ASCII, a full stop, one minus, and nothing else."""

import re
from decimal import Decimal

MOST_DIGITS = 15
"""Significant digits: what every spreadsheet keeps exactly."""
PENCE_LIMIT = 100_000_000_000_000
_FIRST_TOO_LONG = 1_000_000_000_000_000

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_UNKNOWN_WORDS = re.compile(r"tb[cda]|n/?a|unknown|not known|\?+|-+|–|none|nil", re.IGNORECASE)


def parse_number(text: str) -> int | Decimal | None:
    """The number that a text says in the strict form, or None."""
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) <= 2 * MOST_DIGITS else Decimal(text)
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def simplest(number: int | Decimal) -> Decimal:
    """The number as a Decimal without trailing zeros, exponent or minus zero."""
    if number == int(number):
        return Decimal(int(number))
    return Decimal(number).normalize()


def has_too_many_digits(number: int | Decimal) -> bool:
    """More significant digits, or digits after the point, than a spreadsheet keeps."""
    if isinstance(number, int):
        return abs(number) >= _FIRST_TOO_LONG
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        return True
    significant: int = len("".join(map(str, digits)).rstrip("0"))
    places = exponent + len(digits) - significant
    if significant == 0:
        return False
    return max(significant, abs(places), number.adjusted() + 1) > MOST_DIGITS


def advice(text: str) -> str:
    """How to write what was probably meant by a text that is no number."""
    if _UNKNOWN_WORDS.fullmatch(text.strip()):
        return "leave it empty (in a list: null) where it is unknown"
    mended = _mended(text)
    if mended is not None:
        return f"write {mended}"
    return "write digits such as 1234.50, or leave it empty where it is unknown"


def _mended(text: str) -> str | None:
    plain = text.strip().strip("£$€ %\u00a0").replace(",", "").replace("_", "").replace(" ", "").replace("\u00a0", "")
    if re.fullmatch(r"\([0-9.]+\)", plain):
        plain = "-" + plain[1:-1]
    if not re.fullmatch(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,9})?(?:[eE][0-9])?", plain):
        return None
    return format(simplest(Decimal(plain)), "f")
