"""Progress on standard error: one line rewritten on a terminal, few lines in a log, nothing on standard output."""

from io import StringIO

import pytest

from placewide.cli.progress import CLEAR, WRITTEN_EVERY, Line, counting


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_terminal_has_one_line_that_is_rewritten_and_cleared() -> None:
    stream, watch = Terminal(), Watch()
    line = Line(stream, watch)
    line.begin("frontier …")
    tell = counting(line, "frontier")
    for done in range(1, 4):
        watch.now += 1
        tell(watch.now, float(done), 40.0)
    line.clear()
    shown = ["frontier …", "frontier: 1 of 40, 1 s", "frontier: 2 of 40, 2 s", "frontier: 3 of 40, 3 s", ""]
    assert stream.getvalue() == "".join(CLEAR + text for text in shown)


def test_a_log_has_few_lines() -> None:
    stream, watch = StringIO(), Watch()
    line = Line(stream, watch)
    line.begin("frontier …")
    tell = counting(line, "frontier")
    for done in range(1, 40):
        watch.now += WRITTEN_EVERY / 10
        tell(watch.now, float(done), 40.0)
    line.clear()
    assert stream.getvalue().splitlines() == [
        "frontier …", "frontier: 10 of 40, 10 s", "frontier: 20 of 40, 20 s", "frontier: 30 of 40, 30 s",
    ]  # fmt: skip


@pytest.mark.parametrize("done", [None, 0.0])
def test_what_has_just_begun_has_done_nothing(done: float | None) -> None:
    stream, watch = StringIO(), Watch()
    tell = counting(Line(stream, watch), "what sharing buys")
    watch.now = 60
    tell(60, done, 12.0)
    assert stream.getvalue() == "what sharing buys: 0 of 12, 60 s\n"
