"""Which papers a plan makes, what happens to those that people changed, and that another office program opens them."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest
from pptx import Presentation

from placewide.domain.plan.result import Plan
from placewide.reports.business_case.tests.planned import westmere
from placewide.reports.papers import PAPERS, Answered, papers_of, set_aside
from placewide.reports.seal import is_unchanged
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import FEASIBLE, INFEASIBLE, PLAN, STOPPED

SECONDS = 240
ALL = [paper.file for paper in PAPERS]


def files(plan: Plan) -> list[str]:
    return [paper.file for paper in papers_of(plan)]


def test_a_plan_that_does_not_exist_makes_neither_case_nor_slides_nor_workbook() -> None:
    assert files(PLAN) == files(FEASIBLE) == ALL
    assert files(INFEASIBLE) == files(STOPPED) == ["report.html", "plan.json"]


def test_a_plan_without_projects_has_nothing_to_ask_a_board_for() -> None:
    assert files(replace(PLAN, projects=())) == ["report.html", "plan.json", "plan.xlsx"]


@pytest.mark.parametrize("file", ["business-case.docx", "slides.pptx"])
def test_what_was_changed_by_hand_is_set_aside_and_what_was_not_is_written_over(file: str, tmp_path: Path) -> None:
    paper = next(paper for paper in PAPERS if paper.file == file)
    path = tmp_path / file
    assert set_aside(paper, tmp_path) is None
    paper.write(Answered(document=DOCUMENT, plan=PLAN), path)
    assert is_unchanged(path)
    assert set_aside(paper, tmp_path) is None
    for number in (1, 2):
        _change(path)
        kept = set_aside(paper, tmp_path)
        assert kept == path.with_name(f"{path.stem}.kept-{number}{path.suffix}")
        paper.write(Answered(document=DOCUMENT, plan=PLAN), path)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_that_is_no_paper_of_ours_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "slides.pptx").write_bytes(b"somebody's")
    paper = next(paper for paper in PAPERS if paper.file == "slides.pptx")
    assert set_aside(paper, tmp_path) == tmp_path / "slides.kept-1.pptx"


def test_files_that_nobody_edits_are_written_over(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("{}", encoding="utf-8")
    assert set_aside(PAPERS[1], tmp_path) is None


@pytest.mark.papers
def test_another_office_program_opens_and_prints_the_word_document_and_the_slides(tmp_path: Path) -> None:
    document, plan = westmere()
    for each in PAPERS:
        each.write(Answered(document=document, plan=plan), tmp_path / each.file)
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: install Debian's libreoffice-writer and libreoffice-impress."
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf"]
    papers = [str(tmp_path / file) for file in ("business-case.docx", "slides.pptx")]
    for paper in papers:
        run = [*command, "--outdir", f"{paper}.printed", paper]
        subprocess.run(run, capture_output=True, timeout=SECONDS, check=True)
    with pikepdf.open(tmp_path / "business-case.docx.printed" / "business-case.pdf") as case:
        assert 20 < len(case.pages) < 60
    with pikepdf.open(tmp_path / "slides.pptx.printed" / "slides.pdf") as slides:
        assert len(slides.pages) == len(Presentation(str(tmp_path / "slides.pptx")).slides) == 6


def _change(path: Path) -> None:
    if path.suffix == ".docx":
        word = docx.Document(str(path))
        word.add_paragraph("Written by a person.")
        word.save(str(path))
    else:
        deck = Presentation(str(path))
        title = deck.slides[0].shapes.title
        assert title is not None
        title.text_frame.text = "Written by a person."
        deck.save(str(path))
