"""What an upload would change, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from placewide.reports.sentences import listed, number_word
from placewide.web.places.actions.writing import Difference
from placewide.web.places.storage import plain_of
from placewide.web.places.wording import Change, changes, plural_of, singular_of

MOST_CHANGES = 30
HOW_READ = ("Sheet “", "Words for ")
"""How sentences begin that tell how a file was read, rather than what it says."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One record that would be added, changed or removed, with what differs."""

    verb: str
    kind: str
    title: str
    key: str
    changes: Sequence[Change]
    more: int


def shown_changes(found: Iterable[Difference], names: Mapping[str, str]) -> list[ShownChange]:
    """The differences in words; of what is added or removed, only what it says."""
    return [_shown(one, names) for one in found]


def general_and_by_sheet(understood: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What was understood on the whole, which most people want to know, and how each sheet and word was read."""
    by_sheet = [one for one in understood if one.startswith(HOW_READ)]
    return [one for one in understood if one not in by_sheet], by_sheet


def counts_in_words(counted: Mapping[tuple[str, str], int]) -> list[str]:
    """How many records of each list are added, changed and removed: “Proposals: 34 added, two changed”."""
    sections = dict.fromkeys(section for section, _ in counted)
    return [
        f"{plural_of(section)}: "
        + listed([
            f"{number_word(counted[section, verb])} {verb}"
            for verb in ("added", "changed", "removed") if counted.get((section, verb))
        ])
        for section in sections
    ]  # fmt: skip


def _shown(one: Difference, names: Mapping[str, str]) -> ShownChange:
    before = plain_of(one.before) if one.before is not None else None
    after = plain_of(one.after) if one.after is not None else None
    differing = changes(one.section, before, after, names)
    shown = differing[:MOST_CHANGES]
    return ShownChange(
        one.verb, singular_of(one.section), one.title, one.key, shown, len(differing) - len(shown)
    )  # fmt: skip
