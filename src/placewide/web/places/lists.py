"""The lists of a place as pages: what each shows, how it is filtered and sorted, and what its first sentence says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import Count, F, QuerySet, Sum
from django.http import QueryDict
from django.urls import reverse

from placewide.reports.sentences import count, money, sentence
from placewide.web.access.actor import Actor
from placewide.web.access.policy import Thing, decide
from placewide.web.access.table import Action
from placewide.web.nhsuk.components import Tone, tag
from placewide.web.nhsuk.tables import Cell, Column, Empty, Filter, Row, Sort, Table, changed, read_paging, read_sort
from placewide.web.places.models import Record
from placewide.web.places.queries import organisation_names, records
from placewide.web.places.sections import kind_of
from placewide.web.places.wording import choice_of, plural_of, singular_of

LONGEST_QUERY = 200
FIELDS = {"title": "title", "status": "status", "year": "year", "amount": "amount_pence"}
SHOWN = ("key", "title", "organisation", "status", "year", "amount_pence")
TONES: Mapping[str, Tone] = {
    "proposed": "blue", "approved": "green", "in_delivery": "green", "closed": "grey", "parked": "grey",
    "declined": "grey", "awarded": "green", "announced": "yellow", "indicative": "yellow", "bid": "yellow",
    "at_risk": "orange", "to_be_found": "orange", "withdrawn": "red",
}  # fmt: skip
"""Colours of words; a word says all by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What a list of a section shows: which columns and filters, in which room it stands, what it says when empty."""

    title: str
    room: str = ""
    columns: tuple[Column, ...]
    statuses: tuple[str, ...] = ()
    by_organisation: str = ""
    why: str
    example: str = ""


_TITLE = Column("title", "Name", sortable=True, link=True)
LISTS: Mapping[str, Lists] = {
    "projects": Lists(
        title="Long list",
        room="Choose",
        columns=(
            Column("title", "Proposal", sortable=True, link=True),
            Column("organisation", "Led by"),
            Column("status", "State", sortable=True),
            Column("amount", "Costs, all years", pounds=True, sortable=True),
        ),
        statuses=("proposed", "approved", "in_delivery", "closed", "parked", "declined"),
        by_organisation="Led by",
        why="A plan begins with everything that anybody would like to do, good or odd. Nothing is deleted, and each "
        "proposal gets an answer with a reason.",
        example="Falls alerts in care homes: sensors that call the night team. £70,000, led by the council.",
    ),
    "allocations": Lists(
        title="Who holds which money",
        room="Pay",
        columns=(
            Column("title", "Money", sortable=True, link=True),
            Column("organisation", "Held by"),
            Column("year", "Year", sortable=True),
            Column("status", "State", sortable=True),
            Column("amount", "Amount", pounds=True, sortable=True),
        ),
        statuses=("awarded", "announced", "indicative", "bid", "at_risk", "to_be_found", "withdrawn"),
        by_organisation="Held by",
        why="A plan only pays with money that somebody holds, in a year, for a purpose. Say who holds what, and what "
        "of it may be shared; nothing is moved by saying so.",
        example="General Hospital, frontline digitisation, capital 2026/27, £500,000, of which £300,000 may be shared.",
    ),
    "funds": Lists(
        title="Funds and their rules",
        room="Pay",
        columns=(Column("title", "Fund", sortable=True, link=True),),
        why="Money comes with rules: what it may pay for, whether it may be passed on. Said once here, they hold for "
        "every allocation of the fund.",
        example="Frontline digitisation, from NHS England: pays at most half of a project, may be passed on.",
    ),
    "organisations": Lists(
        title="Organisations",
        columns=(
            Column("title", "Organisation", sortable=True, link=True),
            Column("status", "Kind", sortable=True),
        ),
        statuses=("nhs_trust", "icb", "local_authority", "primary_care", "vcse", "hospice", "social_care", "other"),
        why="Everything here belongs to somebody: proposals, money, promises. Begin with those who sit at the table.",
        example="Riverside Council, local authority.",
    ),
}  # fmt: skip


def lists_of(section: str) -> Lists:
    """What the list of a section shows; those without a page of their own are plain."""
    return LISTS.get(section) or Lists(
        title=plural_of(section),
        columns=(_TITLE, Column("organisation", "Organisation"), Column("year", "Year", sortable=True),
                 Column("amount", "Amount", pounds=True, sortable=True)),
        by_organisation="Organisation",
        why=f"This room is not built yet; its {plural_of(section).lower()} are kept with the place, and come and go "
        "with its workbook.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """How many records a list has in all, how many of them have no amount, and what the others add up to."""

    number: int
    unknown: int
    pence: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list."""

    table: Table
    form: forms.Form | None
    answer: str
    add_url: str


class FilterForm(forms.Form):
    """What a list can be filtered by."""

    q = forms.CharField(label="Contains", required=False, max_length=LONGEST_QUERY)

    def __init__(self, query: QueryDict, spec: Lists, names: Mapping[str, str]) -> None:
        super().__init__(query)
        if spec.by_organisation:
            choices = [("", "All"), *sorted(names.items(), key=lambda pair: pair[1].casefold())]
            self.fields["organisation"] = forms.ChoiceField(
                label=spec.by_organisation, choices=choices, required=False
            )  # fmt: skip
        if spec.statuses:
            states = [("", "All"), *((status, choice_of(status)) for status in spec.statuses)]
            self.fields["status"] = forms.ChoiceField(label="State", choices=states, required=False)


def listing(actor: Actor, slug: str, section: str, query: QueryDict) -> Listing:
    """The page of a list that was asked for: few queries, and as many however many records there are."""
    spec, names = lists_of(section), organisation_names(actor.place or 0)
    rows = records(actor, section)
    summary = _summary(section, rows)
    form = FilterForm(query, spec, names)
    found, filters = filtered(rows, form), tuple(_filters(form))
    paging = read_paging(query, found.count() if filters else summary.number)
    sort = read_sort(query, spec.columns, "title")
    base = reverse("record", args=[slug, section, "key"]).removesuffix("key/")
    add_url = _add_url(actor, slug, section)
    table = Table(
        caption=spec.title,
        columns=spec.columns,
        rows=[_row(row, base, names) for row in _ordered(found, sort).values(*SHOWN)[paging.slice]],
        query=query,
        sort=sort,
        paging=paging,
        filters=filters,
        export_url=reverse("records_export", args=[slug, section]) + changed(query, page=None).removesuffix("?"),
        empty=_empty(section, spec, add_url),
        caption_hidden=True,
    )
    return Listing(table, form if summary.number else None, answer(section, summary), add_url)


def _ordered(rows: QuerySet[Record], sort: Sort) -> QuerySet[Record]:
    """Amounts that are not known come last, whichever way, on every database."""
    if sort.key != "amount":
        return rows.order_by(*sort.order_by(FIELDS))
    field = F(FIELDS[sort.key])
    if sort.descending:
        return rows.order_by(field.desc(nulls_last=True), "-pk")
    return rows.order_by(field.asc(nulls_last=True), "pk")


def filtered(rows: QuerySet[Record], form: FilterForm) -> QuerySet[Record]:
    """The rows that fit what was asked for; what cannot be understood filters nothing."""
    asked = _asked(form)
    if asked.get("q"):
        rows = rows.filter(title__icontains=asked["q"])
    if asked.get("organisation"):
        rows = rows.filter(organisation=asked["organisation"])
    if asked.get("status"):
        rows = rows.filter(status=asked["status"])
    return rows


def answer(section: str, summary: Summary) -> str:
    """The sentence at the top of a list."""
    if not summary.number:
        return ""
    if section == "projects":
        costed = f", {summary.unknown} not yet costed" if summary.unknown else ", all of them costed"
        return sentence(count(summary.number, "proposal") + costed)
    if section == "allocations":
        unknown = f"; {summary.unknown} without an amount" if summary.unknown else ""
        held = f"{count(summary.number, 'pot')} held by {count(summary.organisations, 'organisation')}"
        return sentence(f"{money(summary.pence)} in {held}{unknown}")
    return sentence(count(summary.number, singular_of(section), plural_of(section).lower()))


def summary_of(actor: Actor, section: str) -> Summary:
    """The same figures for a card."""
    return _summary(section, records(actor, section))


def _summary(section: str, rows: QuerySet[Record]) -> Summary:
    """Only what the sentence of this list says is counted: counting is most of the work of a long list."""
    asked: dict[str, Count | Sum] = {"number": Count("pk")}
    if section in ("projects", "allocations"):
        asked["known"] = Count("amount_pence")
    if section == "allocations":
        asked |= {"pence": Sum("amount_pence"), "organisations": Count("organisation", distinct=True)}
    found = rows.aggregate(**asked)
    number = found["number"]
    unknown = number - found.get("known", number)
    return Summary(number, unknown, found.get("pence") or 0, found.get("organisations", 0))


def _filters(form: FilterForm) -> Sequence[Filter]:
    return [
        Filter(str(form.fields[name].label), _shown(form, name, str(value)), (name,))
        for name, value in _asked(form).items()
        if value
    ]


def _asked(form: FilterForm) -> Mapping[str, str]:
    """What was asked for and could be understood."""
    form.is_valid()
    return form.cleaned_data


def _shown(form: FilterForm, name: str, value: str) -> str:
    widget = form.fields[name].widget
    choices = {str(key): str(words) for key, words in widget.choices} if isinstance(widget, forms.Select) else {}
    return choices.get(value, value)


def _row(row: Mapping[str, str | int | None], base: str, names: Mapping[str, str]) -> Row:
    organisation, status = str(row["organisation"]), str(row["status"])
    cells: dict[str, Cell] = {
        "title": row["title"],
        "organisation": names.get(organisation, organisation) or None,
        "status": tag(choice_of(status), TONES.get(status, "white")) if status else None,
        "year": row["year"] or None,
        "amount": row["amount_pence"],
    }
    return Row(cells, href=f"{base}{row['key']}/")


def _empty(section: str, spec: Lists, add: str) -> Empty:
    heading = f"No {plural_of(section).lower()} yet"
    step = f"Add the first {singular_of(section)}" if add else ""
    return Empty(heading=heading, why=spec.why, example=spec.example, step=step, url=add)


def _add_url(actor: Actor, slug: str, section: str) -> str:
    thing = Thing(kind_of(section), actor.place, actor.organisation_key)
    return reverse("record_add", args=[slug, section]) if decide(actor, Action.CREATE, thing) else ""
