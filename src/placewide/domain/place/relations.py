"""How projects and organisations stand to each other: what needs what, what rules out what, who follows whom."""

from collections.abc import Iterator, Mapping, Sequence

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.findings import Finding

MOST_STEPS = 2_000_000
"""Indirect contradictions are looked for only in places of a sensible size."""

Graph = Mapping[str, Sequence[str]]


def check_relations(document: PlaceDocument) -> tuple[Finding, ...]:
    """Errors for circles of requirements and of successions, and for requiring what is excluded; a warning where
    that contradiction is only reached through other projects. Accepts a document in which ids that could not be
    read are None.
    """
    return (*_requirement_circles(document), *_contradictions(document), *_succession_circles(document))


def excluded_by(document: PlaceDocument) -> dict[str, frozenset[str]]:
    """For each project what it excludes, in both directions, whoever of the two said so."""
    pairs: dict[str, set[str]] = {project.id: set() for project in document.projects if project.id}
    for project in document.projects:
        for other in filter(None, project.excludes if project.id else ()):
            pairs[project.id].add(other)
            pairs.setdefault(other, set()).add(project.id)
    return {project: frozenset(others) for project, others in pairs.items()}


def circles(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Circles of the graph, each as its members in order; every part of the graph that has one is in one of them."""
    done: set[str] = set()
    told: set[str] = set()
    for start in graph:
        path: dict[str, int] = {}
        ways: list[Iterator[str]] = []
        _enter(start, graph, path, ways, done)
        while ways:
            here = next(reversed(path))
            other = next(ways[-1], None)
            if other is None:
                ways.pop()
                path.pop(here)
                done.add(here)
            elif other in path:
                if not {here, other} <= told:
                    circle = tuple(path)[path[other] :]
                    told.update(circle)
                    yield circle
            else:
                _enter(other, graph, path, ways, done)


def _enter(name: str, graph: Graph, path: dict[str, int], ways: list[Iterator[str]], done: set[str]) -> None:
    if name in graph and name not in done:
        path[name] = len(path)
        ways.append(iter(graph[name]))


def _requirement_circles(document: PlaceDocument) -> Iterator[Finding]:
    index = _positions(document)
    for circle in circles(_requirements(document)):
        first = min(circle, key=lambda name: index[name])
        words = f"these projects require each other in a circle: {_round(circle, first)}; take one requirement out"
        yield Finding("error", f"projects[{index[first]}].requires", "requires_circle", words, first)


def _succession_circles(document: PlaceDocument) -> Iterator[Finding]:
    follows = {one.id: [one.succeeded_by] for one in document.organisations if one.id and one.succeeded_by}
    index: dict[str, int] = {one.id: position for position, one in enumerate(document.organisations)}
    for circle in circles({one.id: follows.get(one.id, []) for one in document.organisations if one.id}):
        first = min(circle, key=lambda name: index[name])
        words = f"these organisations succeed each other in a circle: {_round(circle, first)}"
        yield Finding("error", f"organisations[{index[first]}].succeeded_by", "succession_circle", words, first)


def _round(circle: tuple[str, ...], first: str) -> str:
    at = circle.index(first)
    return " → ".join((*circle[at:], *circle[:at], first))


def _contradictions(document: PlaceDocument) -> Iterator[Finding]:
    index = _positions(document)
    requires = _requirements(document)
    excludes = {name: others for name, others in excluded_by(document).items() if others and name in index}
    for name, others in excludes.items():
        for other in sorted(others & {*requires[name], name}):
            words = f"“{name}” both requires and excludes “{other}”; take one of the two out"
            if other == name:
                words = f"“{name}” excludes itself; take that out"
            yield Finding("error", f"projects[{index[name]}]", "requires_excluded", words, name)
    pairs = {tuple(sorted((name, other))) for name, others in excludes.items() for other in others if other in index}
    if len(pairs) * len(requires) <= MOST_STEPS:
        yield from _indirect(sorted(pairs), requires, index)


def _indirect(pairs: Sequence[tuple[str, ...]], requires: Graph, index: Mapping[str, int]) -> Iterator[Finding]:
    needed_by: dict[str, list[str]] = {name: [] for name in requires}
    for name, others in requires.items():
        for other in set(others) & needed_by.keys():
            needed_by[other].append(name)
    for one, other in pairs:
        for name in sorted((_reach(needed_by, one) & _reach(needed_by, other)) - {one, other}, key=index.__getitem__):
            yield _never(
                name, index[name], f"it requires, directly or not, “{one}” and “{other}”, which exclude each other"
            )
        for name, ruled_out in ((one, other), (other, one)):
            if ruled_out not in requires[name] and name != ruled_out and name in _reach(needed_by, ruled_out):
                yield _never(name, index[name], f"through others it requires “{ruled_out}”, which it excludes")


def _never(name: str, position: int, why: str) -> Finding:
    words = f"“{name}” can never be chosen: {why}"
    return Finding("warning", f"projects[{position}].requires", "requires_excluded_indirectly", words, name)


def _reach(graph: Graph, start: str) -> set[str]:
    reached, ends = {start}, [start]
    while ends:
        for name in graph[ends.pop()]:
            if name not in reached:
                reached.add(name)
                ends.append(name)
    return reached


def _positions(document: PlaceDocument) -> dict[str, int]:
    return {project.id: position for position, project in enumerate(document.projects) if project.id}


def _requirements(document: PlaceDocument) -> dict[str, tuple[str, ...]]:
    return {project.id: tuple(filter(None, project.requires)) for project in document.projects if project.id}
