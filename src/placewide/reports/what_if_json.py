"""The answers to what was asked of a plan as JSON, under keys beside those of the plan."""

from placewide.analysis.what_if import WhatIf
from placewide.domain.place.document import PlaceDocument
from placewide.reports.analysis_json import (
    Json,
    comparison_to_json,
    frontier_to_json,
    robustness_to_json,
    weights_to_json,
)
from placewide.reports.sharing_json import sharing_to_json
from placewide.reports.uncertainty_json import uncertainty_to_json


def what_if_to_json(document: PlaceDocument, found: WhatIf) -> Json:
    """`{"sharing": …, "uncertainty": …, …}`: a key for each answer, null for what was asked and stays unanswered.

    `stopped` is there, and true, where somebody stopped the questions, so that answers may be parts of answers.
    """
    answers: Json = {question: None for question in found.unanswered if question != "worth"}
    if found.sharing:
        answers["sharing"] = sharing_to_json(document, found.sharing)
    if found.uncertainty:
        answers["uncertainty"] = uncertainty_to_json(found.uncertainty)
    if found.robustness:
        answers["robustness"] = robustness_to_json(found.robustness)
    if found.frontier:
        answers["frontier"] = frontier_to_json(found.frontier)
    if found.weights:
        answers["weights"] = weights_to_json(found.weights)
    if found.comparison:
        answers["comparison"] = comparison_to_json(found.comparison)
    return {**answers, "stopped": True} if found.stopped else answers
