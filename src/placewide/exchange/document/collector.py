"""Gathers everything that is wrong with a file, so that all of it is told at once."""

from placewide.domain.shared.findings import Finding, Severity
from placewide.domain.shared.trail import Trail
from placewide.exchange.reading.source import MOST_FINDINGS, Node, Position


class Collector:
    """The findings of one reading, each with its path, the id of the record it lies in, and its place in the file."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def refuse(self, trail: Trail, at: Node | Position, rule: str, message: str) -> None:
        """Note an error, at a value or at a position of the file."""
        self._add("error", trail, at, rule, message)

    def warn(self, trail: Trail, at: Node | Position, rule: str, message: str) -> None:
        """Note something that does not stand in the way of using the file."""
        self._add("warning", trail, at, rule, message)

    @property
    def is_crowded(self) -> bool:
        """So much is wrong that looking for suggestions is no longer worth the time."""
        return len(self.findings) > MOST_FINDINGS

    def _add(self, severity: Severity, trail: Trail, at: Node | Position, rule: str, message: str) -> None:
        position = at.position if isinstance(at, Node) else at
        self.findings.append(Finding(severity, trail.where, rule, message, trail.record, str(position)))
