"""The answer of a run as plain JSON, as the command line writes it."""

from placewide.analysis.the_table import TableAnswer
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.comparison import Comparison
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.domain.plan.result import Plan
from placewide.reports.analysis_json import comparison_to_json
from placewide.reports.plan_json import Json, plan_to_json
from placewide.reports.sharing_json import sharing_to_json
from placewide.web.runs.keeping import answer_of
from placewide.web.runs.models import Run
from placewide.web.runs.questions import Kind


def answer_as_json(document: PlaceDocument | None, run: Run) -> Json | None:
    """What the run found; None where it has found nothing, or what it found needs a document that cannot be read."""
    if run.result is None:
        return None
    if run.kind == Kind.PLAN:
        return plan_to_json(answer_of(Plan, run.result))
    if run.kind == Kind.TABLE:
        return _table(run, answer_of(TableAnswer, run.result))
    if run.kind == Kind.SCENARIOS:
        return comparison_to_json(answer_of(Comparison, run.result))
    if run.kind == Kind.SHARING and document is not None:
        return sharing_to_json(document, answer_of(SharingResult, run.result))
    return None


def _table(run: Run, answer: TableAnswer) -> Json:
    """The plans alone and together under the flips; `before` is the plan together when nothing is flipped."""
    return {
        "flips": run.asked,
        "alone": plan_to_json(answer.alone),
        "together": plan_to_json(answer.together),
        "before": None if answer.before is None else list(answer.before),
        "before_value": None if answer.before_value is None else float(answer.before_value),
    }
