"""What is computed, for programs: the plan that stands, sharing and scenarios, asking for them, and every run."""

import json
from datetime import datetime
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Router, Schema, Status

from placewide.domain.shared.json_text import Plain
from placewide.web.access.policy import Thing, require
from placewide.web.access.table import Action
from placewide.web.access.table import Kind as ThingKind
from placewide.web.accounts.api.programs import ApiRequest, etag, problem
from placewide.web.places.models import Place
from placewide.web.places.queries import document, place_of
from placewide.web.runs.actions import stop_run
from placewide.web.runs.answers import answer_as_json
from placewide.web.runs.asking import ask, standing
from placewide.web.runs.models import Run
from placewide.web.runs.queries import kept_scenarios, run_of
from placewide.web.runs.questions import THE_SHARING, Kind, the_scenarios

router = Router(tags=["plan"])
NAMES = {
    Kind.PLAN: "There is no plan yet",
    Kind.SHARING: "What sharing buys is not worked out yet",
    Kind.SCENARIOS: "The scenarios are not planned yet",
}


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
    require(request.actor, Action.SEE, Thing(ThingKind.PLAN, request.actor.place))
    return _standing(place_of(request.actor), Kind.PLAN, {"scenario": scenario})


@router.post("/places/{place}/plan", response={202: RunOut}, operation_id="make_plan", url_name="make_plan")
def make_plan(request: ApiRequest, place: str, scenario: str | None = None) -> Any:
    """Ask for the plan of the place as it stands; where it is known already, it is not computed again."""
    return Status(202, ask(request.actor, place_of(request.actor), Kind.PLAN, {"scenario": scenario}))


@router.get("/places/{place}/sharing", operation_id="sharing", url_name="sharing")
def show_sharing(request: ApiRequest, place: str) -> HttpResponse:
    """What sharing buys, as `placewide sharing --json` writes it."""
    require(request.actor, Action.SEE, Thing(ThingKind.PLAN, request.actor.place))
    return _standing(place_of(request.actor), Kind.SHARING, THE_SHARING)


@router.post("/places/{place}/sharing", response={202: RunOut}, operation_id="ask_sharing", url_name="ask_sharing")
def ask_sharing(request: ApiRequest, place: str) -> Any:
    """Ask what sharing buys in the place as it stands."""
    return Status(202, ask(request.actor, place_of(request.actor), Kind.SHARING, THE_SHARING))


@router.get("/places/{place}/scenarios", operation_id="scenarios", url_name="scenarios")
def show_scenarios(request: ApiRequest, place: str) -> HttpResponse:
    """The place's scenarios and those that were kept, side by side."""
    require(request.actor, Action.SEE, Thing(ThingKind.SCENARIO, request.actor.place))
    found = place_of(request.actor)
    return _standing(found, Kind.SCENARIOS, the_scenarios(kept_scenarios(found)))


@router.post(
    "/places/{place}/scenarios", response={202: RunOut}, operation_id="ask_scenarios", url_name="ask_scenarios"
)
def ask_scenarios(request: ApiRequest, place: str) -> Any:
    """Ask for every scenario of the place as it stands."""
    found = place_of(request.actor)
    return Status(202, ask(request.actor, found, Kind.SCENARIOS, the_scenarios(kept_scenarios(found))))


@router.get("/places/{place}/runs/{run}", response=RunOut, operation_id="run", url_name="run")
def show_run(request: ApiRequest, place: str, run: int) -> Any:
    """How far an answer is."""
    require(request.actor, Action.SEE, Thing(ThingKind.PLAN, request.actor.place))
    return run_of(request.actor, run)


@router.get("/places/{place}/runs/{run}/answer", operation_id="answer", url_name="answer")
def show_answer(request: ApiRequest, place: str, run: int) -> HttpResponse:
    """What a run found. `Placewide-Stale: yes` when the place changed since."""
    require(request.actor, Action.SEE, Thing(ThingKind.PLAN, request.actor.place))
    found = run_of(request.actor, run)
    if found.state != Run.State.DONE:
        return problem(404, "There is no answer yet", found.error)
    the_place = place_of(request.actor)
    return _answer(the_place, found, stale=found.digest != the_place.digest)


@router.post("/places/{place}/runs/{run}/stop", response=RunOut, operation_id="stop", url_name="stop")
def stop(request: ApiRequest, place: str, run: int) -> Any:
    """Call off the work on a run. Twice does nothing more."""
    return stop_run(request.actor, run)


def _standing(place: Place, kind: Kind, question: Plain) -> HttpResponse:
    stands = standing(place, kind, question)
    if stands is None or stands.run.result is None or document(place).document is None:
        return problem(404, NAMES[kind], "Ask for it: POST to this address.")
    return _answer(place, stands.run, stale=stands.stale)


def _answer(place: Place, run: Run, *, stale: bool) -> HttpResponse:
    plain = answer_as_json(document(place).document, run)
    if plain is None:
        return problem(404, "There is no answer yet")
    answer = HttpResponse(json.dumps(plain, ensure_ascii=False), content_type="application/json")
    answer["ETag"] = etag(run.digest)
    answer["Placewide-Stale"] = "yes" if stale else "no"
    return answer
