"""Real records that break naive models, each held without loss: its figures are in the document, and nothing is wrong.

Sources stand in each file of samples/records and in samples/dorset.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.figures import Figure
from placewide.exchange.place_file import load

SAMPLES = Path(__file__).parents[2] / "samples"
POUND = 100

# The amounts that each record publishes, in pounds; for observations and open records, the numbers as they stand.
PUBLISHED: dict[str, tuple[int, ...]] = {
    "hsli_rules": (412_500_000, 104_000_000, 92_400_000, 216_100_000, 261_100_000),
    "lhcre_rules": (7_500_000,),
    "ettf_london": (
        17_300_000, 26_100_000, 26_200_000, 28_000_000, 27_900_000, 2_400_000, 38_400_000, 62, 1, 49, 184_487, 4,
    ),
    "asctf": (349_234, 1_191_597, 1_085_505, 378_113),
    "lewisham_care_at_home": (40_000,),
    "croydon_newton": (15_000_000, 3_900_000),
    "enfield_portfolio": (52, 2_375_000, 3_600_000, 5),
    "lsc_scr_2026": (1_262_000,),
    "surrey_scrutiny": (),
    "coventry_warwickshire": (),
    "lancashire_place_options": (),
    "somerset_tda": (1_000,),
    "maturity_2023": (),
}  # fmt: skip
WORDS: dict[str, tuple[str, ...]] = {
    "hsli_rules": ("allocated to STPs by capitation not bid", "match-funded locally", "EPR divergence not supported"),
    "lhcre_rules": ("Wessex", "Thames Valley and Surrey"),
    "lewisham_care_at_home": ("Section 75", "SLaM"),
    "lsc_scr_2026": ("ocds-h6vhtk-069cc6", "2026-05-21"),
    "surrey_scrutiny": ("double counting",),
    "coventry_warwickshire": ("works_alongside", "reports_to", "many members in common and same day"),
    "lancashire_place_options": ("joint committee of ICB and county council", "2024-04-01"),
    "somerset_tda": ("clinical safety", "data domain architecture"),
    "maturity_2023": ("2.4", "1.8", "2.2"),
}


def document_of(path: Path) -> PlaceDocument:
    loaded = load(path)
    assert [finding for finding in loaded.findings if finding.severity == "error"] == []
    assert loaded.document is not None
    return loaded.document


def values_in(part: object) -> Iterator[object]:
    """Every number and text of a document, at any depth. Money comes as pence and as pounds."""
    if isinstance(part, Figure):
        yield from (amount for amount in (part.value, part.low, part.high) if amount is not None)
        yield from (part.basis, part.note)
        yield from values_in(part.reports)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from values_in(getattr(part, field.name))
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from (key, *values_in(value))
    elif isinstance(part, (tuple, list)):
        for item in part:
            yield from values_in(item)
    elif part is not None:
        yield part


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_every_published_figure_of_the_record_is_held(name: str) -> None:
    held = list(values_in(document_of(SAMPLES / "records" / f"{name}.yaml")))
    numbers = {Decimal(value) for value in held if isinstance(value, (int, Decimal)) and not isinstance(value, bool)}
    for amount in PUBLISHED[name]:
        assert {Decimal(amount), Decimal(amount * POUND)} & numbers, f"{amount} is missing"


@pytest.mark.parametrize("name", sorted(WORDS))
def test_the_words_that_matter_are_held(name: str) -> None:
    text = " | ".join(str(value) for value in values_in(document_of(SAMPLES / "records" / f"{name}.yaml")))
    for words in WORDS[name]:
        assert words in text


def test_no_record_is_left_untested() -> None:
    assert {path.stem for path in (SAMPLES / "records").glob("*.yaml")} == PUBLISHED.keys()


def test_the_three_years_of_a_national_fund_add_up_only_with_one_of_the_two_published_values() -> None:
    document = document_of(SAMPLES / "records" / "hsli_rules.yaml")
    used = [row.amount.value if isinstance(row.amount, Figure) else row.amount for row in document.allocations]
    assert sum(amount or 0 for amount in used) == 412_500_000 * POUND
    others = [
        report.value for row in document.allocations if isinstance(row.amount, Figure) for report in row.amount.reports
    ]
    assert others == [261_100_000 * POUND]


def test_a_ceiling_stays_a_ceiling() -> None:
    document = document_of(SAMPLES / "records" / "lhcre_rules.yaml")
    assert {row.amount.is_ for row in document.allocations if isinstance(row.amount, Figure)} == {"up_to"}


def test_dorset_is_held_with_its_successions_and_its_conflicting_values() -> None:
    document = document_of(SAMPLES / "dorset" / "dorset.yaml")
    successors: dict[str, str] = {row.id: row.succeeded_by for row in document.organisations if row.succeeded_by}
    assert (successors["bbc"], successors["bop"], successors["phft"], successors["rbch"]) == (
        "bcp",
        "bcp",
        "uhd",
        "uhd",
    )
    record = next(project for project in document.projects if project.id == "dcr")
    line = next(cost for cost in record.costs if cost.total is not None)
    assert isinstance(line.total, Figure)
    assert line.total.value == 7_800_000 * POUND
    assert [report.value for report in line.total.reports] == [20_000_000 * POUND]
    numbers = {value for value in values_in(document) if isinstance(value, (int, Decimal))}
    for amount in (333_109, 586_675, 1_400_000, 8_700_000, 11_600_000):
        assert {amount, amount * POUND} & numbers, f"{amount} is missing"


def test_check_says_what_a_plan_of_dorset_would_need() -> None:
    needed = [row.message for row in load(SAMPLES / "dorset" / "dorset.yaml").findings if row.rule == "not_plannable"]
    assert any("yearly amounts" in message for message in needed)
