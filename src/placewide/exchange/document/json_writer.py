"""A place file as JSON: exact numbers, two spaces a level, short lists and rows on one line."""

from collections.abc import Mapping, Sequence

from placewide.domain.shared.json_text import Plain, scalar_text

LINE = 110


def json_text(value: Plain) -> str:
    """JSON text that a person can read; numbers are written digit by digit."""
    return _laid_out(value, 0) + "\n"


def in_one_line(value: Plain) -> str:
    """JSON of a value without line breaks, its keys in their order."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar_text(key)}: {in_one_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(in_one_line, value)) + "]"
    return scalar_text(value)


def is_short(value: Plain) -> bool:
    """Whether a list or mapping reads best on one line: it holds only scalars, and few of them."""
    if isinstance(value, str) or not isinstance(value, (Mapping, Sequence)):
        return True
    items = list(value.values()) if isinstance(value, Mapping) else list(value)
    if any(isinstance(item, (Mapping, list, tuple)) and item for item in items):
        return False
    return sum(len(str(item)) + 2 for item in (*value, *items)) <= LINE


def _laid_out(value: Plain, level: int) -> str:
    if is_short(value):
        return in_one_line(value)
    inner, outer = "\n" + "  " * (level + 1), "\n" + "  " * level
    if isinstance(value, Mapping):
        lines = [f"{scalar_text(key)}: {_laid_out(item, level + 1)}" for key, item in value.items()]
        return "{" + inner + ("," + inner).join(lines) + outer + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + inner + ("," + inner).join(_laid_out(item, level + 1) for item in value) + outer + "]"
    return scalar_text(value)
