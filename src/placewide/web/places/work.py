"""What jobs do for a place: read an uploaded file and work out what it would change."""

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from placewide.domain.shared.findings import Finding
from placewide.web.jobs.registry import JobContext, JobRefused, Result, work
from placewide.web.organisations.models import Organisation
from placewide.web.places.models import Place, Upload
from placewide.web.places.queries import document, remembered_mapping
from placewide.web.places.reading import Ground, Understood, understand
from placewide.web.places.storage import nodes_of, text_of

READ_UPLOAD = "read_upload"
MOST_FINDINGS = 200
LONGEST_SECONDS = 120.0
SEVERITIES = ("error", "warning", "note")


def enter() -> None:
    """Register it."""
    work(READ_UPLOAD, seconds=LONGEST_SECONDS)(read_upload)


def read_upload(context: JobContext) -> Result:
    """Read the upload that the job names. Reading it twice gives the same, and one that was taken over stays so."""
    upload = Upload.objects.select_related("place").filter(pk=context.payload["upload"]).first()
    if upload is None or upload.state not in (Upload.State.WAITING, Upload.State.READ, Upload.State.REFUSED):
        raise JobRefused("This file has been taken over or set aside meanwhile.")
    context.progress(0.1, "Reading the file")
    place = upload.place
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / upload.name
        path.write_bytes(bytes(upload.content))
        understood = understand(path, _ground(upload, place, context.organisation_id))
    context.progress(0.9, "Comparing it with the place")
    _store(upload, place, understood)
    return {"upload": upload.pk}


def _ground(upload: Upload, place: Place, organisation: int | None) -> Ground:
    stored = document(place).document
    if stored is None:
        raise JobRefused("The stored place cannot be read; nothing can be added to it.")
    owner = Organisation.objects.of(place.pk).filter(pk=organisation or 0).first()
    return Ground(
        nodes=nodes_of(place),
        document=stored,
        remembered=remembered_mapping(place),
        asked=upload.mapping,
        own=upload.own,
        owner=owner.key if owner is not None else "",
    )


def _store(upload: Upload, place: Place, understood: Understood) -> None:
    read = understood.document is not None
    Upload.objects.filter(pk=upload.pk).exclude(state__in=(Upload.State.TAKEN, Upload.State.LEFT)).update(
        state=Upload.State.READ if read else Upload.State.REFUSED,
        document=text_of(understood.document) if understood.document is not None else "",
        document_digest=understood.digest,
        mapping=understood.mapping,
        replaces=understood.replaces,
        organisations=[list(pair) for pair in understood.organisations],
        samples=list(understood.samples),
        understood=list(understood.sentences),
        findings=shown_findings(understood.findings),
        against_revision=place.revision,
    )


def shown_findings(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """The findings as they are kept and shown, errors first; beyond the most, their number."""
    ordered = sorted(dict.fromkeys(findings), key=lambda finding: SEVERITIES.index(finding.severity))
    kept = [asdict(finding) for finding in ordered[:MOST_FINDINGS]]
    if len(ordered) > MOST_FINDINGS:
        more = f"There are {len(ordered) - MOST_FINDINGS} more of these."
        kept.append(asdict(Finding(ordered[MOST_FINDINGS].severity, "", "more_findings", more)))
    return kept
