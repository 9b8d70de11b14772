"""Guesses which column feeds what, from the words of its header and from what stands below it."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from placewide.exchange.mapping.guessing.contents import Contents, Known
from placewide.exchange.mapping.headings import Heading, HeadingFacts, is_score_group, read_heading
from placewide.exchange.mapping.record import FIELDS, MONEY, REPEATED, Column, Feeds, Holds
from placewide.exchange.mapping.vocabulary import (
    ABBREVIATIONS,
    HEADERS,
    MONEY_WORDS,
    PAST_WORDS,
    PERSON_WORDS,
    PRIORITY_WORDS,
)
from placewide.exchange.mapping.wordings.texts import look

LEAST_SURE = 45
"""Percent below which a guess is not made."""
_MOSTLY = 0.6
_SCORE_WORDS = frozenset({"score", "scores", "scoring", "rating"})
_MONEY_FIELDS: dict[Holds, Feeds] = {
    "proposals": "cost", "costs": "cost", "allocations": "amount", "benefits": "benefit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a column may feed, how sure that is in percent, and why."""

    heading: Heading
    facts: HeadingFacts
    feeds: Feeds
    sure: int
    because: str


def guess_columns(
    headings: tuple[Heading, ...], contents: dict[int, Contents], holds: Holds, known: Known
) -> tuple[Column, ...]:
    """The columns of a sheet that holds this, each with what it probably feeds; whatever their order."""
    candidates = [
        candidate for heading in headings for candidate in _candidates(heading, contents[heading.index], holds, known)
    ]
    chosen = _assigned(candidates, holds)
    return tuple(
        _column(heading, chosen.get(heading.index), _why_not(heading, candidates, chosen)) for heading in headings
    )


def _column(heading: Heading, candidate: Candidate | None, why_not: str | None) -> Column:
    if candidate is None:
        return Column(
            header=heading.text, under=heading.under, occurrence=heading.occurrence, feeds="nothing", because=why_not
        )
    facts, feeds = candidate.facts, candidate.feeds
    is_money, is_score = feeds in MONEY, feeds == "score"
    return Column(
        header=heading.text,
        under=heading.under,
        occurrence=heading.occurrence,
        feeds=feeds,
        year=str(facts.year) if is_money and facts.year is not None else None,
        kind=facts.kind if feeds in ("cost", "amount") else None,
        unit=facts.unit if is_money or feeds == "shareable" else None,
        priority=_priority_named(heading, facts) if is_score else None,
        scale=facts.scale if is_score else None,
        weight=facts.weight if is_score else None,
        sure=candidate.sure,
        because=candidate.because,
    )


def _priority_named(heading: Heading, facts: HeadingFacts) -> str | None:
    """The priority that a column of scores names, or None for a score of everything together."""
    words = [word for word in facts.rest.split() if look(word) not in _SCORE_WORDS]
    name = " ".join(words).strip(" -–—:/")
    general = {"priority", *HEADERS["proposals"]["score"].split("|")}
    return name if name and look(name) not in general and look(heading.text) not in general else None


def _assigned(candidates: list[Candidate], holds: Holds) -> dict[int, Candidate]:
    """The best candidates first: each column feeds one thing, and most things are fed by one column."""
    order = {feeds: number for number, feeds in enumerate(FIELDS[holds])}
    chosen: dict[int, Candidate] = {}
    fed: set[Feeds] = set()
    ranked = sorted(candidates, key=lambda each: (-each.sure, order[each.feeds], each.heading.key))
    for candidate in ranked:
        free = candidate.feeds in REPEATED or candidate.feeds not in fed
        if free and candidate.heading.index not in chosen and candidate.sure >= LEAST_SURE:
            chosen[candidate.heading.index] = candidate
            fed.add(candidate.feeds)
    return _without_sums(chosen)


def _without_sums(chosen: dict[int, Candidate]) -> dict[int, Candidate]:
    """Where scores by priority stand beside one score of everything, without that one, which adds them up."""
    named = any(_priority_of(each) is not None for each in chosen.values())
    return {
        index: each for index, each in chosen.items() if each.feeds != "score" or not named or _priority_of(each)
    }  # fmt: skip


def _priority_of(candidate: Candidate) -> str | None:
    return _priority_named(candidate.heading, candidate.facts) if candidate.feeds == "score" else None


def _why_not(heading: Heading, candidates: list[Candidate], chosen: dict[int, Candidate]) -> str | None:
    if heading.index in chosen:
        return None
    if set(look(heading.text).split()) & PAST_WORDS:
        return "money that is spent is not planned again"
    own = [each for each in candidates if each.heading.index == heading.index and each.sure >= LEAST_SURE]
    if not own:
        return "the header is not known"
    best = max(own, key=lambda each: each.sure)
    if best.feeds == "score":
        return "it seems to add up other columns"
    return f"another column feeds “{best.feeds}”"


def _candidates(heading: Heading, contents: Contents, holds: Holds, known: Known) -> Iterator[Candidate]:
    facts = read_heading(heading)
    if holds in ("costs", "benefits"):
        yield from _by_contents(heading, facts, contents, known)
    for feeds, sure, because in _by_words(heading, facts, contents, holds, known):
        sure, feeds = _weighed(feeds, sure, contents, holds)
        yield Candidate(heading, facts, feeds, sure, because)


def _by_contents(heading: Heading, facts: HeadingFacts, contents: Contents, known: Known) -> Iterator[Candidate]:
    """A column of names or references of proposals tells itself, whatever its header."""
    if contents.among(known.names) >= _MOSTLY:
        yield Candidate(heading, facts, "project", 97, "its cells are names of proposals")
    if contents.among(known.codes) >= _MOSTLY and contents.numbers < 1:
        yield Candidate(heading, facts, "code", 96, "its cells are references of proposals")


def _by_words(
    heading: Heading, facts: HeadingFacts, contents: Contents, holds: Holds, known: Known
) -> Iterator[tuple[Feeds, int, str]]:
    text, rest = _spelt_out(look(heading.text)), _spelt_out(look(facts.rest))
    words = set(text.split())
    if words & PAST_WORDS:
        return
    money = _MONEY_FIELDS.get(holds)
    rest_words = {word for word in rest.split() if not word.isdigit()}
    if facts.year is not None and money is not None and rest_words <= MONEY_WORDS and not words & _SCORE_WORDS:
        if holds != "proposals" or not rest_words & {"benefit", "benefits", "saving", "savings"}:
            unsure = facts.year.unsure
            yield money, 75 if unsure else 95, unsure or f"header “{heading.text}” names the year {facts.year}"
        return
    if holds == "proposals":
        yield from _as_score(heading, facts, contents, known)
    if money is not None and (facts.unit or (facts.kind and not rest)):
        yield money, 85 if not rest else 70, f"header “{heading.text}” names money"
    yield from _by_vocabulary(heading, {text, rest}, holds)


def _spelt_out(text: str) -> str:
    return " ".join(ABBREVIATIONS.get(word, word) for word in text.split())


def _as_score(
    heading: Heading, facts: HeadingFacts, contents: Contents, known: Known
) -> Iterator[tuple[Feeds, int, str]]:
    if not facts.rest or (contents.cells and contents.scores < 0.5):
        return
    if look(facts.rest) in known.priorities:
        yield "score", 96, f"“{heading.text}” is the name of a priority"
    elif facts.scale is not None or facts.weight is not None:
        yield "score", 92, f"header “{heading.text}” has a scale or a weight, as scores have"
    elif is_score_group(heading.under) or set(look(heading.text).split()) & _SCORE_WORDS:
        yield "score", 85, f"“{heading.text}” stands among scores"
    elif set(look(facts.rest).split()) & PRIORITY_WORDS and contents.numbers >= 0.9 and contents.largest <= 10:
        yield (
            "score",
            65,
            f"“{heading.text}” sounds like a priority and has numbers up to {contents.largest:g} below it",
        )


def _by_vocabulary(heading: Heading, texts: set[str], holds: Holds) -> Iterator[tuple[Feeds, int, str]]:
    for feeds, listed in _phrases(holds):
        sure = max((_likeness(text, listed) for text in texts if text), default=0)
        if sure < 90 and set(look(heading.text).split()) & PERSON_WORDS:
            continue
        if sure >= LEAST_SURE:
            yield feeds, sure, f"header “{heading.text}” looks like {_in_words(feeds)}"


@lru_cache(maxsize=16)
def _phrases(holds: Holds) -> tuple[tuple[Feeds, tuple[str, ...]], ...]:
    return tuple((feeds, tuple(listed.split("|"))) for feeds, listed in HEADERS[holds].items())


@lru_cache(maxsize=8192)
def _likeness(text: str, phrases: tuple[str, ...]) -> int:
    """How much a header is like the best of some phrases, in percent; of two phrases alike the more usual one."""
    best = 0
    for rank, phrase in enumerate(phrases):
        if text == phrase:
            return 95 - min(rank, 5)
        best = max(best, _partly(text, phrase))
    return best


def _partly(text: str, phrase: str) -> int:
    own, wanted = text.split(), phrase.split()
    if len(phrase) > 2 and set(wanted) <= set(own):
        return 50 + round(35 * len(wanted) / len(own))
    if len(text) > 4 and difflib.SequenceMatcher(None, text, phrase).ratio() > 0.85:
        return 60
    return 0


def _in_words(feeds: Feeds) -> str:
    return "“" + feeds.replace("_", " ") + "”"


def _weighed(feeds: Feeds, sure: int, contents: Contents, holds: Holds) -> tuple[int, Feeds]:
    """Less sure, or something else, where the cells below do not fit the header."""
    if not contents.cells:
        return (sure if feeds in MONEY else sure - 20), feeds
    if feeds == "may_share" and contents.amounts > 0.5 and contents.yes_or_no < 0.5:
        return sure, "shareable"
    if feeds == "priority" and contents.score_words > 0.5:
        return sure - 15, "score"
    return sure - _misfit(feeds, contents, holds), feeds


def _misfit(feeds: Feeds, contents: Contents, holds: Holds) -> int:
    numbers = contents.numbers == 1
    if feeds in MONEY or feeds == "shareable":
        return 0 if contents.amounts >= 0.5 else 15 if contents.amounts > 0 else 60
    if feeds == "kind" and holds != "organisations":
        return 0 if contents.kinds >= 0.5 else 60
    if feeds == "year":
        return 0 if contents.years >= 0.5 else 60
    if feeds == "weight":
        return 0 if contents.amounts >= 0.5 or contents.numbers >= 0.5 else 30
    if feeds == "score":
        return 0 if contents.scores >= 0.5 else 60
    if feeds in ("name", "project", "lead", "holder", "bearer", "description", "priority", "status", "organisation"):
        return 50 if numbers else 0
    return 0
