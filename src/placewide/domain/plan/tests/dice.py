"""Chance, in words: the draws from which random places are made."""

from collections.abc import Sequence
from typing import TypeVar

from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear

FIRST = FinancialYear(2026)
"""The first year of every random place."""
SEEDS = 2**32
Item = TypeVar("Item")


class Dice:
    """Draws in words from one seed: the same places on every machine and with every version of Hypothesis.

    Hypothesis draws the seed and not each number: its mutations repeat draws, which made nine places in ten choose
    nothing. `reduction` makes a failing place small instead. The stream is SplitMix64 (Steele, Lea, Flood 2014).
    """

    def __init__(self, seed: int) -> None:
        self._state = seed

    def _below(self, bound: int) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) % 2**64
        mixed = (self._state ^ (self._state >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % 2**64
        return (mixed ^ (mixed >> 31)) % bound

    def chance(self, percent: int) -> bool:
        return self._below(100) < percent

    def number(self, lowest: int, highest: int) -> int:
        return lowest + self._below(highest - lowest + 1)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self._below(len(items))]

    def some(self, items: Sequence[Item], percent: int) -> tuple[Item, ...]:
        return tuple(item for item in items if self.chance(percent))


def named(prefix: str, count: int) -> tuple[Identifier, ...]:
    return tuple(Identifier(f"{prefix}{at}") for at in range(1, count + 1))
