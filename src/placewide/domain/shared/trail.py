"""Where in a document one stands, as a chain of steps: the path is spelt out only when somebody asks."""


class Trail:
    """The way from the document down to a value: keys, positions in lists, and the ids of the records passed."""

    __slots__ = ("parent", "record", "step")

    def __init__(self, parent: "Trail | None" = None, step: str | int | None = None, record: str | None = None) -> None:
        self.parent = parent
        self.step = step
        self.record: str | None = record if record is not None or parent is None else parent.record

    def into(self, step: str | int, record: str | None = None) -> "Trail":
        """One step further: a key or a position; `record` is the id of the record that lies there."""
        return Trail(self, step, record)

    def steps(self) -> tuple[str | int, ...]:
        """All steps from the top."""
        steps: list[str | int] = []
        here: Trail | None = self
        while here is not None and here.step is not None:
            steps.append(here.step)
            here = here.parent
        return tuple(reversed(steps))

    @property
    def where(self) -> str:
        """The path, such as `projects[3].benefits[0].amounts[2]`."""
        return path_of(self.steps())


def path_of(steps: tuple[str | int, ...]) -> str:
    """Spell out steps: positions in brackets, keys after a dot."""
    parts: list[str] = []
    for step in steps:
        parts.append(f"[{step}]" if isinstance(step, int) else f".{step}" if parts else step)
    return "".join(parts)
