"""The PDF: tagged, titled, in English, every drawing described; and words are never read as markup."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from placewide.reports.business_case.blocks import Drawing, Heading
from placewide.reports.business_case.content import business_case
from placewide.reports.business_case.pdf import pdf_of, write_business_case_pdf
from placewide.reports.business_case.tests.pdf_structure import Structure, structure_of
from placewide.reports.business_case.tests.planned import tables, westmere
from placewide.reports.tests.sample_place import DOCUMENT
from placewide.reports.tests.sample_plan import PLAN

SIGNS = '#panic("x") $1/0$ *bold* _under_ <label> @ref \\ // /* ] ) } \x07 `raw`'


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "case.pdf"
    write_business_case_pdf(*westmere(), path)
    return path


@pytest.fixture(scope="module")
def structure(pdf: Path) -> Structure:
    return structure_of(pdf)


def test_passes_the_check_of_its_structure(structure: Structure) -> None:
    assert structure.problems == []


def test_every_drawing_is_a_figure_with_its_words(structure: Structure) -> None:
    drawings = [block for block in business_case(*westmere()).blocks if isinstance(block, Drawing)]
    assert structure.alternatives == [block.alternative for block in drawings]


def test_every_table_and_every_heading_is_tagged(structure: Structure) -> None:
    case = business_case(*westmere())
    assert structure.tags["Table"] == structure.tags["THead"] == len(tables(case))
    levels = [block.level for block in case.blocks if isinstance(block, Heading)]
    assert structure.headings[-len(levels) :] == levels


def test_has_the_title_of_the_paper(pdf: Path) -> None:
    with pikepdf.open(pdf) as opened:
        assert str(opened.docinfo.Title) == business_case(*westmere()).title


def test_drawings_are_vectors(pdf: Path) -> None:
    with pikepdf.open(pdf) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
        assert "/Image" not in [str(each.get("/Subtype", "")) for each in streams]


def test_the_same_place_and_plan_give_the_same_bytes() -> None:
    case = business_case(DOCUMENT, PLAN)
    assert pdf_of(case) == pdf_of(case)


def test_names_are_never_markup(tmp_path: Path) -> None:
    projects = tuple(replace(project, name=SIGNS) for project in DOCUMENT.projects)
    path = tmp_path / "odd.pdf"
    write_business_case_pdf(replace(DOCUMENT, projects=projects), PLAN, path)
    assert structure_of(path).problems == []


def test_a_letter_without_a_font_does_not_stop_the_paper(tmp_path: Path) -> None:
    projects = tuple(replace(project, name="Ward \U0001f9ff\U00012000 漢") for project in DOCUMENT.projects)
    path = tmp_path / "odd.pdf"
    write_business_case_pdf(replace(DOCUMENT, projects=projects), PLAN, path)
    assert structure_of(path).problems == []
