"""What was found when a place was read, checked or planned."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know or to mend: where, which rule, and a sentence that says what would be right.

    `where` is a path in the document such as `projects[3].benefits[0]`, `record` the id of the record it lies
    in, and `position` the place in the file (line, or sheet and cell) where the reader knows it.
    """

    severity: Severity
    where: str
    rule: str
    message: str
    record: str | None = None
    position: str | None = None


def errors_of(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those findings that must be mended."""
    return tuple(finding for finding in findings if finding.severity == "error")
