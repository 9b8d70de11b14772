"""Circles and contradictions among projects and organisations."""

from placewide.domain.place.document import Organisation
from placewide.domain.place.relations import circles, excluded_by
from placewide.domain.place.tests.places import found, place, project, told
from placewide.domain.shared.identifiers import Identifier


def test_finds_a_circle_of_requirements_and_spells_it_out() -> None:
    projects = (project("c"), project("a", requires=("b",)), project("b", requires=("c", "a")))
    (finding,) = found(projects=projects)
    assert (finding.where, finding.rule) == ("projects[1].requires", "requires_circle")
    assert "a → b → a" in finding.message


def test_a_project_that_requires_itself_is_a_circle() -> None:
    assert told(projects=(project("a", requires=("a",)),)) == [("error", "projects[0].requires", "requires_circle")]


def test_a_chain_is_no_circle_however_long() -> None:
    chain = {str(number): [str(number + 1)] for number in range(20_000)}
    assert list(circles({**chain, "20000": []})) == []
    assert len(next(circles({**chain, "20000": ["0"]}))) == 20_001


def test_each_circle_is_told_once() -> None:
    graph = {"a": ["b"], "b": ["a"], "c": ["a", "d"], "d": ["c"], "e": ["a"]}
    assert [set(circle) for circle in circles(graph)] == [{"a", "b"}, {"c", "d"}]


def test_refuses_to_require_what_one_excludes_whoever_says_so() -> None:
    for projects in (
        (project("a", requires=("b",), excludes=("b",)), project("b")),
        (project("a", requires=("b",)), project("b", excludes=("a",))),
    ):
        assert ("error", "projects[0]", "requires_excluded") in told(projects=projects)


def test_refuses_a_project_that_excludes_itself() -> None:
    assert told(projects=(project("a", excludes=("a",)),)) == [("error", "projects[0]", "requires_excluded")]


def test_warns_of_a_project_that_can_never_be_chosen() -> None:
    projects = (
        project("a", requires=("b", "c")),
        project("b", requires=("d",)),
        project("c", excludes=("d",)),
        project("d"),
    )
    assert told(projects=projects) == [("warning", "projects[0].requires", "requires_excluded_indirectly")]


def test_warns_of_excluding_what_is_required_through_others() -> None:
    projects = (project("a", requires=("b",), excludes=("c",)), project("b", requires=("c",)), project("c"))
    assert told(projects=projects) == [("warning", "projects[0].requires", "requires_excluded_indirectly")]


def test_finds_a_circle_of_successions() -> None:
    first, second = Identifier("wgh"), Identifier("council")
    organisations = (Organisation(id=first, succeeded_by=second), Organisation(id=second, succeeded_by=first))
    assert told(organisations=organisations) == [("error", "organisations[0].succeeded_by", "succession_circle")]


def test_exclusion_holds_in_both_directions() -> None:
    document = place(projects=(project("a", excludes=("b",)), project("b"), project("c")))
    assert excluded_by(document) == {"a": {"b"}, "b": {"a"}, "c": set()}
