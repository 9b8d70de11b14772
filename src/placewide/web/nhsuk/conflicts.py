"""Two people changed the same record: what `409.html` needs to show both versions side by side."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field with what is stored now and what was typed, both as they are shown to people."""

    label: str
    theirs: str
    yours: str

    @property
    def differs(self) -> bool:
        return self.theirs != self.yours


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A change that came second; nothing of it is lost.

    `posted` is all that was sent, name and value, with the version that is stored now in place of the old one:
    sending it again to `save_url` saves it over the other change. `keep_url` shows the record as it is.
    """

    record: str
    changed_by: str
    changed_at: str
    differences: tuple[Difference, ...]
    posted: tuple[tuple[str, str], ...]
    save_url: str
    keep_url: str
