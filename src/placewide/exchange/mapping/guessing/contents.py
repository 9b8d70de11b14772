"""What the cells below a header look like: how many are amounts, years, words of a kind, names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from placewide.exchange.mapping.headings import Headings
from placewide.exchange.mapping.tables import is_total
from placewide.exchange.mapping.wordings.money import read_money
from placewide.exchange.mapping.wordings.texts import cell_text, is_unknown, look, says_none
from placewide.exchange.mapping.wordings.words import KIND, USUAL_SCORES, meaning, read_yes_no
from placewide.exchange.mapping.wordings.years import read_year
from placewide.exchange.reading.workbook import Cell, Sheet

_LOOKED_AT = 200
_HIGHEST_SCORE = 100


@dataclass(frozen=True, slots=True)
class Known:
    """How proposals and priorities are called, as soon as the lists of them are found: the looks of their names."""

    names: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    priorities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contents:
    """The cells below a header that say something; TBC says nothing about what a column is for."""

    cells: tuple[Cell, ...]

    def share(self, fits: Callable[[Cell], bool]) -> float:
        """The share of cells that fit; 0 where there are none."""
        return sum(map(fits, self.cells)) / len(self.cells) if self.cells else 0.0

    @property
    def amounts(self) -> float:
        """The share that are amounts of money."""
        return self.share(lambda cell: read_money(cell, "pounds").pence is not None)

    @property
    def years(self) -> float:
        """The share that name a year."""
        return self.share(lambda cell: read_year(cell) is not None)

    @property
    def kinds(self) -> float:
        """The share that say capital or revenue."""
        return self.share(lambda cell: meaning(cell, {}, KIND) is not None)

    @property
    def yes_or_no(self) -> float:
        """The share that say yes or no."""
        return self.share(lambda cell: read_yes_no(cell) is not None)

    @property
    def score_words(self) -> float:
        """The share that say high, medium or low."""
        return self.share(lambda cell: look(cell_text(cell)) in USUAL_SCORES)

    @property
    def numbers(self) -> float:
        """The share that are numbers from 0 to 100."""
        return self.share(_is_score)

    @property
    def scores(self) -> float:
        """The share that may be scores: such numbers, 4/5, or words as high."""
        return self.share(lambda cell: _is_score(cell) or look(cell_text(cell)) in USUAL_SCORES)

    def among(self, looks: frozenset[str]) -> float:
        """The share that are among these names or references."""
        return self.share(lambda cell: look(cell_text(cell)) in looks)

    @property
    def largest(self) -> float:
        """The largest number, or 0."""
        return max((float(cell) for cell in self.cells if isinstance(cell, (int, Decimal))), default=0.0)


def contents_of(sheet: Sheet, headings: Headings, index: int) -> Contents:
    """The cells of a column below its header, without rows of totals and what stands for nothing or unknown."""
    cells = []
    for row in sheet.rows[headings.row + 1 : headings.row + 1 + _LOOKED_AT]:
        text = cell_text(row[index]) if index < len(row) else ""
        if not (says_none(text) or is_unknown(text) or _adds_up(row)):
            cells.append(row[index])
    return Contents(tuple(cells))


def _adds_up(row: list[Cell]) -> bool:
    return any(isinstance(cell, str) and is_total(cell) for cell in row)


def _is_score(cell: Cell) -> bool:
    text = re.sub(r" ?/ ?(?:[3-9]|10|100)$", "", cell_text(cell))
    return text.replace(".", "", 1).isdecimal() and text.isascii() and float(text) <= _HIGHEST_SCORE
