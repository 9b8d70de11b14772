"""Guesses which names are two ways of writing one organisation: an abbreviation beside the full name."""

import re
from collections.abc import Iterable, Iterator

from placewide.exchange.mapping.wordings.texts import look

_SMALL_WORDS = frozenset({"of", "and", "for", "in", "at", "on", "with"})
_ENDINGS = (
    r"nhs foundation trust", r"nhs trust", r"foundation trust", r"trust", r"council", r"ltd", r"limited", r"hospital",
)  # fmt: skip
_LONGEST_ABBREVIATION = 7


def guess_organisations(names: Iterable[str]) -> dict[str, str]:
    """Abbreviations → the one full name whose initials they are; those that fit two names are left alone.

    WGH fits “Westmere General Hospital”, and also “Westmere General Hospital NHS Trust”.
    """
    known = sorted(set(names))
    full = [name for name in known if len(look(name).split()) > 1]
    found = {}
    for name in known:
        if _is_abbreviation(name):
            fitting = {look(other): other for other in full if re.sub(r"\W", "", name).lower() in set(_initials(other))}
            if len(fitting) == 1:
                found[name] = fitting.popitem()[1]
    return found


def _is_abbreviation(name: str) -> bool:
    plain = re.sub(r"\W", "", name)
    return 2 <= len(plain) <= _LONGEST_ABBREVIATION and plain.isupper() and " " not in name.strip()


def _initials(name: str) -> Iterator[str]:
    text = look(name)
    variants = {text}
    for ending in _ENDINGS:
        variants |= {short.strip() for each in list(variants) if (short := re.sub(rf"\b{ending}$", "", each)) != each}
    for variant in variants:
        words = variant.split()
        yield "".join(word[0] for word in words)
        yield "".join(word[0] for word in words if word not in _SMALL_WORDS)
