"""What people do with what is computed: call work off, keep a scenario from The Table, take it away again."""

from django.db import transaction

from placewide.analysis.the_table import Flips, as_plain
from placewide.domain.shared.json_text import canonical_json
from placewide.web.access.actor import Actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import RefusedError, Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.jobs.actions import cancel
from placewide.web.jobs.models import Job
from placewide.web.organisations.models import Organisation
from placewide.web.places.models import Place
from placewide.web.runs.asking import job_of
from placewide.web.runs.models import KeptScenario, Run
from placewide.web.runs.queries import kept_scenario, run_of


def stop_run(actor: Actor, pk: int) -> Run:
    """Call off the work on a run. Twice does nothing more. Raises RefusedError and HiddenError."""
    run = run_of(actor, pk)
    job = job_of(run)
    asker = _asker(job)
    require(actor, Action.CANCEL, Thing(Kind.JOB, run.place_id, asker))
    if job is not None and not job.is_over:
        with transaction.atomic():
            cancel(job)
            audited(actor, "stopped", Thing(Kind.JOB, run.place_id, asker), key=f"runs/{run.pk}", label=run.kind)
    return run


def _asker(job: Job | None) -> str | None:
    """The organisation for which the work was asked."""
    if job is None or job.organisation_id is None:
        return None
    return Organisation.objects.filter(pk=job.organisation_id).values_list("key", flat=True).first()


def keep_scenario(actor: Actor, place: Place, flips: Flips, *, name: str, dissent: str) -> KeptScenario:
    """Keep what is flipped, under a name, with what those who disagree say. It posts nothing.

    The same person keeping the same under the same name does it once. Raises RefusedError and HiddenError.
    """
    thing = Thing(Kind.SCENARIO, place.pk, actor.organisation_key)
    require(actor, Action.CREATE, thing)
    if actor.user is None:
        raise RefusedError("Sign in to keep a scenario.")
    with transaction.atomic():
        kept, new = KeptScenario.objects.get_or_create(
            place=place,
            name=name,
            settings=canonical_json(dict(as_plain(flips))),
            organisation=actor.organisation_key,
            kept_by_id=actor.user,
            dissent=dissent,
            digest=place.digest,
        )
        if new:
            said = {"name": name, "flips": kept.flips, "dissent": dissent}
            audited(actor, "kept", thing, key=f"kept/{kept.pk}", label=name, after=said)
    return kept


def remove_scenario(actor: Actor, pk: int) -> None:
    """Take a kept scenario away; that it was there stays in the history. Raises RefusedError and HiddenError."""
    with transaction.atomic():
        kept = kept_scenario(actor, pk)
        thing = Thing(Kind.SCENARIO, kept.place_id, kept.organisation)
        require(actor, Action.REMOVE, thing)
        said = {"name": kept.name, "flips": kept.flips, "dissent": kept.dissent}
        kept.delete()
        audited(actor, "removed", thing, key=f"kept/{pk}", label=kept.name, before=said)
