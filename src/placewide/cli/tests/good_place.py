"""The sample place in each of the three formats, as `placewide convert` writes it: from it the bad files are broken."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from placewide.domain.place.document import PlaceDocument
from placewide.exchange.place_file import file_bytes, load

SAMPLES = Path(__file__).resolve().parents[4] / "samples"
WESTMERE = SAMPLES / "westmere" / "westmere.yaml"


@cache
def westmere() -> PlaceDocument:
    """The sample place."""
    result = load(WESTMERE)
    assert result.document is not None, result.findings
    return result.document


@cache
def good(suffix: str) -> bytes:
    """The sample place as a file of this kind."""
    return file_bytes(westmere(), suffix)


@cache
def many_allocations(count: int) -> bytes:
    """The sample place as a workbook with so many allocations, a001 and on; nothing else refers to them."""
    document = westmere()
    one = document.allocations[0]
    rows = tuple(replace(one, id=f"a{number:03d}", amount=None) for number in range(1, count + 1))  # type: ignore[arg-type]
    return file_bytes(replace(document, allocations=rows, scenarios=()), ".xlsx")
