"""Who acts: a person, for one organisation of one place at a time, with the roles held there."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person is for an organisation in a place (design: roles are held per organisation and per place)."""

    PROGRAMME_OFFICE = "programme_office"
    DIGITAL_LEAD = "digital_lead"
    FINANCE_LEAD = "finance_lead"
    SIGNATORY = "signatory"
    CONTRIBUTOR = "contributor"
    ASSESSOR = "assessor"
    MEMBER = "member"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks. Without a user it is the public, or a named piece of the system (`system`).

    `place` and `organisation` are database ids of what the person acts for at this moment; None outside a place.
    `second_factor` tells whether this session was proved by one. `scopes` None = a person's own session; a token
    has the set of actions that it was given, never more than its owner may do.
    """

    user: int | None = None
    name: str = ""
    place: int | None = None
    organisation: int | None = None
    organisation_key: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    second_factor: bool = False
    scopes: frozenset[str] | None = None
    system: str = ""

    @property
    def signed_in(self) -> bool:
        return self.user is not None

    @property
    def is_member(self) -> bool:
        """Whether the actor belongs to the place."""
        return self.place is not None and bool(self.roles)


PUBLIC = Actor(name="the public")


def system_actor(name: str, place: int | None = None) -> Actor:
    """A named job of the system, for what no person does."""
    return Actor(name=name, system=name, place=place)
