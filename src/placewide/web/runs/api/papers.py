"""The papers of the plan that stands, for programs."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from placewide.reports.papers import papers_of
from placewide.web.access.policy import Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.api.programs import ApiRequest
from placewide.web.runs.opening import opened
from placewide.web.runs.papers import download

router = Router(tags=["papers"])


@router.get("/places/{place}/papers", response=list[str], operation_id="papers", url_name="papers")
def list_papers(request: ApiRequest, place: str) -> Any:
    """The names of the papers that the plan has; none where there is no plan."""
    require(request.actor, Action.EXPORT, Thing(Kind.PLAN, request.actor.place))
    plan = opened(request.actor).plan.answer
    return [] if plan is None else [paper.file for paper in papers_of(plan)]


@router.get("/places/{place}/papers/{name}", operation_id="paper", url_name="paper")
def show_paper(request: ApiRequest, place: str, name: str) -> HttpResponse:
    """A paper by its name."""
    require(request.actor, Action.EXPORT, Thing(Kind.PLAN, request.actor.place))
    found = opened(request.actor)
    return download(found.document, found.plan.answer, name)
