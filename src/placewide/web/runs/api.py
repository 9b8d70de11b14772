"""What is computed, for programs: the plan that stands, and asking for a new one."""

import json
from datetime import datetime
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Router, Schema, Status

from placewide.domain.plan.result import Plan
from placewide.reports.plan_json import plan_to_json
from placewide.web.access.policy import Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.api import ApiRequest, etag, problem
from placewide.web.places.queries import document, place_of
from placewide.web.runs.asking import ask, standing
from placewide.web.runs.keeping import answer_of
from placewide.web.runs.queries import run_of

router = Router(tags=["plan"])


class RunOut(Schema):
    """A question that was asked, and how far its answer is."""

    id: int
    kind: str
    state: Literal["waiting", "done", "failed"]
    revision: int
    digest: str
    error: str
    finished_at: datetime | None


@router.get("/places/{place}/plan", operation_id="plan", url_name="plan")
def show_plan(request: ApiRequest, place: str, scenario: str | None = None) -> HttpResponse:
    """The newest plan, as `placewide plan --json` writes it. `Placewide-Stale: yes` when the place changed since."""
    require(request.actor, Action.SEE, Thing(Kind.PLAN, request.actor.place))
    found = place_of(request.actor)
    stands, loaded = standing(found, "plan", {"scenario": scenario}), document(found)
    if stands is None or stands.run.result is None or loaded.document is None:
        return problem(404, "There is no plan yet", "Ask for one: POST to this address.")
    answer = HttpResponse(_text(stands.run.result), content_type="application/json")
    answer["ETag"] = etag(stands.run.digest)
    answer["Placewide-Stale"] = "yes" if stands.stale else "no"
    return answer


@router.post("/places/{place}/plan", response={202: RunOut}, operation_id="make_plan", url_name="make_plan")
def make_plan(request: ApiRequest, place: str, scenario: str | None = None) -> Any:
    """Ask for the plan of the place as it stands; where it is known already, it is not computed again."""
    return Status(202, ask(request.actor, place_of(request.actor), "plan", {"scenario": scenario}))


@router.get("/places/{place}/runs/{run}", response=RunOut, operation_id="run", url_name="run")
def show_run(request: ApiRequest, place: str, run: int) -> Any:
    """How far an answer is."""
    require(request.actor, Action.SEE, Thing(Kind.PLAN, request.actor.place))
    return run_of(request.actor, run)


def _text(stored: bytes | memoryview) -> str:
    return json.dumps(plan_to_json(answer_of(Plan, stored)), ensure_ascii=False)
