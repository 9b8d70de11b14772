import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

import placewide.web
from placewide.web.nhsuk.macros import macro
from placewide.web.nhsuk.page import NextStep, PageContext, Room

WEB = Path(placewide.web.__file__).parent
EXTENDS = re.compile(r'{%\s*extends\s+"([^"]+)"')
SHAPES = ("page", "form", "list", "message", "table")


def templates() -> dict[str, str]:
    """Every template of the web by the name under which it is found."""
    found: dict[str, str] = {}
    for folder in WEB.rglob("templates"):
        found |= {str(file.relative_to(folder)): file.read_text("utf-8") for file in folder.rglob("*.html")}
    return found


def test_no_template_is_more_than_three_levels_deep_and_none_chooses_its_parent() -> None:
    texts = templates()
    assert len(texts) > 10
    for name, text in texts.items():
        assert len(EXTENDS.findall(text)) == len(re.findall(r"{%\s*extends", text)), name
        depth = 1
        while parent := EXTENDS.search(text):
            text, depth = texts.get(parent[1], ""), depth + 1
        assert depth <= 3, name


def test_no_template_has_a_style_or_a_script_of_its_own() -> None:
    own = r"""<style|\sstyle=|<script(?![^>]*(?:\ssrc=|type="application/json"))|\son[a-z]+=|javascript:"""
    assert not [name for name, text in templates().items() if re.search(own, text)]


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_an_error_page_needs_nothing_to_work_with(status: int) -> None:
    drawn = render_to_string(f"{status}.html")
    assert drawn.count("<h1") == 1
    assert "Placewide" in drawn


def test_a_refusal_says_its_reason() -> None:
    page = PageContext(acting_for="The Hospice", change_url="/change")
    drawn = render_to_string("403.html", {"page": page, "reason": "Only a finance lead may <approve>."})
    assert "Only a finance lead may &lt;approve&gt;." in drawn
    assert "You are acting for The Hospice" in drawn


def test_what_is_not_found_does_not_say_why() -> None:
    assert "no-such-thing" not in render_to_string("404.html", {"exception": "no-such-thing"})


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_whole_with_an_empty_frame(shape: str) -> None:
    drawn = render_to_string(f"nhsuk/{shape}.html", {"page": PageContext(), "title": "Hello"})
    assert drawn.count('id="main"') == 1
    assert "<nav" not in drawn
    assert "Acting for" not in drawn


def test_the_frame_shows_the_place_the_organisation_and_the_rooms_that_are_there() -> None:
    rooms = (Room(name="Overview", url="/w/", current=True), Room(name="Agree", url="/w/agree"))
    page = PageContext(
        title="Plan", place_name="Westmere & Co", place_url="/w", acting_for="The <Council>", change_url="/c",
        rooms=rooms, user_name="Ann",
        tasks_count=2, tasks_url="/t", sign_out_url="/out", search_url="/s", search_text='a"b',
    )  # fmt: skip
    drawn = render_to_string("nhsuk/page.html", {"page": page, "answer": "Eight of 12."})
    assert "<title>Plan – Westmere &amp; Co – Placewide</title>" in drawn
    assert "The &lt;Council&gt;" in drawn
    assert drawn.count("aria-current") == 1
    assert 'action="/out"' in drawn
    assert 'value="a&quot;b"' in drawn
    assert "Pay" not in drawn


def test_the_next_step_is_offered_with_its_reason() -> None:
    step = NextStep(text="Ask", url="/ask", why="They may say yes.")
    drawn = render_to_string("nhsuk/page.html", {"page": PageContext(), "title": "Why not?", "next_step": step})
    assert "They may say yes." in drawn
    assert 'href="/ask"' in drawn


def test_a_message_says_its_kind_in_a_word() -> None:
    told = {"messages": [{"level_tag": "success"}, {"level_tag": "error"}], "page": PageContext(), "title": "Done"}
    drawn = render_to_string("nhsuk/message.html", told)
    assert ">Done</span>" in drawn
    assert ">Error</span>" in drawn


def drawn_from(text: str, **given: object) -> str:
    return Template("{% load nhsuk %}" + text).render(Context(given))


def test_any_component_of_nhs_uk_can_be_called_and_escapes_what_it_is_given() -> None:
    drawn = drawn_from('{% nhsuk "panel" title_text=title text="Done" %}', title="<b>")
    assert "&lt;b&gt;" in drawn
    assert "nhsuk-panel" in drawn
    with pytest.raises(ValueError, match="not the name"):
        macro("../button", {})


def test_blocks_keep_the_markup_inside_them_and_escape_what_is_put_into_it() -> None:
    drawn = drawn_from('{% panel "A & B" id="x" %}<p>{{ name }}</p>{% endpanel %}', name="<i>")
    assert drawn == (
        '<section class="pw-panel" id="x"><h2 class="pw-panel__heading">A &amp; B</h2><p>&lt;i&gt;</p></section>'
    )


def test_a_fact_that_nobody_knows_is_said_to_be_so() -> None:
    assert "Not known" in drawn_from('{% summary_row "Ends" None %}')
    assert "nhsuk-u-visually-hidden" in drawn_from('{% summary_row "Ends" "May" href="/e" %}')


def test_a_small_bar_never_leaves_its_ground() -> None:
    assert 'width="120"' in drawn_from("{% bar 15 12 %}")
    assert "<rect" in drawn_from("{% bar 0 0 %}")
    assert "<rect" in drawn_from("{% diverging_bar -5 10 %}")
