"""One view for each shape of page, with made-up content."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from placewide.web.nhsuk.forms import DateField, FileField, MoneyField
from placewide.web.nhsuk.gallery import examples
from placewide.web.nhsuk.page import NextStep
from placewide.web.nhsuk.tables import Filter, Paging, Table, read_sort

PRIORITIES = [("urgent", "Urgent care"), ("mental", "Mental health"), ("inclusion", "Digital inclusion")]
NEXT = NextStep(
    text="Ask for a share", url="#", why="The hospital’s frontline money could carry it, if the fund allowed it."
)
ANSWER = "34 proposals from 9 organisations; 6 are not costed yet, so no plan can choose them."


class ExampleForm(forms.Form):
    """Every kind of field that there is."""

    name = forms.CharField(label="Name", help_text="As people in the place call it", max_length=80)
    why = forms.CharField(label="Why it matters", widget=forms.Textarea({"rows": 4}), max_length=500, required=False)
    cost = MoneyField(label="Cost", help_text="In pounds, without VAT")
    begins = DateField(label="Begins", help_text="For example, 1 April 2027", required=False)
    priority = forms.ChoiceField(label="Serves most", choices=[("", "Choose one"), *PRIORITIES])
    way = forms.ChoiceField(
        label="Who may see it", choices=[("us", "Only us"), ("all", "All partners")], widget=forms.RadioSelect
    )
    serves = forms.MultipleChoiceField(
        label="Serves also", choices=PRIORITIES, widget=forms.CheckboxSelectMultiple, required=False
    )
    papers = FileField(
        label="Papers",
        endings=(".xlsx", ".docx"),
        required=False,
        help_text="Choose a file or drop it in the box: Excel or Word, up to 10 MB",
    )
    sure = forms.BooleanField(label="We have told those who would do the work", help_text="A word is enough")
    version = forms.CharField(widget=forms.HiddenInput, initial="7")


class FilterForm(forms.Form):
    q = forms.CharField(label="Contains", required=False)
    priority = forms.ChoiceField(label="Priority", choices=[("", "All"), *PRIORITIES], required=False)


def components(request: HttpRequest) -> HttpResponse:
    given = {"stages": examples.STAGES, "empty": examples.NOTHING_YET, "answer": "Each part once, in the order of use."}
    return _shown(request, "gallery/components.html", "Gallery", **given)


def page(request: HttpRequest) -> HttpResponse:
    table = Table(caption="By organisation", columns=examples.COLUMNS, rows=examples.rows(), query=request.GET)
    given = {
        "answer": ANSWER,
        "table": table,
        "picture": examples.gains(),
        "stages": examples.STAGES,
        "next_step": NEXT,
    }
    return _shown(request, "gallery/page.html", "Who pays, who gains?", caption="Pay", **given)


def form(request: HttpRequest) -> HttpResponse:
    """With `?wrong=1` as it comes back after a first try."""
    typed = {"name": "Falls alerts", "cost": "seventy", "begins": "31/2/2027", "serves": ["urgent"], "version": "7"}
    bound = ExampleForm(typed) if request.GET.get("wrong") else ExampleForm()
    given = {"form": bound, "submit": "Add proposal", "cancel_url": "#", "back_url": "#", "back_text": "Long list"}
    return _shown(
        request, "form.html", "Add a proposal", answer="Rough is fine: anything can be mended later.", **given
    )


def listing(request: HttpRequest) -> HttpResponse:
    table = Table(
        caption="Proposals",
        columns=examples.COLUMNS,
        rows=examples.rows(),
        query=request.GET,
        sort=read_sort(request.GET, examples.COLUMNS, "name"),
        paging=Paging(5, 8, 94),
        filters=(Filter("Priority", "Urgent care", ("priority",)),),
        export_url="#",
        import_url="#",
    )
    given = {"answer": ANSWER, "table": table, "filter_form": FilterForm(request.GET or {"priority": "urgent"})}
    return _shown(request, "list.html", "Long list", caption="Choose", add_url="#", add_text="Add a proposal", **given)


def empty(request: HttpRequest) -> HttpResponse:
    table = Table(
        caption="Proposals", columns=examples.COLUMNS, rows=[], query=request.GET, empty=examples.NOTHING_YET
    )  # fmt: skip
    return _shown(request, "list.html", "Long list", caption="Choose", table=table)


def message(request: HttpRequest) -> HttpResponse:
    step = NextStep(text="Go to the offer", url="#")
    given = {
        "messages": examples.MESSAGES,
        "answer": "The hospice has been asked. It has until 12 March.",
        "next_step": step,
    }
    return _shown(request, "message.html", "Offer sent", **given)


def the_table(request: HttpRequest) -> HttpResponse:
    given = {
        "answer": "Alone three projects, together five. The £300,000 that the hospital may share carries both.",
        "alone_count": 3,
        "together_count": 5,
        "alone_note": "£1.4m of £2.9m used",
        "together_note": "£2.7m of £2.9m used",
        "alone": examples.ALONE,
        "together": examples.TOGETHER,
        "partners": examples.PARTNERS,
    }
    return _shown(request, "gallery/table.html", "The Table", **given)


def error(request: HttpRequest, status: int) -> HttpResponse:
    """An error page as it is; those of 500 and 503 get nothing to work with, as when all else has failed."""
    given: dict[str, object] = {"page": examples.FRAME, "conflict": examples.CONFLICT}
    given["reason"] = "Only the finance lead of the hospice may accept this offer. You are its digital lead."
    name = f"{status}.html" if status in (400, 403, 404, 409, 500, 503) else "404.html"
    return render(request, name, {} if status >= 500 else given)


def _shown(request: HttpRequest, template: str, title: str, **given: object) -> HttpResponse:
    return render(request, f"nhsuk/{template}", {"page": examples.FRAME, "title": title, **given})
