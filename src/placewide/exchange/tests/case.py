"""One file of the corpus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A hostile or odd file: refused with this rule, or read, with this finding or with none."""

    name: str
    suffix: str
    build: Callable[[], bytes]
    refused: str | None = None
    finding: str | None = None


def text(name: str, suffix: str, content: str | bytes, refused: str | None = None, finding: str | None = None) -> Case:
    """A case whose content is written out."""
    return Case(name, suffix, lambda: content if isinstance(content, bytes) else content.encode(), refused, finding)
