"""What headers and sheets are called, in the words that programme offices use."""

from collections.abc import Mapping

from placewide.exchange.mapping.record import Feeds, Holds


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split("|"))


_KIND = "kind|type|capital or revenue|capital revenue|cap rev|cap or rev|cost type|expenditure type|spend type|c r"
_YEAR = "year|financial year|fy|fin year|period|year of spend|in year"
_PROJECT = "project|project name|project title|proposal|proposal name|proposal title|scheme|scheme name|idea"
_CODE = "ref|reference|id|no|number|project id|project ref|project reference|project code|code|ref no|bid ref"
_NOTES = "notes|note|comments|comment|remarks|commentary|further information|additional information|caveats|assumptions"

HEADERS: Mapping[Holds, Mapping[Feeds, str]] = {
    "proposals": {
        "name": f"{_PROJECT}|title|name|initiative|what is it|programme of work|workstream|bid",
        "code": f"{_CODE}|proposal id|proposal ref|proposal number",
        "description": "description|summary|project description|outline|scope|details|what|objective|about"
        "|brief description|short description|overview|what it does",
        "notes": _NOTES,
        "status": "status|stage|state|project status|project stage|decision|current status|progress",
        "lead": "lead organisation|lead|lead partner|host organisation|host|lead body|led by|organisation|who leads"
        "|sponsoring organisation|accountable organisation|owning organisation|proposer|proposed by|lead agency"
        "|submitted by|submitting organisation",
        "partners": "partners|other partners|partner organisations|other organisations|organisations involved|with"
        "|supporting organisations|partners involved|joint with|collaborators|who else",
        "priority": "priority|priority area|strategic priority|theme|strategic theme|priority theme|strategic aim",
        "score": "score|strategic fit|strategic score|total score|overall score|weighted score|strategic alignment"
        "|alignment score|fit|fit score|strategic value|panel score|fit with strategy",
        "start": "start|start year|start date|earliest start|planned start|begins|proposed start|starts|start fy",
        "requires": "depends on|dependencies|dependency|requires|prerequisites|needs first|dependent on|must follow",
        "excludes": "excludes|alternative to|instead of|conflicts with|mutually exclusive with|not with|either or",
        "mandatory": "mandatory|must do|statutory|compulsory|required|must have",
        "cost": "cost|total cost|estimated cost|indicative cost|cost estimate|budget|funding required|ask|price"
        "|funding requested|total funding required|whole cost",
        "kind": _KIND,
        "year": _YEAR,
        "item": "cost item|cost line|cost element|item",
        "bearer": "borne by|cost borne by|who pays|payer|paying organisation",
    },
    "costs": {
        "project": f"{_PROJECT}|title|name|initiative|bid|for project|workstream",
        "code": f"{_CODE}|proposal id|proposal ref",
        "item": "item|cost item|cost line|line|cost description|element|cost element|component|description"
        "|category|cost category|detail|what|line item|spend category",
        "kind": _KIND,
        "bearer": "borne by|cost borne by|bearer|who pays|payer|paid by|incurred by|spending organisation|organisation"
        "|cost falls on|budget holder|partner|lead organisation|lead",
        "year": _YEAR,
        "cost": "amount|cost|value|spend|total|total cost|price|estimate|estimated cost|budget|forecast|gbp|sum|costs",
        "notes": _NOTES,
    },
    "allocations": {
        "holder": "holder|held by|organisation|recipient|awarded to|partner|budget holder|allocated to|who holds it"
        "|host|holding organisation|receiving organisation|account holder|paid to|where it sits|who|who has it",
        "fund": "fund|funding source|source|source of funds|source of funding|funding stream|pot|grant|fund name"
        "|stream|budget|budget line|funding line|money|funding|name|funding pot|programme|scheme|allocation name",
        "funder": "funder|funded by|awarding body|provider of funds|awarded by|paymaster|granted by",
        "kind": f"{_KIND}|funding type",
        "year": _YEAR,
        "amount": "amount|allocation|value|award|total|sum|gbp|amount available|available|awarded amount|how much",
        "status": "status|certainty|confirmed|confidence|secured|state|how sure|award status|funding status|rating",
        "may_share": "shareable|may share|can be shared|can share|transferable|may be shared|sharing allowed|share"
        "|can it be shared|open to sharing|ok to share|pool|poolable",
        "shareable": "shareable amount|amount shareable|share limit|most that may be shared|how much can be shared",
        "carry_forward": "carry forward|can carry forward|carry over|roll over|carry forward allowed|c f|rollover",
        "only_for": "only for|ring fenced for|ringfenced for|restricted to|for project|earmarked for|ring fence"
        "|ringfence|restricted to project|tied to",
        "conditions": "conditions|rules|restrictions|terms|terms and conditions|condition|use",
        "notes": _NOTES,
    },
    "organisations": {
        "name": "organisation|organisation name|name|partner|partner name|member|body|full name",
        "code": "short name|abbreviation|acronym|initials|code|short|known as|abbr",
        "kind": "type|kind|sector|organisation type|category|type of organisation",
        "ods": "ods|ods code|organisation code",
    },
    "priorities": {
        "name": "priority|priority area|name|theme|aim|strategic aim|strategic priority|criterion|criteria|ambition",
        "code": "code|id|ref|no|number",
        "weight": "weight|weighting|points|importance|share|percent|percentage|relative importance|weight percent",
    },
    "benefits": {
        "project": f"{_PROJECT}|initiative|bid|for project|workstream",
        "code": _CODE,
        "name": "benefit|benefit name|description|benefit description|name|outcome|what improves|benefit title",
        "organisation": "beneficiary|benefiting organisation|who benefits|organisation|gains|recipient|falls to",
        "class": "class|type|benefit type|category|classification|benefit class|benefit category|cash releasing",
        "year": _YEAR,
        "benefit": "amount|value|saving|savings|annual value|total|gbp|benefit value|estimated value|annual saving",
        "measure": "measure|kpi|metric|indicator|how measured|measured by",
        "owner": "owner|benefit owner|responsible|accountable",
    },
    "ignore": {},
}
"""For each kind of sheet, what a field's header may look like, the most usual first."""

SHEET_NAMES: Mapping[Holds, str] = {
    "proposals": "proposals|projects|long list|longlist|pipeline|schemes|ideas|initiatives|bids|project list"
    "|portfolio|programme|list of projects|proposals list|digital projects",
    "costs": "costs|cost|cost profile|spend|spend profile|financials|costings|cost by year|costs by year|expenditure"
    "|finance|project costs|capital costs|revenue costs|capital|revenue|cost plan|what it costs",
    "allocations": "allocations|funding|money|funds|pots|grants|sources of funding|funding sources|budgets|awards"
    "|allocation|available funding|income|budget|who has money|sources",
    "organisations": "organisations|partners|orgs|members|partner organisations|bodies|who is who",
    "priorities": "priorities|strategy|weights|weighting|criteria|strategic priorities|aims|scoring criteria",
    "benefits": "benefits|benefits register|savings|benefit|outcomes|benefits profile",
    "ignore": "read me|readme|notes|guide|guidance|lookups|lookup|lists|cover|contents|version|version control"
    "|change log|dashboard|summary|pivot|instructions|validation|charts|risks|actions|glossary|key|contacts|issues",
}

ASIDE_SHEET_WORDS = (
    "old", "archive", "archived", "superseded", "backup", "copy", "previous", "do not use", "dashboard", "pivot",
    "lookup", "lookups", "glossary", "instructions", "read me", "readme", "change log", "version control",
)  # fmt: skip
"""Words that mark a sheet as none to be read, wherever they stand in its name."""

ABBREVIATIONS = {
    "org": "organisation", "organization": "organisation", "orgs": "organisations", "organizations": "organisations",
    "desc": "description", "proj": "project", "amt": "amount", "fin": "financial", "est": "estimated",
}  # fmt: skip

MONEY_WORDS = _words(
    "cost|costs|spend|budget|amount|funding|allocation|allocations|forecast|requested|planned|plan|need|needed|required"
    "|benefit|benefits|saving|savings|profile|total|value|bid|ask|estimate|estimated|price|net|of|and|per|in|for|fy|year"
    "|financial|expenditure|investment|money|award|awarded|est|gbp|pounds|available|sum|k|m|by"
)
"""Words that may stand in the header of a year of money beside the year itself."""

PAST_WORDS = _words("actual|actuals|outturn|spent|historic|prior|previous|ytd|paid|invoiced")
"""Words that mark money which is gone: it is not planned again."""

TOTAL_WORDS = _words("total|totals|sum|subtotal|overall|grand|all")

PERSON_WORDS = _words("sro|manager|contact|officer|director|person|email|sponsor|name|clinician|analyst|phone|author")
"""Words in a header such as “lead contact” that name a person and not an organisation."""

SCORE_GROUPS = _words("score|scores|scoring|rating|ratings|priority|priorities|alignment|fit|serves|strategic")
"""Words in a group heading that mark scores by priority below it."""

PRIORITY_WORDS = _words(
    "urgent|emergency|mental|health|care|frailty|cancer|prevention|inequalities|inequality|children|young|people"
    "|discharge|digital|inclusion|community|primary|elective|maternity|dementia|ageing|workforce|wellbeing"
    "|neighbourhood|flow|access|independence|home|carers|diagnostics|sustainability|safety|quality"
)
"""Words that names of local priorities are made of."""
