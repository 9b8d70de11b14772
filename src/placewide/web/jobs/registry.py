"""What workers can do: kinds of work by name, and what is done every so many seconds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST_SECONDS = 15 * 60.0

Result = dict[str, Any]


class JobRefused(Exception):  # noqa: N818 (the answer to a question, as in domain language, not a fault)
    """The work cannot be done; the message is shown to whoever asked, so it says why in plain words."""


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a piece of work is told. `report` is for `progress` only."""

    job_id: int
    payload: Mapping[str, Any]
    place_id: int | None
    organisation_id: int | None
    user_id: int | None
    report: Callable[[float, str], None]

    def progress(self, fraction: float, text: str) -> None:
        """Say how far it is, from 0 to 1, and in words what is being done."""
        self.report(min(max(fraction, 0.0), 1.0), text)


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: what does it, and after how many seconds it is ended."""

    do: Callable[[JobContext], Result]
    seconds: float


@dataclass(frozen=True, slots=True)
class Periodic:
    name: str
    do: Callable[[], object]
    seconds: float


_work: dict[str, Work] = {}
_periodic: dict[str, Periodic] = {}


class UnknownKindError(LookupError):
    """Nothing is registered under this kind of work."""


def work(
    kind: str, *, seconds: float = LONGEST_SECONDS
) -> Callable[[Callable[[JobContext], Result]], Callable[[JobContext], Result]]:
    """Register what does this kind of work. It may run twice (its worker may die at the end): it must not mind.

    It returns what JSON can hold. It raises JobRefused to tell the user why not; whatever else it raises is logged.
    """

    def registered(do: Callable[[JobContext], Result]) -> Callable[[JobContext], Result]:
        if _work.get(kind, Work(do, seconds)).do is not do:
            raise ValueError(f"Two functions want to do “{kind}”.")
        _work[kind] = Work(do, seconds)
        return do

    return registered


def every(seconds: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register what each worker calls about every so many seconds. Several workers do: it must not mind."""

    def registered(do: Callable[[], object]) -> Callable[[], object]:
        name = f"{do.__module__}.{do.__qualname__}"
        _periodic[name] = Periodic(name, do, seconds)
        return do

    return registered


def work_of(kind: str) -> Work:
    """Raises UnknownKindError when nobody does it."""
    try:
        return _work[kind]
    except KeyError:
        raise UnknownKindError(f"There is no work of the kind “{kind}”.") from None


def kinds() -> tuple[str, ...]:
    return tuple(_work)


def periodic() -> tuple[Periodic, ...]:
    return tuple(_periodic.values())
