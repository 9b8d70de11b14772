"""Taking in a file, having it read, reading it another way, and setting it aside. Nothing of the place changes."""

import hashlib
import re
from pathlib import PurePosixPath

from django.db import IntegrityError, transaction

from placewide.web.access.actor import Actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import RefusedError, Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.jobs.actions import enqueue
from placewide.web.places.models import Upload
from placewide.web.places.queries import place_of
from placewide.web.places.queries import upload as upload_of
from placewide.web.places.work import READ_UPLOAD

ENDINGS = (".xlsx", ".yaml", ".yml", ".json")
MOST_BYTES = 10 * 1024**2
LONGEST_NAME = 100
OPEN = (Upload.State.WAITING, Upload.State.READ, Upload.State.REFUSED)
_ODD = re.compile(r"[^\w .,()&+'’–-]")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def clean_name(name: str) -> str:
    """The name of a file, safe to show and to write: no folders, no odd characters, not too long, its ending kept.

    >>> clean_name("../../etc/Long list (final).XLSX"), clean_name("<b>.yaml"), clean_name("CON.json")
    ('Long list (final).xlsx', 'b.yaml', 'file CON.json')
    """
    last = PurePosixPath(name.replace("\\", "/").replace("\x00", "")).name
    path = PurePosixPath(_ODD.sub("", last).strip(" .") or "file")
    stem = f"file {path.stem}" if _DEVICES.match(path.name) else path.stem
    return f"{stem[:LONGEST_NAME].strip() or 'file'}{path.suffix.lower()[:10]}"


def take_in(actor: Actor, name: str, content: bytes) -> Upload:
    """Keep a file and ask a job to read it. The same file again, while it is open, is the same upload.

    Raises RefusedError for who may not import, and for a file that is too large or of a kind that is not read.
    """
    place = place_of(actor)
    require(actor, Action.CREATE, Thing(Kind.IMPORT, place.pk, actor.organisation_key))
    name = clean_name(name)
    if actor.user is None:
        raise RefusedError("A file is uploaded by a person.")
    if not name.endswith(ENDINGS) or not 0 < len(content) <= MOST_BYTES:
        raise RefusedError(f"Choose a file of at most {MOST_BYTES // 1024**2} MB that ends in {', '.join(ENDINGS)}.")
    digest = hashlib.sha256(content).hexdigest()
    same = Upload.objects.filter(place=place, content_digest=digest, state__in=OPEN)
    if (there := same.first()) is not None:
        return there
    try:
        with transaction.atomic():
            made = Upload.objects.create(
                place=place, name=name, content=content, content_digest=digest, user_id=actor.user
            )
            _have_read(actor, made)
            audited(actor, "uploaded", _thing(made), key=str(made.pk), label=name)
    except IntegrityError:  # sent twice at the same moment
        return same.get()
    return made


def read_again(actor: Actor, number: int, *, mapping: str | None = None, own: str | None = None) -> Upload:
    """Have an open upload read anew: by another mapping, with another organisation as one's own, or against the place
    as it is now. Raises RefusedError for one that was taken over or set aside.
    """
    with transaction.atomic():
        found = _open(actor, number)
        found.mapping = found.mapping if mapping is None else mapping
        found.own = found.own if own is None else own
        found.state = Upload.State.WAITING
        _have_read(actor, found)
    return found


def set_aside(actor: Actor, number: int) -> Upload:
    """Leave a file unused. One that was set aside already stays so; what was taken over is refused."""
    with transaction.atomic():
        found = upload_of(actor, number)
        if found.state == Upload.State.LEFT:
            return found
        found = _open(actor, number)
        found.state, found.content, found.document = Upload.State.LEFT, b"", ""
        found.save(update_fields=["state", "content", "document"])
        audited(actor, "set aside", _thing(found), key=str(found.pk), label=found.name)
    return found


def _open(actor: Actor, number: int) -> Upload:
    found = upload_of(actor, number)
    require(actor, Action.RUN, _thing(found, actor))
    found = Upload.objects.select_for_update().get(pk=found.pk)
    if found.state not in OPEN:
        raise RefusedError(f"“{found.name}” has been taken over or set aside already; upload it again to use it anew.")
    return found


def _thing(found: Upload, actor: Actor | None = None) -> Thing:
    return Thing(Kind.IMPORT, found.place_id, actor.organisation_key if actor else None)


def _have_read(actor: Actor, found: Upload) -> None:
    job = enqueue(
        READ_UPLOAD,
        {"upload": found.pk},
        place_id=found.place_id,
        user_id=actor.user,
        organisation_id=actor.organisation,
    )
    found.job_id = job.pk
    found.save(update_fields=["job_id", "state", "mapping", "own"])
