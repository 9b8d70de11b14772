"""The inlined styles: only what is used, nothing from outside, and the licence of what is not ours."""

from importlib.resources import files

import pytest

from placewide.reports.html.styles import page_styles, trimmed

ASSETS = files("placewide.reports").joinpath("assets")


def test_keeps_only_rules_of_classes_that_the_page_uses() -> None:
    styles = page_styles('<p class="nhsuk-body nhsuk-tag"></p>')
    assert ".nhsuk-tag" in styles
    assert ".nhsuk-pagination" not in styles


def test_no_address_is_left_in_the_styles() -> None:
    assert "url(" not in page_styles('<input class="nhsuk-input"><table class="nhsuk-table--sortable">')
    assert "@import" not in page_styles("")


def test_a_selector_with_one_unused_class_goes_and_its_neighbour_stays() -> None:
    assert trimmed("a,.nhsuk-x a,.nhsuk-y{z:1}", frozenset({"nhsuk-y"})) == "a,.nhsuk-y{z:1}"


def test_an_emptied_media_rule_goes_altogether() -> None:
    css = "@media print{.nhsuk-x{a:b}}@media screen{.nhsuk-y{a:b}}"
    assert trimmed(css, frozenset({"nhsuk-y"})) == "@media screen{.nhsuk-y{a:b}}"


def test_refuses_a_stylesheet_that_is_cut_off() -> None:
    with pytest.raises(ValueError, match="not closed"):
        trimmed("a{b:c", frozenset())


def test_the_vendored_styles_fetch_no_font_and_carry_their_licence() -> None:
    css = ASSETS.joinpath("nhsuk", "nhsuk-frontend.css").read_text(encoding="utf-8")
    assert "@font-face" not in css
    assert "http" not in css
    assert "sourceMappingURL" not in css
    assert "Permission is hereby granted" in ASSETS.joinpath("nhsuk", "LICENSE").read_text(encoding="utf-8")
