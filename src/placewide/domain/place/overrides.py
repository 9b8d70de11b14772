"""Checks of what a plan is told to do: forced projects, their options and starts, in scoping and every scenario."""

from collections.abc import Iterator

from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.scope.records import Force
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.nearest import suggestion


def check_overrides(document: PlaceDocument) -> Iterator[Finding]:
    """Errors for a forced option that the project does not have, or a start that it does not allow."""
    projects = {project.id: project for project in document.projects}
    scopings = [("scoping", document.scoping)]
    scopings.extend((f"scenarios[{number}].scoping", one.scoping) for number, one in enumerate(document.scenarios))
    for where, scoping in scopings:
        for position, force in enumerate(scoping.force or ()):
            project = projects.get(force.project)
            if project is not None:
                yield from _option(force, project, f"{where}.force[{position}]")
                yield from _start(document, force, project, f"{where}.force[{position}]")


def _option(force: Force, project: Project, where: str) -> Iterator[Finding]:
    known = [option.id for option in project.options]
    if force.option is not None and force.option not in known:
        words = f"“{project.id}” has no option “{force.option}”; {suggestion(force.option, known)}"
        yield Finding("error", f"{where}.option", "unknown_option", words, project.id)


def _start(document: PlaceDocument, force: Force, project: Project, where: str) -> Iterator[Finding]:
    allowed = project.starts if project.starts is not None else (document.place.first_year,)
    if force.start is not None and force.start not in allowed:
        words = (
            f"“{project.id}” cannot start in {force.start}; it may start in {', '.join(map(str, allowed)) or 'no year'}"
        )
        yield Finding("error", f"{where}.start", "start_not_allowed", words, project.id)
