from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from placewide.domain.shared.money import pounds
from placewide.web.nhsuk.forms import DateField, FileField, MoneyField, error_list, error_texts
from placewide.web.nhsuk.rendering import FormRenderer
from placewide.web.nhsuk.templatetags.nhsuk import error_summary


class Proposal(forms.Form):
    default_renderer = FormRenderer
    name = forms.CharField(label="Name", help_text="Short & plain")
    cost = MoneyField(label="Cost", required=False, most=100_000_000)
    begins = DateField(label="Begins", required=False)
    way = forms.ChoiceField(label="Way", choices=[("a", "Alone"), ("t", "Together")], widget=forms.RadioSelect)
    told = forms.BooleanField(label="We have told them")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False, max_length=200)
    fund = forms.ChoiceField(label="Fund", choices=[("", "None"), ("f", "Frontline <b>")], required=False)
    version = forms.CharField(widget=forms.HiddenInput)


GOOD = {"name": "Falls", "cost": "£1,234.5", "begins": "31 March 2027", "way": "t", "told": "on", "version": "3"}


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("12,500", 1_250_000), ("£12,500.50", 1_250_050), ("0.5", 50), ("12.05", 1_205), (" £ 7 ", 700),
        ("0", 0), ("1234567", 123_456_700), ("", None), ("   ", None),
    ],
)  # fmt: skip
def test_pounds_become_whole_pence(typed: str, pence: int | None) -> None:
    assert MoneyField(required=False).clean(typed) == pence


@pytest.mark.parametrize("typed", ["seventy", "1,23", "12.345", "1e5", "£", "12,5000", "1.2m", ".5", "12.", "٣"])
def test_what_is_not_an_amount_is_refused_and_says_what_would_be(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="such as 12,500"):
        MoneyField().clean(typed)


def test_refuses_an_amount_below_nought_and_one_that_is_too_large() -> None:
    with pytest.raises(forms.ValidationError, match="not below nought"):
        MoneyField().clean("−5")
    with pytest.raises(forms.ValidationError, match="£100 or less"):
        MoneyField(most=10_000).clean("100.01")


def test_empty_is_unknown_and_not_nought_unless_it_is_asked_for() -> None:
    assert MoneyField(required=False).clean("") is None
    with pytest.raises(forms.ValidationError, match="Enter an amount"):
        MoneyField().clean("")


@given(st.integers(0, 10**14))
def test_what_is_stored_comes_back_as_it_was_after_being_shown(pence: int) -> None:
    field = MoneyField()
    assert field.clean(field.prepare_value(pence)) == pence
    assert field.clean(pounds(pence)) == pence
    assert not field.has_changed(pence, str(field.prepare_value(pence)))


@pytest.mark.parametrize("typed", ["31 March 2027", "31 mar 2027", "31/3/2027", "31.03.2027", "2027-03-31"])
def test_a_date_is_taken_as_people_write_it(typed: str) -> None:
    assert str(DateField().clean(typed)) == "2027-03-31"


def test_a_date_that_does_not_exist_is_refused() -> None:
    with pytest.raises(forms.ValidationError, match="Enter a date that exists"):
        DateField().clean("31/2/2027")


def test_a_file_of_another_kind_or_too_large_is_refused() -> None:
    field = FileField(endings=(".xlsx",), most_bytes=1024**2)
    assert field.clean(SimpleUploadedFile("Plan.XLSX", b"x")).name == "Plan.XLSX"
    with pytest.raises(forms.ValidationError, match=r"\.xlsx"):
        field.clean(SimpleUploadedFile("plan.exe", b"x"))
    with pytest.raises(forms.ValidationError, match="smaller than 1 MB"):
        field.clean(SimpleUploadedFile("plan.xlsx", b"x" * (1024**2 + 1)))


def test_a_good_form_is_cleaned() -> None:
    form = Proposal(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["cost"] == 123_450


def test_every_box_has_its_label_its_hint_and_the_look_of_nhs_uk() -> None:
    drawn = str(Proposal())
    assert '<label class="nhsuk-label nhsuk-label--s" for="id_name">Name</label>' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'aria-describedby="id_name_helptext"' in drawn
    for look in ("nhsuk-input", "nhsuk-textarea", "nhsuk-select", "nhsuk-radios__input", "nhsuk-checkboxes__input"):
        assert f'class="{look}' in drawn
    assert "(optional)" in drawn
    assert "Frontline &lt;b&gt;" in drawn
    assert "style=" not in drawn
    assert drawn.count('name="version"') == 1


def typed_wrong(**changes: Any) -> Proposal:
    return Proposal({**GOOD, **changes})


def test_what_was_typed_is_kept_beside_what_is_wrong_with_it() -> None:
    drawn = str(typed_wrong(cost="seventy <b>"))
    assert 'value="seventy &lt;b&gt;"' in drawn
    assert 'id="id_cost_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert "nhsuk-form-group--error" in drawn


def test_the_summary_leads_to_each_box_and_to_the_first_choice_of_a_list() -> None:
    form = typed_wrong(name="", way="x", cost="seventy")
    hrefs = [row["href"] for row in error_list(form)]
    assert hrefs == ["#id_name", "#id_cost", "#id_way_0"]
    drawn = str(form)
    assert all(f'id="{href[1:]}"' in drawn for href in hrefs)
    assert 'href="#id_way_0"' in error_summary(form)
    assert error_summary(Proposal(GOOD)) == ""


def test_a_bare_required_says_which_field_and_what_to_do() -> None:
    form = typed_wrong(name="", told="", way="")
    assert error_texts(form["name"]) == ["Name: write something here"]
    assert error_texts(form["told"]) == ["We have told them: tick this to go on"]
    assert error_texts(form["way"]) == ["Way: choose an answer"]


def test_an_error_of_a_hidden_field_tells_to_load_the_page_again() -> None:
    form = typed_wrong(version="")
    assert error_list(form) == [
        {"text": "This page is out of date: load it again, then send once more", "href": "#id_name"}
    ]


def test_an_error_of_the_whole_form_comes_first() -> None:
    form = typed_wrong(name="")
    form.add_error(None, "The fund is spent & closed")
    assert error_list(form)[0] == {"text": "The fund is spent & closed", "href": "#id_name"}
    assert "spent &amp; closed" in error_summary(form)
