"""Roles in words: what each is called, what it lets a person do, and who may give it."""

from collections.abc import Iterable, Mapping

from placewide.web.access.actor import Actor, Role

WORDS: Mapping[Role, tuple[str, str]] = {
    Role.PROGRAMME_OFFICE: (
        "Programme office",
        "keeps the whole place: its settings, its people, and everybody’s records",
    ),
    Role.DIGITAL_LEAD: ("Digital lead", "speaks for the organisation: changes its proposals and invites its people"),
    Role.FINANCE_LEAD: ("Finance lead", "keeps the organisation’s money: its funds and what it may share"),
    Role.SIGNATORY: ("Signatory", "signs for the organisation, such as its chief executive"),
    Role.CONTRIBUTOR: ("Contributor", "adds and changes the organisation’s proposals"),
    Role.ASSESSOR: ("Assessor", "scores proposals"),
    Role.MEMBER: ("Member", "reads everything, tries what-ifs and tells what was done together"),
    Role.AUDITOR: ("Auditor", "reads everything and changes nothing"),
}


def named(roles: Iterable[Role]) -> str:
    """Roles as a person reads them, in the order of the table.

    >>> named([Role.FINANCE_LEAD, Role.DIGITAL_LEAD])
    'Digital lead, Finance lead'
    """
    held = set(roles)
    return ", ".join(name for role, (name, _) in WORDS.items() if role in held)


def choices(roles: Iterable[Role]) -> list[tuple[str, str]]:
    """Roles as the choices of a form, each with what it means."""
    allowed = set(roles)
    return [(str(role), f"{name}: {meaning}") for role, (name, meaning) in WORDS.items() if role in allowed]


def grantable(actor: Actor) -> frozenset[Role]:
    """The roles that an actor who may invite can give: only the programme office makes another programme office."""
    everything = frozenset(Role)
    return everything if Role.PROGRAMME_OFFICE in actor.roles else everything - {Role.PROGRAMME_OFFICE}
