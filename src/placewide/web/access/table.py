"""The access table: who may do what to which kind of thing, in which state. It is the documentation and the rule.

One row for each kind and action. `own` names the roles that may act on a thing of their own organisation, `partner`
those that may act on any organisation's thing in their place. What no row allows is refused, and what a person may not
see looks as if it did not exist (`policy`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from placewide.web.access.actor import Role


class Kind(StrEnum):
    """What can be acted upon."""

    ACCOUNT = "account"
    SIGN_IN = "sign_in"
    PLACE = "place"
    PLACE_SETTINGS = "place_settings"
    ORGANISATION = "organisation"
    PROJECT = "project"
    FUND = "fund"
    ALLOCATION = "allocation"
    RECORD = "record"
    PERSON = "person"
    INVITATION = "invitation"
    IMPORT = "import"
    PLAN = "plan"
    SCENARIO = "scenario"
    EXPERIENCE = "experience"
    HISTORY = "history"
    JOB = "job"
    MAIL = "mail"
    TOKEN = "token"  # noqa: S105 - a kind of thing, not a secret


class Action(StrEnum):
    """What can be done."""

    SEE = "see"
    CREATE = "create"
    EDIT = "edit"
    REMOVE = "remove"
    INVITE = "invite"
    RUN = "run"
    CANCEL = "cancel"
    EXPORT = "export"


EVERYONE = frozenset(Role)
OFFICE = frozenset({Role.PROGRAMME_OFFICE})
LEADS = frozenset({Role.PROGRAMME_OFFICE, Role.DIGITAL_LEAD})
FINANCE = frozenset({Role.PROGRAMME_OFFICE, Role.FINANCE_LEAD})
WRITERS = frozenset({Role.PROGRAMME_OFFICE, Role.DIGITAL_LEAD, Role.FINANCE_LEAD, Role.CONTRIBUTOR})
PLANNERS = EVERYONE - {Role.AUDITOR}
NOBODY: frozenset[Role] = frozenset()
CLOSED = frozenset({"closed", "declined"})


@dataclass(frozen=True, slots=True)
class Row:
    """`why` is what a person who is refused reads. `not_in` names states in which nobody may do it."""

    own: frozenset[Role]
    partner: frozenset[Role]
    why: str
    not_in: frozenset[str] = frozenset()
    second_factor: bool = False


def _row(
    own: Iterable[Role],
    partner: Iterable[Role],
    why: str,
    not_in: frozenset[str] = frozenset(),
    second_factor: bool = False,
) -> Row:
    return Row(frozenset(own) | frozenset(partner), frozenset(partner), why, not_in, second_factor)


_SEES = "You do not belong to this place."
_OFFICE = "Only the programme office may do this; ask them."
_LEAD = "Only the organisation’s own digital lead, contributors or the programme office may change a proposal."
_MONEY = "Only the finance lead of the organisation that holds the money, or the programme office, may change it."

TABLE: Mapping[tuple[Kind, Action], Row] = {
    (Kind.ACCOUNT, Action.SEE): _row(EVERYONE, NOBODY, "An account is its owner’s alone."),
    (Kind.ACCOUNT, Action.EDIT): _row(EVERYONE, NOBODY, "An account is its owner’s alone."),
    (Kind.SIGN_IN, Action.EDIT): _row(EVERYONE, NOBODY, "Only you may change how you sign in."),
    (Kind.SIGN_IN, Action.CREATE): _row(OFFICE, OFFICE, _OFFICE, second_factor=True),
    (Kind.PLACE, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.PLACE, Action.EXPORT): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.PLACE_SETTINGS, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.PLACE_SETTINGS, Action.EDIT): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.ORGANISATION, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.ORGANISATION, Action.CREATE): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.ORGANISATION, Action.EDIT): _row(
        LEADS, OFFICE, "Only the organisation’s own digital lead or the programme office may change its details."
    ),
    (Kind.ORGANISATION, Action.REMOVE): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.PROJECT, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.PROJECT, Action.CREATE): _row(WRITERS, OFFICE, _LEAD),
    (Kind.PROJECT, Action.EDIT): _row(WRITERS, OFFICE, _LEAD, not_in=CLOSED),
    (Kind.PROJECT, Action.REMOVE): _row(LEADS, OFFICE, "Only the lead organisation’s digital lead may withdraw it."),
    (Kind.FUND, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.FUND, Action.CREATE): _row(FINANCE, FINANCE, _MONEY),
    (Kind.FUND, Action.EDIT): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.FUND, Action.REMOVE): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.ALLOCATION, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.ALLOCATION, Action.CREATE): _row(FINANCE, OFFICE, _MONEY),
    (Kind.ALLOCATION, Action.EDIT): _row(FINANCE, OFFICE, _MONEY),
    (Kind.ALLOCATION, Action.REMOVE): _row(FINANCE, OFFICE, _MONEY),
    (Kind.RECORD, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.RECORD, Action.CREATE): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.RECORD, Action.EDIT): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.RECORD, Action.REMOVE): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.PERSON, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.PERSON, Action.EDIT): _row(
        LEADS,
        OFFICE,
        "Only the organisation’s digital lead or the programme office may change roles.",
    ),
    (Kind.PERSON, Action.REMOVE): _row(
        LEADS,
        OFFICE,
        "Only the organisation’s digital lead or the programme office may end a membership.",
    ),
    (Kind.INVITATION, Action.SEE): _row(LEADS, OFFICE, _OFFICE),
    (Kind.INVITATION, Action.INVITE): _row(
        LEADS,
        OFFICE,
        "Only an organisation’s own digital lead, or the programme office, may invite people to it.",
    ),
    (Kind.INVITATION, Action.CANCEL): _row(LEADS, OFFICE, _OFFICE),
    (Kind.IMPORT, Action.SEE): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.IMPORT, Action.CREATE): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.IMPORT, Action.RUN): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.PLAN, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.PLAN, Action.RUN): _row(PLANNERS, PLANNERS, "An auditor reads all and changes nothing."),
    (Kind.PLAN, Action.EXPORT): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.SCENARIO, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.SCENARIO, Action.CREATE): _row(PLANNERS, PLANNERS, "An auditor reads all and changes nothing."),
    (Kind.SCENARIO, Action.REMOVE): _row(PLANNERS, OFFICE, "Only whoever kept a scenario may take it away."),
    (Kind.EXPERIENCE, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.EXPERIENCE, Action.CREATE): _row(PLANNERS, PLANNERS, "An auditor reads all and changes nothing."),
    (Kind.EXPERIENCE, Action.REMOVE): _row(PLANNERS, OFFICE, "Only the organisation that told it may take it away."),
    (Kind.HISTORY, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.HISTORY, Action.EXPORT): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.JOB, Action.SEE): _row(EVERYONE, EVERYONE, _SEES),
    (Kind.JOB, Action.CANCEL): _row(PLANNERS, OFFICE, "Only whoever asked for it may stop it."),
    (Kind.MAIL, Action.SEE): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.MAIL, Action.CREATE): _row(OFFICE, OFFICE, _OFFICE),
    (Kind.TOKEN, Action.SEE): _row(PLANNERS, NOBODY, "A token is seen by its owner alone."),
    (Kind.TOKEN, Action.CREATE): _row(PLANNERS, NOBODY, "An auditor reads all and changes nothing."),
    (Kind.TOKEN, Action.REMOVE): _row(PLANNERS, NOBODY, "A token is ended by its owner alone."),
}
