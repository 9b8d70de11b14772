"""The words that people use for statuses, kinds, classes and yes or no, and what they mean."""

import re
from collections.abc import Mapping
from decimal import Decimal

from placewide.exchange.mapping.wordings.texts import cell_text, look
from placewide.exchange.reading.workbook import Cell

UNKNOWN = "unknown"
"""Stands in a mapping for a word of which nobody has said what it means."""

_PROJECT_STATUS = {
    "proposed": "proposed|proposal|idea|new|pipeline|draft|submitted|long list|longlist|shortlisted|under review"
    "|in review|for decision|bid|in development|scoping|planned|not started|business case|awaiting approval",
    "approved": "approved|agreed|green lit|funded|go|signed off|supported|accepted",
    "in_delivery": "in delivery|delivery|live|in progress|under way|underway|started|ongoing|active|mobilising"
    "|implementing|in implementation|in flight",
    "closed": "closed|complete|completed|done|finished|delivered|ended",
    "parked": "parked|on hold|hold|paused|deferred|later|future",
    "declined": "declined|rejected|not supported|withdrawn|cancelled|stopped|no go|not approved|refused",
}
_MONEY_STATUS = {
    "awarded": "awarded|confirmed|secured|agreed|approved|received|in budget|committed|allocated|in hand|in bank"
    "|funded|signed|firm|guaranteed|in baseline",
    "announced": "announced|published",
    "indicative": "indicative|planned|provisional|expected|notional|likely|forecast|planning assumption|anticipated",
    "bid": "bid|bid submitted|bid in|applied|applied for|application|pending|eoi|expression of interest|submitted"
    "|in application|requested|awaiting decision|awaiting outcome",
    "at_risk": "at risk",
    "to_be_found": "to be found|gap|unfunded|not identified|to be identified|shortfall|no source",
    "withdrawn": "withdrawn|lost|rejected|refused|unsuccessful|declined|cancelled",
}
_KIND = {
    "capital": "capital|cap|capex|cdel|capital expenditure|capital cost|capital costs|capital funding|c",
    "revenue": "revenue|rev|revex|opex|rdel|resource|running cost|running costs|recurrent|recurring|revenue cost"
    "|revenue costs|revenue funding|non recurrent revenue|recurrent revenue|operating|operational|r",
}
_BENEFIT_CLASS = {
    "cash_releasing": "cash releasing|cash releasing benefit|crb|cash|cashable|cash saving|financial cash releasing",
    "non_cash_releasing": "non cash releasing|non cash releasing benefit|ncrb|non cash|non cashable|efficiency|time"
    "|productivity|time saved|time saving|capacity",
    "societal": "societal|social|social value|societal benefit|public|patient|societal benefits",
    "unmonetised": "unmonetised|unmonetisable|non financial|qualitative|quality|umb|not monetised",
}
_ORGANISATION_KIND = {
    "nhs_trust": "nhs trust|trust|nhs foundation trust|foundation trust|ft|acute|acute trust|acute provider"
    "|community trust|mental health trust|nhs provider|hospital|provider trust",
    "icb": "icb|integrated care board",
    "commissioner": "commissioner|ccg",
    "local_authority": "local authority|council|la|unitary|borough|county council|district council|local government",
    "primary_care": "primary care|gp|gps|pcn|primary care network|general practice|gp federation|federation",
    "vcse": "vcse|vcs|vcfse|voluntary sector|charity|voluntary|third sector|community sector|voluntary and community",
    "hospice": "hospice",
    "social_care": "social care|care home|care provider|social care provider|domiciliary care|adult social care",
    "ambulance": "ambulance|ambulance trust|ambulance service",
    "academic": "academic|university|research|hin|health innovation network|ahsn",
    "supplier": "supplier|vendor|private|company",
    "national": "national|national body|arms length body|alb|government|nhs england",
    "other": "other",
}


def _by_word(meanings: Mapping[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, words in meanings.items() for word in words.split("|")}


PROJECT_STATUS = _by_word(_PROJECT_STATUS) | {"in_delivery": "in_delivery"}
MONEY_STATUS = _by_word(_MONEY_STATUS)
KIND = _by_word(_KIND)
BENEFIT_CLASS = _by_word(_BENEFIT_CLASS)
ORGANISATION_KIND = _by_word(_ORGANISATION_KIND)
SCORE: dict[str, Decimal] = {}
USUAL_SCORES = {
    "very high": Decimal(5), "high": Decimal(5), "strong": Decimal(5), "medium": Decimal(3), "moderate": Decimal(3),
    "med": Decimal(3), "low": Decimal(1), "weak": Decimal(1), "very low": Decimal(1), "h": Decimal(5),
    "m": Decimal(3), "l": Decimal(1), "none": Decimal(0),
}  # fmt: skip
"""Scores out of 5 that are suggested for words; they count only once they stand in a mapping."""

_YES = {"yes", "y", "true", "1", "✓", "✔", "tick", "allowed", "can be shared"}
_NO = {"no", "n", "false", "0", "✗", "✘", "not allowed", ""}

_KINDS_OF_NAMES = (
    ("icb", r"integrated care board|\bicb\b"),
    ("ambulance", r"ambulance"),
    ("hospice", r"hospice"),
    ("vcse", r"voluntary|\bcvs\b|\bvcse\b|charit|age uk|citizens advice|carers|healthwatch|community action|\bmind\b"),
    ("primary_care", r"primary care|\bpcns?\b|\bgps?\b|general practice|surgery|medical (?:centre|practice)"),
    ("nhs_trust", r"nhs (?:foundation )?trust|nhs ft|\bft\b|hospitals? (?:foundation )?trust|foundation trust"),
    ("local_authority", r"council|borough of|local authority|county of"),
    ("social_care", r"care homes?|home care|domiciliary|social care|care association"),
    ("academic", r"university|health innovation|\bahsn\b|college"),
    ("national", r"nhs england|\bnhse\b|department of health|\bdhsc\b|cabinet office|nhs digital"),
    ("supplier", r"\b(?:ltd|limited|plc)\b"),
)  # fmt: skip


def kind_of_name(name: str) -> str | None:
    """The kind of organisation that a name gives away, or None where it is not clear."""
    text = look(name)
    return next((kind for kind, pattern in _KINDS_OF_NAMES if re.search(pattern, text)), None)


def meaning(cell: Cell, own: Mapping[str, str], usual: Mapping[str, str]) -> str | None:
    """What a word means: first by the workbook's own words, then by the usual ones; None where nobody knows.

    Only whole words count: “awarded subject to approval” is not “awarded”.
    """
    word = look(cell_text(cell))
    for known, means in own.items():
        if look(known) == word:
            return None if means == UNKNOWN else means
    return usual.get(word) or (word.replace(" ", "_") if word.replace(" ", "_") in usual.values() else None)


def read_yes_no(cell: Cell) -> bool | None:
    """Whether a cell says yes or no; empty is no, and None is what nobody can tell."""
    word = cell_text(cell).casefold().strip(" ./-–—")
    if word in _YES:
        return True
    return False if word in _NO else None
