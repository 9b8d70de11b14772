import multiprocessing
import os
import resource
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from placewide.exchange.reading import confinement
from placewide.exchange.reading.confinement import Part, Reader, read_confined
from placewide.exchange.reading.source import MEGABYTE, Limits, Node, Position, Reading, SourceError
from placewide.exchange.reading.workbook import Workbook
from placewide.exchange.tests.case import Case
from placewide.exchange.tests.corpus import CASES
from placewide.exchange.tests.corpus_archives import written

MOST_SECONDS = 2.0
MOST_BYTES = 600 * MEGABYTE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "westmere.yaml"
    path.write_text("placewide: 1\n", encoding="utf-8")
    return path


@pytest.fixture
def read_by(monkeypatch: pytest.MonkeyPatch, file: Path) -> Callable[..., Reading[Node] | Reading[Workbook]]:
    """Reads the file with a reader of the test's own, which does what no reader should."""

    def read(reader: Reader, cpu_seconds: int = 20) -> Reading[Node] | Reading[Workbook]:
        monkeypatch.setitem(confinement._LOADERS, ".yaml", lambda: reader)
        return read_confined(file, Limits(cpu_seconds=cpu_seconds))

    return read


def rules(caught: pytest.ExceptionInfo[SourceError]) -> list[str]:
    return sorted({finding.rule for finding in caught.value.findings})


def processor_seconds() -> float:
    """Of this process and its children: what a busy machine cannot disturb."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_file_of_the_corpus_is_refused_or_read_in_little_time_and_memory(case: Case, tmp_path: Path) -> None:
    path = tmp_path / f"westmere{case.suffix}"
    path.write_bytes(case.build())
    start = time.monotonic()
    if case.refused is None:
        findings = [finding.rule for finding in read_confined(path).findings]
        assert findings == ([] if case.finding is None else [case.finding])
    else:
        with pytest.raises(SourceError) as caught:
            read_confined(path)
        assert case.refused in rules(caught)
        assert all("westmere" in str(finding.position) for finding in caught.value.findings)
    assert time.monotonic() - start < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MOST_BYTES
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_corpus_has_sixty_cases_of_different_names() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


def test_reads_a_small_workbook_in_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "westmere.xlsx"
    path.write_bytes(written(300))
    seconds = []
    for _ in range(5):
        start = processor_seconds()
        reading = read_confined(path)
        seconds.append(processor_seconds() - start)
    assert isinstance(reading.result, Workbook)
    assert len(reading.result.sheets[0].rows) == 300
    assert min(seconds) < 0.06


def test_gives_what_the_reader_gives(file: Path) -> None:
    node = Node("1", Position("westmere.yaml", 1, 1), plain=True)
    assert read_confined(file) == Reading(Node({"placewide": node}, Position("westmere.yaml", 1, 1)))


def test_names_only_the_file_not_its_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^westmere.yaml: there is no such file \[file_not_found\]$"):
        read_confined(tmp_path / "westmere.yaml")


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder.xlsx", tmp_path / "pipe.json"
    folder.mkdir()
    os.mkfifo(pipe)
    for path in (folder, pipe):
        with pytest.raises(SourceError) as caught:
            read_confined(path)
        assert rules(caught) == ["not_a_file"]


def test_says_which_kinds_are_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"Files that are read: .xlsx, .yaml, .yml, .json"):
        read_confined(tmp_path / "westmere.docx")


def eat_memory(data: bytes, file: str, limits: Limits) -> list[Part]:
    return [Reading(Node(str(len(bytearray(900 * MEGABYTE))), Position(file)))]


def spin(data: bytes, file: str, limits: Limits) -> list[Part]:
    while True:
        pass


def sleep(data: bytes, file: str, limits: Limits) -> list[Part]:
    time.sleep(60)
    return []


def abort(data: bytes, file: str, limits: Limits) -> list[Part]:
    os.abort()


def fail(data: bytes, file: str, limits: Limits) -> list[Part]:
    raise ValueError("a mistake of the parser")


def send_nothing(data: bytes, file: str, limits: Limits) -> list[Part]:
    return []


def die_between(data: bytes, file: str, limits: Limits) -> Iterator[Part]:
    yield []
    os.abort()


def send_a_stranger(data: bytes, file: str, limits: Limits) -> list[object]:
    return [Path(file)]


@pytest.mark.parametrize("reader", [eat_memory, spin, abort, die_between])
def test_a_parser_that_wants_too_much_or_dies_is_told_as_such(reader: Reader, read_by: Callable[..., object]) -> None:
    with pytest.raises(
        SourceError, match="reading the file needed more than 512 MB or 1 s, so it was stopped"
    ) as caught:
        read_by(reader, cpu_seconds=1)
    assert rules(caught) == ["parser_limits"]


@pytest.mark.parametrize("reader", [fail, send_nothing, send_a_stranger])
def test_a_parser_that_fails_is_told_as_such(reader: Reader, read_by: Callable[..., object]) -> None:
    with pytest.raises(SourceError) as caught:
        read_by(reader)
    assert rules(caught) == ["parser_failed"]


def test_a_parser_that_only_waits_is_stopped_by_the_clock(
    monkeypatch: pytest.MonkeyPatch, read_by: Callable[..., object]
) -> None:
    monkeypatch.setattr(confinement, "_SECONDS_TO_FINISH", 0)
    start = time.monotonic()
    with pytest.raises(SourceError) as caught:
        read_by(sleep, cpu_seconds=1)
    assert rules(caught) == ["parser_limits"]
    assert time.monotonic() - start < 5
    assert multiprocessing.active_children() == []


def what_is_possible(data: bytes, file: str, limits: Limits) -> list[Part]:
    attempts: dict[str, Callable[[], object]] = {
        "write": lambda: Path(data.decode()).write_text("x", encoding="utf-8"),
        "open": lambda: Path("/etc/hostname").read_bytes(),
        "connect": socket.socket,
    }
    return [
        Reading(
            Node([Node(name, Position(file)) for name, attempt in attempts.items() if _works(attempt)], Position(file))
        )
    ]


def _works(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def test_the_child_can_open_write_and_connect_to_nothing(file: Path, read_by: Callable[..., Reading[Node]]) -> None:
    file.write_text(str(file.with_name("written.txt")), encoding="utf-8")
    assert read_by(what_is_possible).result.value == []
    assert not file.with_name("written.txt").exists()


def test_what_a_library_prints_when_it_dies_stays_in_the_child(
    capfd: pytest.CaptureFixture[str], read_by: Callable[..., object]
) -> None:
    def complain(data: bytes, file: str, limits: Limits) -> list[Part]:
        os.write(2, b"memory allocation failed")
        return [Reading(Node(None, Position(file)))]

    read_by(complain)
    assert capfd.readouterr() == ("", "")
