"""What sharing buys as JSON: the keys of the place file's contract, and beside them what the reports say."""

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.sharing import Credit, SharingResult
from placewide.reports import sharing_sentences
from placewide.reports.plan_json import Json, plan_to_json
from placewide.reports.sharing_comparison import Comparison
from placewide.reports.view import View


def sharing_to_json(document: PlaceDocument, result: SharingResult) -> Json:
    """`{"without", "with", "gain", "credit", "steps", "exact", …}`; `pairs` is 0 where credit is exact."""
    seen = Comparison(View(document, result.with_), result)
    return {
        "without": plan_to_json(result.without),
        "with": plan_to_json(result.with_),
        "gain": None if result.gain is None else float(result.gain),
        "credit": [_credit(row) for row in result.credit],
        "steps": [{"permit": permit, "gain": float(gain)} for permit, gain in result.steps],
        "exact": result.exact,
        "pairs": result.pairs,
        "solved": result.solved,
        "care": _care(seen),
        "gains_by_class": [
            {"class": name, "without_pence": alone, "with_pence": together} for name, alone, together in seen.by_class
        ],
        "sentences": _sentences(seen),
        "findings": [
            {"severity": row.severity, "where": row.where, "rule": row.rule, "message": row.message}
            for row in result.findings
        ],
    }


def _credit(row: Credit) -> Json:
    return {
        "organisation": row.organisation,
        "shapley": float(row.shapley),
        "stderr": row.standard_error,
        "half_width": row.half_width,
    }


def _care(seen: Comparison) -> Json:
    """What is different for care together: before pounds."""
    return {
        "flows": [row.flow for row in seen.flows],
        "organisations_reached": list(seen.reached),
        "maturity": [
            {"measure": measure, "lowest_without": float(alone), "lowest_with": float(together)}
            for measure, alone, together in seen.lifted
        ],
    }


def _sentences(seen: Comparison) -> Json:
    return {
        "place": sharing_sentences.of_the_place(seen),
        "partners": [
            {"organisation": story.organisation, "sentences": list(story.sentences)}
            for story in sharing_sentences.partners(seen)
        ],
    }
