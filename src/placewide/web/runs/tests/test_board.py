"""Take to the board: papers of exactly what stands on The Table."""

from io import BytesIO

from pptx import Presentation

from placewide.web.runs.tests.asking import As, asked, words

BOARD, ASK = "/riverside/table/board/?asked=1", "/riverside/table/board/ask/?asked=1"
SLIDES = "/riverside/table/board/papers/slides.pptx?asked=1"


def test_there_are_no_papers_before_they_are_asked_for(as_: As) -> None:
    office = as_("office")
    assert "Prepare the papers" in words(office.get(BOARD))
    assert office.get(SLIDES).status_code == 404


def test_the_slides_are_of_what_is_flipped(as_: As) -> None:
    office = as_("office")
    page = words(asked(office, ASK))
    assert "Exactly what stands on The Table" in page
    assert "slides.pptx" in page
    slides = Presentation(BytesIO(office.get(SLIDES).content))
    said = " ".join(shape.text_frame.text for slide in slides.slides for shape in slide.shapes if shape.has_text_frame)
    assert "Without the £100,000 that Riverside General Hospital may share" in said


def test_an_auditor_takes_papers_and_asks_for_none(as_: As) -> None:
    reader = as_("reader")
    assert reader.post(ASK).status_code == 403
    asked(as_("office"), ASK)
    assert reader.get(SLIDES).status_code == 200


def test_nobody_else_sees_any(as_: As) -> None:
    asked(as_("office"), ASK)
    assert as_("stranger").get(SLIDES).status_code == 404
    assert as_("stranger").post(ASK).status_code == 404
