"""The plan as pages: what we should do together, why not the others, and its papers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from placewide.reports import answers
from placewide.reports.html import summary
from placewide.reports.html.care import care_section
from placewide.reports.html.short_list import short_list_section
from placewide.reports.html.why_not import not_ready_section, why_not_section
from placewide.reports.papers import papers_of
from placewide.reports.sentences import money, signed_money
from placewide.reports.view import View
from placewide.web.accounts.request import PlaceRequest
from placewide.web.nhsuk.page import NextStep
from placewide.web.places.queries import place_of
from placewide.web.runs.actions import stop_run
from placewide.web.runs.asking import ask
from placewide.web.runs.drawing import money_bar
from placewide.web.runs.linking import linked
from placewide.web.runs.one_project import about
from placewide.web.runs.opening import Opened, opened
from placewide.web.runs.papers import download
from placewide.web.runs.questions import THE_PLAN, Kind


@require_safe
def plan(request: PlaceRequest, place: str) -> HttpResponse:
    """What should we do together, and how do we know?"""
    found = opened(request.actor)
    view = found.view
    if view is None:
        return page(request, found, "Plan", {"ask_url": reverse("plan_ask", args=[place])})
    context = {
        "answer": answers.headline(view),
        "proof": answers.proof(view),
        "tag": summary.STATUS_TAGS[view.plan.status],
        "tiles": _tiles(view) if view.has_answer else (),
        "bar": money_bar(view) if view.has_answer else None,
        "sections": linked(place, *_sections(view)),
        "papers": papers_of(view.plan),
        "next_step": _next(place, view),
    }
    return page(request, found, "Plan", context)


@require_POST
def ask_plan(request: PlaceRequest, place: str) -> HttpResponse:
    """Plan the place as it stands."""
    ask(request.actor, place_of(request.actor), Kind.PLAN, THE_PLAN)
    return redirect("plan", place=place)


@require_POST
def stop(request: PlaceRequest, place: str, pk: int) -> HttpResponse:
    """Call work off; the page that waits for it then says so."""
    run = stop_run(request.actor, pk)
    to = {Kind.SHARING: "sharing", Kind.SCENARIOS: "scenarios", Kind.TABLE: "table"}.get(Kind(run.kind), "plan")
    return redirect(to, place=place)


@require_safe
def why_not(request: PlaceRequest, place: str) -> HttpResponse:
    """Why are these out, and what would bring them in?"""
    found = opened(request.actor)
    context: dict[str, Any] = {"caption": "Plan"}
    if found.view is not None:
        section = why_not_section(found.view) if found.view.has_answer else not_ready_section(found.view)
        context |= {
            "answer": answers.why_not(found.view),
            "sections": linked(place, section, said=answers.why_not(found.view)),
            "next_step": NextStep(
                text="Try it on The Table",
                url=reverse("table", args=[place]),
                why="Put a project in, or let more money be shared, and see what falls for it.",
            ),
        }
    return page(request, found, "Why not?", context)


@require_safe
def why_not_one(request: PlaceRequest, place: str, project: str) -> HttpResponse:
    """Why is mine out, and what would bring it in?"""
    found = opened(request.actor)
    if found.view is None:
        return page(request, found, "Why not?", {"caption": "Plan"})
    story = about(found.view, project)
    context = {
        "caption": "Why not?" if not story.chosen else "In the plan",
        "answer": story.answer,
        "story": story,
        "back_url": reverse("why_not", args=[place]),
        "back_text": "All that are left out",
        "next_step": NextStep(
            text="Put it in on The Table",
            url=f"{reverse('table', args=[place])}?in={project}",
            why="See what the others would have to give up for it.",
        ) if not story.chosen and story.plannable else None,
    }  # fmt: skip
    return page(request, found, story.name, context, "runs/why_not_one.html")


@require_safe
def paper(request: PlaceRequest, place: str, name: str) -> HttpResponse:
    """A paper of the plan that stands."""
    found = opened(request.actor)
    if found.plan.stale:
        messages.warning(request, "The place has changed since it was planned. Plan it again, then take the papers.")
        return redirect("plan", place)
    return download(found.document, found.plan.answer, name)


def page(
    request: PlaceRequest, found: Opened, title: str, context: dict[str, Any], template: str = "runs/plan.html"
) -> HttpResponse:
    """A page of the plan, with what every one of them says: whether the plan is stale or under way."""
    asked = {"ask_url": reverse("plan_ask", args=[found.place.slug]), "ask_text": "Plan the place"}
    more = {"title": title, "known": found.plan, "may_run": found.may_run, "has_document": found.document is not None}
    return render(request, template, {**asked, **more, **context})


def _tiles(view: View) -> tuple[dict[str, str], ...]:
    net = view.net_benefit_pence
    return (
        {"figure": f"{len(view.chosen)} of {view.considered}", "label": "projects in the plan"},
        {"figure": money(view.funded_pence), "label": f"of {money(view.counted_pence)} is used"},
        {"figure": money(view.shared_pence), "label": "of it is shared"},
        *(() if net is None else ({"figure": signed_money(net), "label": "benefit less cost"},)),
    )


def _sections(view: View) -> tuple[Any, ...]:
    if not view.has_answer:
        return (not_ready_section(view),)
    return (short_list_section(view) if view.chosen else None, care_section(view))


def _next(place: str, view: View) -> NextStep:
    out = len(view.left_out)
    why = "See what each could do alone, and flip a switch to see what changes."
    if out and not view.chosen:
        return NextStep(text="Why not?", url=reverse("why_not", args=[place]), why="See what stands in the way.")
    return NextStep(text="Take it to The Table", url=reverse("table", args=[place]), why=why)
