"""The nearest known name, for messages: “did you mean …?”."""

import difflib
import unicodedata
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like this one, or None when none comes near.

    Case, spaces, hyphens and the Unicode form do not count against a name.
    """
    by_look = {_look(candidate): candidate for candidate in known}
    look = _look(name)
    close = difflib.get_close_matches(look, by_look, n=1, cutoff=0.6)
    if close:
        return by_look[close[0]]
    parts = [candidate for candidate in by_look if len(look) >= 3 and (look in candidate or candidate in look)]
    return by_look[min(parts, key=lambda part: (abs(len(part) - len(look)), part))] if parts else None


def suggestion(name: str, known: Iterable[str], most: int = 12) -> str:
    """What to say after an unknown name: the nearest known one, or else the known ones if they are few."""
    names = list(known)
    found = nearest(name, names)
    if found is not None:
        return f"did you mean “{found}”?"
    if not names:
        return "none is known here"
    if len(names) <= most:
        return f"known: {', '.join(names)}"
    return f"known are {len(names)}, among them {', '.join(names[:3])}"


def _look(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    return plain.replace(" ", "_").replace("-", "_")
