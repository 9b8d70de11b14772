"""Collects what is to be said about a workbook while it is read by a mapping."""

from placewide.domain.shared.findings import Finding, Severity
from placewide.exchange.reading.source import Position


class Remarks:
    """The findings so far, each with its place in the workbook; what is said twice of one place is kept once."""

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self._said: set[Finding] = set()

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way of reading the workbook."""
        return any(finding.severity == "error" for finding in self.found)

    def error(self, position: Position, rule: str, message: str) -> None:
        """Note what stands in the way of reading the workbook."""
        self._add("error", position, rule, message, None)

    def warn(self, position: Position, rule: str, message: str, record: str | None = None) -> None:
        """Note what is unknown, left out, or read in a way that somebody should look at."""
        self._add("warning", position, rule, message, record)

    def note(self, position: Position, rule: str, message: str, record: str | None = None) -> None:
        """Note what was done that one may want to know."""
        self._add("note", position, rule, message, record)

    def _add(self, severity: Severity, position: Position, rule: str, message: str, record: str | None) -> None:
        finding = Finding(severity, "", rule, message, record, str(position))
        if finding not in self._said:
            self._said.add(finding)
            self.found.append(finding)
