"""What the forms ask, in the words of people: which values of a record are shown, in what groups, with which hints."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from placewide.exchange.sheets.list_workbook import sheets_of
from placewide.exchange.sheets.workbook_layout import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that belong together. `lists` names a list of lines with yearly amounts (costs, benefits); `scores`
    asks for a score by priority; a `folded` group is opened by those who need it.
    """

    heading: str
    asks: tuple[str, ...] = ()
    hint: str = ""
    lists: str = ""
    scores: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The groups of a form; labels and hints by the header of the value."""

    groups: tuple[Group, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    answer: str = ""


QUESTIONS: Mapping[str, Questions] = {
    "projects": Questions(
        answer="Rough is fine. What you do not know yet, leave empty: it counts as unknown, never as nought.",
        groups=(
            Group(heading="What it is", asks=("name", "description", "status")),
            Group(heading="Who does it together", asks=("lead", "partners")),
            Group(
                heading="What it costs",
                hint="In pounds at today’s prices, without VAT, by year counted from its start. Capital buys what "
                "lasts; revenue pays people, licences and hire. Write “not known” for a year that you cannot say; "
                "leave the years after the last cost empty.",
                lists="costs",
            ),
            Group(heading="How far it serves what you agreed", scores=True),
            Group(
                heading="What it brings",
                hint="In pounds a year where it can be counted. Who gains is often not who pays: name them.",
                lists="benefits",
            ),
            Group(heading="When, and with what", asks=("starts", "mandatory", "requires", "excludes"), folded=True),
        ),
        labels={
            "name": "Name", "description": "What it does, and for whom", "status": "State",
            "lead": "Which organisation leads it?", "partners": "Which others take part?",
            "starts": "In which years may it start?", "mandatory": "It must be done in any case",
            "requires": "It can only be done together with", "excludes": "It would be instead of",
        },
        hints={
            "name": "As people in the place call it",
            "starts": "None ticked: in the first year only",
            "requires": "These must be chosen too, and start no later",
            "partners": "Taking part gives nobody a right to another’s money",
        },
        required=frozenset({"name", "lead"}),
    ),
    "allocations": Questions(
        answer="One line of money: who holds it, for what, in which year. Saying that it may be shared moves nothing.",
        groups=(
            Group(heading="The money", asks=("name", "holder", "fund", "amount", "kind", "year", "status")),
            Group(heading="What it may be used for", asks=("may_share", "shareable", "carry_forward")),
            Group(heading="Only for some", asks=("only_for.projects", "only_for.priorities", "only_for.organisations"),
                  hint="Tick nothing where there is no such limit.", folded=True),
        ),
        labels={
            "name": "Name", "holder": "Which organisation holds it?", "fund": "From which fund?", "amount": "Amount",
            "kind": "Capital or revenue?", "year": "In which financial year must it be spent?",
            "status": "How sure is it?", "may_share": "It may pay for costs of another organisation",
            "shareable": "At most so much of it", "carry_forward": "It may also be spent in the year after",
            "only_for.projects": "Only for these proposals", "only_for.priorities": "Only for these priorities",
            "only_for.organisations": "Only for costs of these organisations",
        },
        hints={
            "name": "Only where the name of the fund is not enough",
            "status": "Plans count awarded money, unless somebody asks “what if”",
            "kind": "Capital never pays revenue costs, and revenue never capital",
            "shareable": "Empty: all of it",
        },
        required=frozenset({"holder"}),
    ),
    "funds": Questions(
        answer="Say the rules once, and they hold for all money of this fund. What no rule says is allowed.",
        groups=(
            Group(heading="The fund", asks=("name", "funder", "own_money")),
            Group(heading="Its rules", asks=("rules.pays_at_most", "rules.may_transfer", "rules.hurdle_bcr")),
        ),
        labels={
            "name": "Name", "funder": "Who gives it?", "own_money": "It is the holder’s own money, not a grant",
            "rules.pays_at_most": "Pays at most this part of a project’s cost",
            "rules.may_transfer": "May it be passed on to another organisation?",
            "rules.hurdle_bcr": "Pays only where each pound brings at least",
        },
        hints={
            "rules.pays_at_most": "As a fraction: 0.5 is half. Empty: no such rule",
            "rules.may_transfer": "“No” forbids sharing, whatever its holders say",
            "rules.hurdle_bcr": "Benefit in pounds for each pound of cost, such as 1.5. Empty: no such rule",
        },
        required=frozenset({"name"}),
    ),
    "organisations": Questions(
        groups=(
            Group(heading="The organisation", asks=("name", "kind", "ods")),
            Group(heading="More", asks=("valid_from", "valid_to", "succeeded_by", "count"), folded=True),
        ),
        labels={"name": "Name", "kind": "What kind of body is it?", "ods": "ODS code", "valid_from": "Exists from",
                "valid_to": "Exists until", "succeeded_by": "Followed by", "count": "How many bodies this stands for"},
        hints={"name": "In full, as on its letters", "ods": "If it has one, such as RXX"},
        required=frozenset({"name"}),
    ),
}  # fmt: skip


def columns_of(section: str) -> dict[str, Column]:
    """The simple values of a list's records by their headers, such as `rules.pays_at_most`."""
    sheets = [sheet for sheet in sheets_of(section) if not sheet.parents]
    return {column.header: column for column in sheets[0].columns if not column.holds_rows} if sheets else {}


def questions_of(section: str) -> Questions:
    """What the form of a section asks; one without words of its own asks for every simple value."""
    known = QUESTIONS.get(section)
    if known is not None:
        return known
    asks = tuple(header for header in columns_of(section) if header != "id")
    return Questions(groups=(Group(heading="", asks=asks),))
