"""How amounts, numbers and lists are said: rounded in sentences, exact in tables."""

from collections.abc import Sequence
from fractions import Fraction

from placewide.numerics.rounding import round_half_up

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
THOUSAND, MILLION, BILLION = 100_000, 100_000_000, 100_000_000_000
"""In pence."""


def money(pence: int) -> str:
    """An amount for a sentence, rounded half up to what a reader keeps in mind.

    Under £1 in pence, under £1,000 in pounds, under £10,000 to the nearest £100, under half a million to the nearest
    £1,000, then in millions to two places and from one million to one; a minus sign goes in front.

    >>> money(860_000_000), money(31_000_000), money(95_000_000), money(4_000), money(0)
    ('£8.6m', '£310,000', '£0.95m', '£40', 'no money')
    >>> money(-2_512_345)
    '−£25,000'
    """
    if pence == 0:
        return "no money"
    return f"−{_amount(-pence)}" if pence < 0 else _amount(pence)


def signed_money(pence: int) -> str:
    """As `money`, with a plus before a gain.

    >>> signed_money(160_000_000), signed_money(-2_500_000), signed_money(0)
    ('+£1.6m', '−£25,000', 'nothing')
    """
    if pence == 0:
        return "nothing"
    return f"+{money(pence)}" if pence > 0 else money(pence)


def exact(pence: int | None) -> str:
    """An amount for a table: pounds and pence, unknown said as such.

    >>> exact(123_456_789), exact(-5), exact(None)
    ('£1,234,567.89', '−£0.05', 'not known')
    """
    if pence is None:
        return "not known"
    pounds, pennies = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{pounds:,}.{pennies:02d}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number of things, in words up to nine.

    >>> count(1, "project"), count(15, "project"), count(0, "body", "bodies")
    ('one project', '15 projects', 'no bodies')
    """
    return f"{number_word(number)} {noun if number == 1 else plural or noun + 's'}"


def out_of(part: int, whole: int, noun: str) -> str:
    """So many of so many: both in figures as soon as one of them is.

    >>> out_of(7, 12, "project"), out_of(2, 3, "project"), out_of(1, 1, "project")
    ('7 of 12 projects', 'two of three projects', 'one of one project')
    """
    said = (number_word(part), number_word(whole)) if whole < len(WORDS) else (f"{part:,}", f"{whole:,}")
    return f"{said[0]} of {said[1]} {noun if whole == 1 else noun + 's'}"


def number_word(number: int) -> str:
    return WORDS[number] if 0 <= number < len(WORDS) else f"{number:,}"


def listed(items: Sequence[str], most: int | None = None) -> str:
    """Items as a list in words; beyond `most` the rest is counted.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], most=2)
    ('a, b and c', 'a, b and two more')
    """
    if most is not None and len(items) > most + 1:
        items = [*items[:most], f"{number_word(len(items) - most)} more"]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def sentence(text: str) -> str:
    """The text with a capital at the front and a full stop at the end.

    >>> sentence("one project is left out"), sentence("Is it?")
    ('One project is left out.', 'Is it?')
    """
    text = text.strip()
    ending = "" if not text or text[-1] in ".!?" else "."
    return f"{text[:1].upper()}{text[1:]}{ending}"


def percentage(part: Fraction | int, whole: Fraction | int = 1) -> str:
    """A share in percent, whole above ten, one place below; nothing is never said of something.

    >>> percentage(61, 100), percentage(Fraction(1, 300)), percentage(1, 100_000), percentage(0, 5)
    ('61 %', '0.3 %', 'under 0.1 %', '0 %')
    """
    share = Fraction(part) / whole * 100
    if share == 0:
        return "0 %"
    if 0 < share < Fraction(1, 10):
        return "under 0.1 %"
    return f"{plain(share, 0 if abs(share) >= 10 else 1)} %"


def plain(value: Fraction | int, places: int = 2) -> str:
    """A number with at most so many places, half up, without needless zeros.

    >>> plain(Fraction(5, 2)), plain(Fraction(1, 3)), plain(1234), plain(Fraction(-1, 2))
    ('2.5', '0.33', '1,234', '−0.5')
    """
    scaled = round_half_up(Fraction(value) * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    tail = f"{rest:0{places}d}".rstrip("0") if places else ""
    return f"{'−' if scaled < 0 else ''}{whole:,}{'.' + tail if tail else ''}"


def _amount(pence: int) -> str:
    if pence < 100:
        return f"{pence}p"
    if (pounds := round_half_up(Fraction(pence, 100))) < 1_000:
        return f"£{pounds:,}"
    unit = 100 if pounds < 9_950 else 1_000
    if (rounded := round_half_up(Fraction(pounds, unit)) * unit) < 500_000:
        return f"£{rounded:,}"
    return _large(pence)


def _large(pence: int) -> str:
    if round_half_up(Fraction(pence * 100, MILLION)) < 100:
        return f"£{plain(Fraction(pence, MILLION), 2)}m"
    if round_half_up(Fraction(pence, MILLION)) < 1_000:
        return f"£{plain(Fraction(pence, MILLION), 1)}m"
    return f"£{plain(Fraction(pence, BILLION), 1)}bn"
