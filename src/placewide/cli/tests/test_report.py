"""`placewide report`: every paper opens, and all of them say the figures that the plan has, to the penny."""

import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from pptx import Presentation

from placewide.cli.tests.running import Ran, placewide
from placewide.cli.tests.small_places import IMPOSSIBLE, TINY
from placewide.reports.business_case.tests.pdf_words import words_of
from placewide.reports.sentences import exact

FILES = ["report.html", "plan.json", "plan.xlsx", "business-case.docx", "business-case.pdf", "slides.pptx"]
PLACE = """placewide: 1
place: {id: pair, name: A pair, first_year: 2026/27, years: 2, appraisal_years: 4}
organisations: [{id: trust, name: The trust, kind: nhs_trust}, {id: hospice, name: The hospice, kind: hospice}]
strategy: {priorities: [{id: care, name: Care, weight: 1}]}
projects:
- id: own
  name: Beds
  lead: trust
  serves: {care: 3}
  costs: {capital: [{value: 600.37, low: 500, high: 900}]}
  benefits:
  - {id: time, organisation: trust, class: cash_releasing, amounts: [0, {value: 401.11, low: 50, high: 600}, 300]}
- id: shared
  name: Records
  lead: hospice
  serves: {care: 2}
  costs: {capital: [311.11], revenue: [0, 55.55]}
  benefits: [{id: calls, organisation: hospice, class: non_cash_releasing, amounts: [123.45, 234.56]}]
- {id: dear, lead: trust, serves: {care: 1}, costs: {capital: [9500]}, benefits: []}
funds: [{id: own_money, name: Own money, own_money: true}]
allocations:
- id: pot
  holder: trust
  fund: own_money
  kind: capital
  year: 2026/27
  amount: 1000
  status: awarded
  may_share: true
- {id: till, holder: hospice, fund: own_money, kind: revenue, year: 2027/28, amount: 100, status: awarded}
scoping: {uncertainty: {draws: 500}}
scenarios:
- {id: alone, name: Nobody shares, scoping: {shares: false}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


@pytest.fixture(scope="module")
def reported(folder: Path) -> Ran:
    (folder / "pair.yaml").write_text(PLACE, encoding="utf-8")
    questions = ("--sharing", "--uncertainty", "--scenarios", "--worth", "--frontier", "--weights")
    return placewide("report", folder / "pair.yaml", "--out", folder / "papers", *questions)


@pytest.fixture(scope="module")
def plan(reported: Ran, folder: Path) -> Any:
    return json.loads((folder / "papers" / "plan.json").read_text("utf-8"))


def test_names_every_file_and_says_what_it_is_doing(reported: Ran, folder: Path) -> None:
    assert (reported.code, reported.out.split()) == (0, [str(folder / "papers" / file) for file in FILES])
    assert all(f"writing {file}" in reported.err for file in FILES)


def test_every_paper_says_the_figures_of_the_plan_to_the_penny(plan: Any, folder: Path) -> None:
    npsv, used = plan["appraisal"]["npsv_pence"], sum(row["used_pence"] for row in plan["allocations"])
    shared = sum(row["amount_pence"] for row in plan["shares"])
    assert min(npsv, used, shared) > 0
    for file, words in _words(folder / "papers").items():
        for pence in (npsv, used, shared):
            assert exact(pence).removeprefix("£") in words, file
    assert {npsv / 100, used / 100, shared / 100} <= _numbers(folder / "papers" / "plan.xlsx")


def test_the_longer_answers_are_in_the_papers(plan: Any, folder: Path) -> None:
    words = _words(folder / "papers")
    alone = plan["sharing"]["without"]["appraisal"]["npsv_pence"]
    for file in ("business-case.docx", "business-case.pdf"):
        assert exact(alone).removeprefix("£") in words[file]
        assert "Nobodyshares" in words[file].replace(" ", "")
        assert "Chancethatcostsexceedbenefits" in words[file].replace(" ", "")
    assert "What sharing buys: one more project" in words["slides.pptx"]


def test_a_plan_that_does_not_exist_makes_no_case(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text(IMPOSSIBLE, encoding="utf-8")
    ran = placewide("report", tmp_path / "place.yaml", "--out", tmp_path / "papers")
    assert (ran.code, [Path(path).name for path in ran.out.split()]) == (1, FILES[:2])
    assert "not written, because there is no plan: plan.xlsx, business-case.docx" in ran.err
    assert sorted(path.name for path in (tmp_path / "papers").iterdir()) == sorted(FILES[:2])


def test_a_plan_without_projects_asks_no_board_for_anything(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text(TINY, encoding="utf-8")
    ran = placewide("report", tmp_path / "place.yaml", "--out", tmp_path / "papers", "--scenario", "nothing")
    assert (ran.code, [Path(path).name for path in ran.out.split()]) == (0, FILES[:3])
    assert "not written, because no project is in the plan: business-case.docx" in ran.err


def test_what_somebody_wrote_into_a_paper_is_kept(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text(TINY, encoding="utf-8")
    papers = tmp_path / "papers"
    assert "kept" not in placewide("report", tmp_path / "place.yaml", "--out", papers).err
    word = docx.Document(str(papers / "business-case.docx"))
    word.add_paragraph("Why now: the contract ends in March.")
    word.save(str(papers / "business-case.docx"))
    again = placewide("report", tmp_path / "place.yaml", "--out", papers)
    assert "business-case.docx had been changed by hand; that one is now business-case.kept-1.docx" in again.err
    assert sorted(path.name for path in papers.iterdir()) == sorted([*FILES, "business-case.kept-1.docx"])
    kept = docx.Document(str(papers / "business-case.kept-1.docx"))
    assert kept.paragraphs[-1].text == "Why now: the contract ends in March."


def test_says_that_papers_of_an_earlier_plan_are_still_there(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text(TINY, encoding="utf-8")
    (tmp_path / "slides.pptx").write_bytes(b"old")
    ran = placewide("report", tmp_path / "place.yaml", "--out", tmp_path, "--scenario", "nothing")
    assert f"slides.pptx in {tmp_path} is of an earlier plan" in ran.err
    assert (tmp_path / "slides.pptx").read_bytes() == b"old"


def test_refuses_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text(TINY, encoding="utf-8")
    ran = placewide("report", tmp_path / "place.yaml", "--out", tmp_path / "place.yaml")
    assert (ran.code, ran.out) == (3, "")
    assert "is a file, not a folder" in ran.err


def _words(folder: Path) -> dict[str, str]:
    """What each paper says, opened by a reader of its own format."""
    word = docx.Document(str(folder / "business-case.docx"))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    deck = Presentation(str(folder / "slides.pptx"))
    notes = (slide.notes_slide.notes_text_frame for slide in deck.slides)
    titles = (slide.shapes.title for slide in deck.slides)
    with pikepdf.open(folder / "business-case.pdf") as pdf:
        assert len(pdf.pages) > 5
    return {
        "report.html": (folder / "report.html").read_text("utf-8"),
        "business-case.docx": "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells]),
        "business-case.pdf": words_of(folder / "business-case.pdf"),
        "slides.pptx": "\n".join([title.text_frame.text for title in titles if title] + [n.text for n in notes if n]),
    }


def _numbers(path: Path) -> set[float]:
    book = openpyxl.load_workbook(path, data_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return {round(cell, 2) for cell in cells if isinstance(cell, float | int)}
