"""Papers of a plan as downloads: written into a folder of their own, read, and forgotten."""

import mimetypes
import re
import tempfile
from pathlib import Path

from django.http import Http404, HttpResponse

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.papers import Answered, papers_of

TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(document: PlaceDocument | None, plan: Plan | None, name: str) -> HttpResponse:
    """The paper of this name, as a file. Raises Http404 where there is none, or none that makes sense for this plan."""
    if document is None or plan is None:
        raise Http404
    paper = next((paper for paper in papers_of(plan) if paper.file == name), None)
    if paper is None:
        raise Http404
    with tempfile.TemporaryDirectory(prefix="placewide-") as folder:
        path = Path(folder) / paper.file
        paper.write(Answered(document=document, plan=plan), path)
        content = path.read_bytes()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    answer = HttpResponse(content, content_type=kind)
    place = re.sub(r"[^a-z0-9-]+", "-", document.place.id.lower())
    answer["Content-Disposition"] = f'attachment; filename="{place}-{paper.file}"'
    return answer
