"""Codes and keys that formulas look rows up by: ids of the place file, kept apart from numbers and dates."""

import re

SEPARATOR = " · "
"""Joins ids into one key. It stands in no id, and no spreadsheet takes what it joins for a number or a date."""

NOBODY = "(nobody)"
_LOOKS_LIKE_SOMETHING_ELSE = re.compile(r"\d.*|true|false|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-?\d*")


def code(identifier: str | None) -> str:
    """The id as a spreadsheet compares it: SUMIFS takes `007` and `7` for one number, `true` and `may-1` for no text.

    >>> code("wgh"), code("007"), code(None)
    ('wgh', 'id 007', '(nobody)')
    """
    if identifier is None:
        return NOBODY
    return f"id {identifier}" if _LOOKS_LIKE_SOMETHING_ELSE.fullmatch(identifier) else identifier


def key(*parts: str) -> str:
    """Codes joined into one.

    >>> key("shared_record", "icb", "own")
    'shared_record · icb · own'
    """
    return SEPARATOR.join(parts)


def joined(*keys: str) -> str:
    """The template of a formula that joins these cells, or quoted texts, of a row as `key` does.

    >>> joined("code", '"own"')
    '={code}&" · "&"own"'
    """
    return "=" + f'&"{SEPARATOR}"&'.join(part if part.startswith('"') else f"{{{part}}}" for part in keys)
