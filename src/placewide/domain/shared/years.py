"""Financial years: 2026/27 is 1 April 2026 to 31 March 2027."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The financial year that starts on 1 April of `start`."""

    start: int

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    def plus(self, years: int) -> "FinancialYear":
        return FinancialYear(self.start + years)

    @classmethod
    def parse(cls, text: str) -> "FinancialYear":
        """Read `2026/27`. Raises ValueError when the two halves do not follow each other."""
        match = re.fullmatch(r"([12][0-9]{3})/([0-9]{2})", text)
        if match is None:
            raise ValueError(f"“{text}” is not a financial year such as 2026/27")
        year = cls(int(match[1]))
        if str(year) != text:
            raise ValueError(f"“{text}” is not a financial year: {match[1]} is followed by {str(year)[5:]}")
        return year
