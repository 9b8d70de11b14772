"""The demo: Westmere with its people, what they have done so far, and its plan. Built once, from the sample files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from placewide.analysis.the_table import NOTHING
from placewide.domain.place.document import PlaceDocument
from placewide.exchange.place_file import load
from placewide.web.access import table
from placewide.web.access.actor import Actor, Role, system_actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import Thing
from placewide.web.accounts.models import Membership, User
from placewide.web.jobs.performing import run_waiting
from placewide.web.organisations.models import Organisation
from placewide.web.places.actions.records import change_record
from placewide.web.places.actions.starting import store_place
from placewide.web.places.models import Experience, Place
from placewide.web.places.queries import record
from placewide.web.places.storage import plain_of
from placewide.web.runs.asking import ask
from placewide.web.runs.questions import THE_PLAN, Kind, the_table

SLUG = "westmere"
DOMAIN = "westmere.example"
SAMPLES = Path(__file__).resolve().parents[4] / "samples" / "westmere"
PEOPLE = Path(__file__).with_name("people.yaml")
BUILDER = "the demo"


class DemoMissingError(Exception):
    """The sample files are not there; the message says where they are looked for."""


@cache
def people_file() -> Mapping[str, Any]:
    """The people of the demo and what they did, as their file has it."""
    content: Mapping[str, Any] = yaml.safe_load(PEOPLE.read_text(encoding="utf-8"))
    return content


def email_of(name: str) -> str:
    """The invented address of one of the people."""
    return f"{slugify(name.removeprefix('Dr ').removeprefix('Professor ')).replace('-', '.')}@{DOMAIN}"


def build_demo() -> list[str]:
    """Build the demo if this database has none. Returns what to tell whoever started it.

    Raises DemoMissingError without the sample files.
    """
    if not Place.objects.filter(slug=SLUG).exists():
        with transaction.atomic():
            _build()
        run_waiting()
    return [f"The demo is {settings.PLACEWIDE_ADDRESS}/: choose there as whom you want to come in."]


def _build() -> None:
    said = people_file()
    document = _document()
    place = store_place(system_actor(BUILDER), _as_it_was(document, said["edits"]))
    Place.objects.filter(pk=place.pk).update(slug=SLUG, is_public=True)
    people = _people(place, said["people"])
    _experiences(place, said["experiences"], people)
    _edits(document, said["edits"], people)
    _questions(place, people[said["people"][0]["name"]])


def _questions(place: Place, actor: Actor) -> None:
    """What the pages show first is computed before anybody asks for it."""
    place.refresh_from_db()
    ask(actor, place, Kind.PLAN, THE_PLAN)
    ask(actor, place, Kind.TABLE, the_table(NOTHING))


def _as_it_was(document: PlaceDocument, edits: Sequence[Mapping[str, str]]) -> PlaceDocument:
    """Westmere before its people put right what the file of edits names."""
    was = {edit["key"]: {edit["field"]: edit["was"]} for edit in edits}
    projects = tuple(replace(project, **was.get(project.id, {})) for project in document.projects)  # type: ignore[arg-type]
    return replace(document, projects=projects)


def _people(place: Place, rows: Sequence[Mapping[str, Any]]) -> dict[str, Actor]:
    organisations = {row.key: row for row in Organisation.objects.of(place.pk)}
    actors = {}
    for row in rows:
        user = User.objects.create_user(email_of(row["name"]), password=None, name=row["name"])
        roles = [Role(role) for role in row["roles"]]
        for key in filter(None, (row["organisation"], row.get("second_organisation"))):
            Membership.objects.create(user=user, organisation=organisations[key], roles=roles)
        own = organisations[row["organisation"]]
        actors[row["name"]] = Actor(
            user=user.pk, name=user.name, place=place.pk, organisation=own.pk, organisation_key=own.key,
            roles=frozenset(roles),
        )  # fmt: skip
        thing = Thing(table.Kind.PERSON, place.pk, own.key)
        audited(system_actor(BUILDER), "joined", thing, key=str(user.pk), label=user.name, after={"roles": roles})
    return actors


def _experiences(place: Place, rows: Sequence[Mapping[str, str]], people: Mapping[str, Actor]) -> None:
    for row in rows:
        actor = people[row["told_by"]]
        told = Experience.objects.create(
            place=place,
            organisation=Organisation.objects.get(place=place, key=actor.organisation_key),
            together_with=row["together_with"],
            what=row["what"],
            difference=row["difference"],
            told_by=row["told_by"],
        )
        thing = Thing(table.Kind.EXPERIENCE, place.pk, actor.organisation_key)
        audited(actor, "told", thing, key=str(told.pk), label=told.what)


def _edits(document: PlaceDocument, rows: Sequence[Mapping[str, str]], people: Mapping[str, Actor]) -> None:
    final: dict[str, Any] = {project.id: project for project in document.projects}
    for row in rows:
        actor = people[row["by"]]
        stored = record(actor, row["section"], row["key"])
        content = {**plain_of(stored.content), row["field"]: getattr(final[row["key"]], row["field"])}
        change_record(actor, row["section"], row["key"], content, version=stored.version, reason=row["reason"])


def _document() -> PlaceDocument:
    document = load(SAMPLES / "westmere.yaml").document
    if document is None:
        raise DemoMissingError(f"The demo needs the sample place in {SAMPLES}: run it from a checkout of Placewide.")
    return document
