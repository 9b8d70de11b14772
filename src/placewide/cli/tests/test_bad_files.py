"""Files as users give them: refused with place, record and rule, nothing written; or read, and said what is odd."""

import re
from pathlib import Path

import pytest

from placewide.cli.tests.bad_file import BadFile, OddFile
from placewide.cli.tests.bad_files import TO_READ, TO_REFUSE
from placewide.cli.tests.running import Ran, errors_in, placewide

MOST_SECONDS, MOST_MEGABYTES = 2.0, 600
REFUSALS = pytest.mark.parametrize("bad", TO_REFUSE, ids=[f"{bad.name} {bad.suffix}" for bad in TO_REFUSE])
READINGS = pytest.mark.parametrize("odd", TO_READ, ids=[f"{odd.name} {odd.suffix}" for odd in TO_READ])


def told(ran: Ran) -> list[str]:
    """The rules of everything that a command said."""
    return re.findall(r"\[([a-z_]+)\]$", ran.out + ran.err, re.MULTILINE)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_there_are_at_least_sixty_files_to_refuse_and_no_two_of_a_name() -> None:
    names = [*((one.name, one.suffix) for one in TO_REFUSE), *((one.name, one.suffix) for one in TO_READ)]
    assert len(TO_REFUSE) >= 60
    assert len(set(names)) == len(names)


@REFUSALS
def test_refuses_and_names_place_record_and_rule_and_writes_nothing(bad: BadFile, tmp_path: Path) -> None:
    broken = bad.build()
    file = tmp_path / f"place{bad.suffix}"
    file.write_bytes(broken.content)
    ran = placewide("plan", file, "--out", tmp_path / "out", "--json", tmp_path / "plan.json", folder=tmp_path)
    assert (ran.code, ran.out) == (2, ""), ran
    errors = errors_in(ran)
    assert len(errors) == bad.errors or (not bad.errors and errors), errors
    fitting = [line for line in errors if line.endswith(f"[{bad.rule}]")]
    assert fitting, errors
    where, _, _ = fitting[0].removeprefix("error: ").partition(": ")
    parts = where.split(" · ")
    assert broken.place in parts[0] + ",", fitting
    assert parts[0].startswith(file.name), fitting
    assert bad.record is None or parts[-1] == bad.record, fitting
    assert bad.says in fitting[0]
    assert contents(tmp_path) == {file.name: broken.content}
    assert not (tmp_path / "out").exists()
    assert_within_bounds(ran)


@READINGS
def test_reads_and_says_what_is_odd(odd: OddFile, tmp_path: Path) -> None:
    file = tmp_path / f"place{odd.suffix}"
    file.write_bytes(odd.build())
    ran = placewide("check", file, folder=tmp_path)
    assert ran.code == 0, ran
    rules = set(told(ran)) - {"not_plannable"}
    assert rules == set(odd.findings), ran.out
    assert_within_bounds(ran)


def assert_within_bounds(ran: Ran) -> None:
    assert ran.cpu_seconds < MOST_SECONDS
    assert ran.megabytes < MOST_MEGABYTES
