"""What only people can write: asked for by name, so that it can be neither forgotten nor made up."""

from placewide.reports.business_case.blocks import Unwritten

LEAD, FINANCE, BUYER = "programme lead", "finance director", "procurement lead"

CONTROL = Unwritten(
    prompt="who wrote this paper, its date, and which board sees it when", length="one table", writer=LEAD
)
IN_OUR_WORDS = Unwritten(
    prompt="the case in the partners’ own words, for somebody who reads nothing else", length="half a page", writer=LEAD
)
WHY_NOW = Unwritten(
    prompt="what makes this the moment, and what waiting would cost", length="two paragraphs", writer=LEAD
)
TODAY = Unwritten(
    prompt="how things are done today, and what goes wrong for patients, citizens and staff",
    length="one page, with examples", writer="clinical and care leads",
)  # fmt: skip
CONSTRAINTS = Unwritten(
    prompt="what the programme depends on outside the place, and what it may not do",
    length="one paragraph", writer=LEAD,
)  # fmt: skip
SUCCESS = Unwritten(
    prompt="critical success factors, and how each way of doing the programme meets them",
    length="one table", writer="the partners together",
)  # fmt: skip
LEAST = Unwritten(
    prompt="the least that would have to be done anyway, and what that would cost and yield",
    length="two paragraphs", writer="programme lead and finance director",
)  # fmt: skip
SPREAD = Unwritten(
    prompt="how widely the result may spread, from the ranges of the inputs: this paper was made without that analysis",
    length="one table", writer="analyst",
)  # fmt: skip
NO_PRICE = Unwritten(
    prompt="what these effects mean to the people concerned", length="one paragraph", writer="clinical and care leads"
)
ROUTE_TO_MARKET = Unwritten(
    prompt="how each of these costs will be bought: framework, tender or existing contract, and by whom",
    length="one page", writer=BUYER,
)  # fmt: skip
MARKET = Unwritten(
    prompt="who could supply, what they were asked, and what they answered", length="two paragraphs", writer=BUYER
)
TERMS = Unwritten(
    prompt="contract length, payment, who carries which risk, and how to leave", length="one page", writer=BUYER
)
ACCOUNTING = Unwritten(
    prompt="what the programme does to each partner’s accounts: assets, depreciation, capital charges, VAT",
    length="one page", writer=FINANCE,
)  # fmt: skip
AFTER = Unwritten(
    prompt="how the running costs will be found when the money stops, and who has agreed to it",
    length="one paragraph for each organisation", writer="finance directors",
)  # fmt: skip
GOVERNANCE = Unwritten(
    prompt="which board decides what, who is accountable, and how a partner raises a concern",
    length="one page and a chart", writer="programme lead and company secretaries",
)  # fmt: skip
PEOPLE = Unwritten(
    prompt="who leads the programme, who delivers it, and how many people each partner releases for it",
    length="one table", writer=LEAD,
)  # fmt: skip
MILESTONES = Unwritten(
    prompt="the milestones inside each year, each with a date and somebody who answers for it",
    length="one table", writer="project leads",
)  # fmt: skip
RISKS = Unwritten(
    prompt="the risk register: cause, event, effect, likelihood, impact, what is done, by whom",
    length="one table", writer=LEAD,
)  # fmt: skip
CHANGE = Unwritten(
    prompt="how ways of working will change, and who helps staff and citizens with that",
    length="one page", writer="change lead",
)  # fmt: skip
LEARNING = Unwritten(
    prompt="who checks the programme from outside, when it is evaluated, and what stops it",
    length="two paragraphs", writer=LEAD,
)  # fmt: skip
