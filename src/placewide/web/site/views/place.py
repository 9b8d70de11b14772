"""The Overview of a place, its search, what is asked of a person, and its public page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports import answers
from placewide.reports.view import View
from placewide.web.access.policy import Thing, decide
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.models import Membership
from placewide.web.accounts.request import PlaceRequest
from placewide.web.nhsuk.page import NextStep
from placewide.web.places import registry
from placewide.web.places.queries import document, place_of
from placewide.web.runs.queries import Known, known
from placewide.web.runs.questions import THE_PLAN
from placewide.web.runs.questions import Kind as Question
from placewide.web.site.public import public_place
from placewide.web.site.stages import first_steps, stages

STAGES_AT = {"Scope": "choose", "Benefits": "pay", "Money": "allocations"}
"""Where a stage leads to, while its own room is not built."""


def overview(request: PlaceRequest, place: str) -> HttpResponse:
    """Where the place stands, and what is asked of the reader."""
    found = place_of(request.actor)
    held = document(found).document
    if held is None:
        return render(request, "503.html", status=503)
    plan = known(found, Question.PLAN, THE_PLAN, Plan)
    people = Membership.objects.present().filter(organisation__place=found).count()
    steps = first_steps(held, plan.answer, people)
    return render(
        request,
        "site/overview.html",
        {
            "title": found.name,
            "answer": _answer(held, plan),
            "stale": plan.stale,
            "stages": stages(held, plan.answer, {name: reverse(to, args=[place]) for name, to in STAGES_AT.items()}),
            "steps": steps if not all(done for _, done, _ in steps) else (),
            "cards": registry.cards(request.actor),
            "tasks": registry.tasks(request.actor)[:5],
            "next_step": _next_step(request, held, plan),
        },
    )


def _answer(held: PlaceDocument, plan: Known[Plan]) -> str:
    if plan.answer is not None:
        return answers.headline(View(held, plan.answer))
    proposals = len(held.projects)
    if not proposals:
        return "Nothing is on the table yet. Begin with the spreadsheet of proposals that you already have."
    return f"{proposals} proposals are on the table, and nothing is planned yet."


def _next_step(request: PlaceRequest, held: PlaceDocument, plan: Known[Plan]) -> NextStep:
    slug = request.place.slug
    if not held.projects and decide(request.actor, Action.CREATE, Thing(Kind.IMPORT, request.place.id)):
        return NextStep(
            text="Read in a spreadsheet",
            url=reverse("import", args=[slug]),
            why="Any spreadsheet will do: you see what was understood before anything is stored.",
        )
    if plan.answer is None:
        return NextStep(
            text="Get the plan",
            url=reverse("plan", args=[slug]),
            why="It says what you can do together, who would pay, and why each proposal is in or out.",
        )
    return NextStep(
        text="Go to The Table",
        url=reverse("table", args=[slug]),
        why="Flip who shares what, and see at once what you could do together.",
    )


def search(request: PlaceRequest, place: str) -> HttpResponse:
    """What has this text in its title, of all that the reader may see."""
    text = request.GET.get("q", "")[: registry.LONGEST_SEARCH]
    results = registry.search(request.actor, text)
    return render(request, "site/search.html", {"title": "Search", "text": text, "results": results})


def tasks(request: PlaceRequest, place: str) -> HttpResponse:
    """What is asked of the reader, in order of date."""
    asked = registry.tasks(request.actor)
    minutes = sum(task.minutes for task in asked)
    return render(request, "site/tasks.html", {"title": "Your tasks", "tasks": asked, "minutes": minutes})


def public(request: HttpRequest, place: str) -> HttpResponse:
    """What a place shows to everybody, when it has chosen to."""
    shown = public_place(place)
    if shown is None:
        raise Http404
    return render(request, "site/public.html", {"title": shown.name, "shown": shown})
