"""Bad inputs at the level of the definition: refused with place and rule, or read; always quickly."""

import time
from pathlib import Path

import pytest

from placewide.exchange.place_file import load
from placewide.exchange.tests.case import Case
from placewide.exchange.tests.corpus_places import PLACES


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case.name)
def test_refuses_or_reads_as_it_should(case: Case, tmp_path: Path) -> None:
    path = tmp_path / f"place{case.suffix}"
    path.write_bytes(case.build())
    begun = time.monotonic()
    result = load(path)
    assert time.monotonic() - begun < 2
    errors = {finding.rule for finding in result.findings if finding.severity == "error"}
    assert (result.document is None) == (case.refused is not None), result.findings
    assert case.refused in errors if case.refused else not errors
    assert case.finding is None or case.finding in {finding.rule for finding in result.findings}
    assert all(finding.position and finding.position.startswith(path.name) for finding in result.findings)
