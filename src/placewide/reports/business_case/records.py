"""Records that have no keys of their own yet, said as they were given."""

from collections.abc import Iterator, Mapping, Sequence

from placewide.domain.place.document import OpenRecord
from placewide.reports.business_case.blocks import Block, Column, table
from placewide.reports.sentences import listed

NAMES = ("name", "title", "risk", "what")


def said(value: object) -> str:
    """A value as it was given, in words; nothing is an empty text.

    >>> said(["a", 2]), said({"due": True, "by": None}), said(None)
    ('a and 2', 'due: yes', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{_words(key)}: {said(inside)}" for key, inside in value.items() if inside is not None)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return listed([said(inside) for inside in value])
    return str(value)


def record_table(caption: str, records: Sequence[OpenRecord]) -> Iterator[Block]:
    """One row for each record: what it is called, and everything else that is known of it."""
    columns = (Column(heading="Record", width=4), Column(heading="What is recorded", width=7))
    yield from table(caption, columns, [_row(record) for record in records])


def _row(record: OpenRecord) -> tuple[str, str]:
    key = next((name for name in NAMES if record.values.get(name)), None)
    rest = {name: value for name, value in record.values.items() if name != key}
    return said(record.values[key]) if key else str(record.id or "without a name"), said(rest) or "nothing more"


def _words(key: object) -> str:
    return str(key).rstrip("_").replace("_", " ")
