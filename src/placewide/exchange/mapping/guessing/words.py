"""Which words a workbook uses for statuses, kinds, classes and scores, and what each probably means."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from placewide.exchange.mapping.record import Feeds, Holds, Words
from placewide.exchange.mapping.tables import Entry, Table
from placewide.exchange.mapping.wordings.texts import is_unknown, look, says_none
from placewide.exchange.mapping.wordings.words import (
    BENEFIT_CLASS,
    KIND,
    MONEY_STATUS,
    ORGANISATION_KIND,
    PROJECT_STATUS,
    UNKNOWN,
    USUAL_SCORES,
    meaning,
)

_MOST_WORDS = 40
_CONFIRMED = frozenset({"confirmed", "secured", "awarded"})


def guess_words(tables: Iterable[Table]) -> Words:
    """The words of each kind that need saying: those that do not simply name what they mean."""
    tables = list(tables)
    kinds = [*entries_of(tables, "costs", "kind"), *entries_of(tables, "allocations", "kind"),
             *entries_of(tables, "proposals", "kind")]  # fmt: skip
    money_status = list(entries_of(tables, "allocations", "status"))
    return Words(
        project_status=_said(entries_of(tables, "proposals", "status"), PROJECT_STATUS),
        money_status=_said(money_status, MONEY_STATUS) | _yes_means_awarded(money_status),
        kind=_said(kinds, KIND),
        organisation_kind=_said(entries_of(tables, "organisations", "kind"), ORGANISATION_KIND),
        benefit_class=_said(entries_of(tables, "benefits", "class"), BENEFIT_CLASS),
        score=_scores(entries_of(tables, "proposals", "score")),
    )


def entries_of(tables: Iterable[Table], holds: Holds, feeds: Feeds) -> Iterator[Entry]:
    """All cells that feed a field on the sheets that hold this."""
    for table in tables:
        if table.mapping.holds == holds:
            for record in table.records:
                yield from record.all(feeds)


def _said(entries: Iterable[Entry], usual: Mapping[str, str]) -> dict[str, Any]:
    texts = {look(entry.text): entry.text for entry in sorted(entries, key=lambda entry: entry.text, reverse=True)}
    said = {}
    for word in sorted(texts):
        text = texts[word]
        if not word or is_unknown(text) or says_none(text):
            continue
        means = meaning(text, {}, usual)
        if means is None or means.replace("_", " ") != word:
            said[text] = means or UNKNOWN
    return dict(list(said.items())[:_MOST_WORDS])


def _yes_means_awarded(entries: Iterable[Entry]) -> dict[str, Any]:
    """In a column “Confirmed?”, yes says that the money is awarded; no says nothing yet."""
    answers = [entry for entry in entries if set(look(entry.column.header).split()) & _CONFIRMED]
    yes = {entry.text for entry in answers if look(entry.text) in ("yes", "y")}
    return dict.fromkeys(sorted(yes), "awarded")


def _scores(entries: Iterable[Entry]) -> dict[str, Decimal]:
    found = {entry.text for entry in entries if look(entry.text) in USUAL_SCORES and not says_none(entry.text)}
    return {text: USUAL_SCORES[look(text)] for text in sorted(found)}
