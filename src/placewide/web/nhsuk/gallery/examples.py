"""Made-up content for the gallery, as plain values."""

from dataclasses import dataclass

from placewide.reports.markup import Markup, element
from placewide.reports.svg.diverging_bars import PartnerRow, draw_diverging_bars
from placewide.web.nhsuk.components import ProjectState, tag
from placewide.web.nhsuk.conflicts import Conflict, Difference
from placewide.web.nhsuk.drawings import Stage, bar
from placewide.web.nhsuk.page import PageContext, Room
from placewide.web.nhsuk.tables import Cell, Column, Empty, Row

ROOMS = ("Overview", "The Table", "Agree", "Choose", "Pay", "Decide", "Deliver", "Learn")
FRAME = PageContext(
    title="Gallery",
    place_name="Example Valley",
    place_url="#",
    acting_for="Example Valley General Hospital NHS Trust",
    change_url="#",
    rooms=tuple(Room(name=name, url="#", current=name == "Choose") for name in ROOMS),
    user_name="Amina Example",
    version="0.0",
    is_demo=True,
    sign_out_url="#",
    tasks_count=3,
    tasks_url="#",
    account_url="#",
    search_url="#",
    help_url="#",
    accessibility_url="#",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A message as Django's framework hands it to a template."""

    level_tag: str
    text: str

    def __str__(self) -> str:
        return self.text


MESSAGES = (Told("success", "The offer has been sent."), Told("warning", "The hospice has no finance lead yet."))

STAGES = (
    Stage(
        name="Strategy", state="Signed by 8 of 12", tone="green", sentence="The council reads clause 4 again.", url="#"
    ),
    Stage(name="Scope", state="15 of 34", tone="green", sentence="Proven best under your rules.", url="#"),
    Stage(name="Benefits", state="60 % signed", tone="blue", sentence="Two owners have yet to answer.", url="#"),
    Stage(
        name="Money", state="Asked of you", tone="orange", sentence="£310,000 has no home yet.", url="#", current=True
    ),
    Stage(name="Decisions", state="Thursday", tone="blue", sentence="Nine items for the board.", url="#"),
    Stage(name="Delivery", state="Not begun", sentence="Begins when the board has decided.", url="#"),
)

COLUMNS = (
    Column("name", "Proposal", sortable=True, link=True),
    Column("owner", "From", sortable=True),
    Column("state", "State"),
    Column("need", "Needs", pounds=True, sortable=True),
    Column("organisations", "Organisations", numeric=True, sortable=True),
)
PROPOSALS: tuple[tuple[str, str, str, int | None, int], ...] = (
    ("Shared care record", "General Hospital", "Scored", 124_000_000, 9),
    ("Falls alerts in care homes", "Council", "Costed", 7_000_000, 4),
    ("Discharge messages to GPs", "General Hospital", "Scored", 31_050_000, 7),
    ("Virtual wards", "Community Trust", "Scored", 88_000_000, 5),
    ("Hospice at home scheduling", "Hospice", "Not costed", None, 2),
    ("One sign-in for care staff", "Council", "Costed", 19_500_000, 11),
    ("Digital inclusion hubs", "Charity Alliance", "Costed", 4_200_000, 6),
    ("Medicines reconciliation", "General Hospital", "Not costed", None, 3),
)
NOTHING_YET = Empty(
    heading="No proposals yet",
    why="A plan begins with everything that anybody would like to do, good or odd. Nothing is ever deleted, "
    "and each proposal gets an answer with a reason.",
    example="“Falls alerts in care homes: sensors that call the night team. £70,000, three homes, from the council.”",
    step="Add the first proposal",
    url="#",
)


def rows() -> list[Row]:
    return [
        Row(_cells(name, owner, state, need, organisations), href="#", id=f"row-{number}")
        for number, (name, owner, state, need, organisations) in enumerate(PROPOSALS)
    ]


def _cells(name: str, owner: str, state: str, need: int | None, organisations: int) -> dict[str, Cell]:
    shown = tag(state, "orange" if state == "Not costed" else "green" if state == "Scored" else "blue")
    beside = element("span", organisations, bar(organisations, 12))
    return {"name": name, "owner": owner, "state": shown, "need": need, "organisations": beside}


def gains() -> Markup:
    partners = (
        ("General Hospital", 30_000_000, 240_000_000, 190_000_000),
        ("Council", 12_000_000, 0, 61_000_000),
        ("Hospice", 4_000_000, 0, 1_500_000),
    )
    rows = [
        PartnerRow(
            id=f"partner-{number}", name=name, own_pence=own, grants_pence=grants,
            gains=(("cash_releasing", gain),), net_pence=gain - own, href=None,
        )
        for number, (name, own, grants, gain) in enumerate(partners)
    ]  # fmt: skip
    return draw_diverging_bars(
        "gains", rows, description="The hospital and the council gain; the hospice loses £25,000."
    )


ALONE: tuple[tuple[str, ProjectState, str], ...] = (
    ("Virtual wards", "in", "Community Trust, £880,000"),
    ("Discharge messages to GPs", "in", "General Hospital, £310,500"),
    ("One sign-in for care staff", "in", "Council, £195,000"),
    ("Shared care record", "out", "needs £120,000 that nobody may give it"),
    ("Falls alerts in care homes", "out", "needs £30,000 of revenue"),
)
TOGETHER: tuple[tuple[str, ProjectState, str], ...] = (
    ("Virtual wards", "in", "Community Trust, £880,000"),
    ("Discharge messages to GPs", "in", "General Hospital, £310,500"),
    ("One sign-in for care staff", "in", "Council, £195,000"),
    ("Shared care record", "new", "nine organisations, £1.24m"),
    ("Falls alerts in care homes", "new", "four organisations, £70,000"),
)
PARTNERS = (
    ("General Hospital", "You buy £60,000 of licences for the hospice. Your discharges carry their information home. "
     "Both finance leads must agree."),
    ("Hospice", "You put in nothing and see the shared record of 420 people a year. Your trustees must agree."),
    ("Council", "You pay £30,000 of revenue for falls alerts and save £51,000 a year. The cabinet member must agree."),
)  # fmt: skip

CONFLICT = Conflict(
    record="Falls alerts in care homes",
    changed_by="Ben Example of the Council",
    changed_at="four minutes ago",
    differences=(
        Difference(label="Name", theirs="Falls alerts in care homes", yours="Falls alerts in care homes"),
        Difference(label="Cost", theirs="£70,000", yours="£82,500"),
        Difference(
            label="Why", theirs="Three homes wait for it.", yours="Three homes wait for it.\nTwo more have asked."
        ),
    ),
    posted=(("name", "Falls alerts in care homes"), ("cost", "82,500"), ("version", "8")),
    save_url="#",
    keep_url="#",
)
