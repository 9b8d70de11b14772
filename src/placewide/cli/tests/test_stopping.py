"""Ctrl-C while a long question runs: once for the best so far, with the report; twice to end. In a real process."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

SAMPLE = Path(__file__).parents[4] / "samples" / "westmere" / "westmere.xlsx"


@contextmanager
def long_question(out: Path, *questions: str) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A command that has begun with its first long question, in a group of its own as a terminal would have it."""
    command = [sys.executable, "-m", "placewide", "plan", str(SAMPLE), *questions, "--out", str(out)]
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert child.stderr is not None
    try:
        for line in child.stderr:
            if line.strip().endswith("…"):
                break
        yield child, child.stderr
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        child.stderr.close()


def interrupt(child: subprocess.Popen[str]) -> None:
    os.killpg(child.pid, signal.SIGINT)


@pytest.mark.parametrize("question", ["frontier", "sharing"])
def test_once_stops_with_the_best_so_far_and_still_writes_the_report(tmp_path: Path, question: str) -> None:
    with long_question(tmp_path, f"--{question}", "--robust") as (child, err):
        interrupt(child)
        said = err.read()
        assert child.wait(60) == 0, said
    assert "stopping with what there is so far" in said
    assert "not answered: how firm the short-list is" in said
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert plan["status"] == "optimal"
    assert plan["stopped"] is True
    assert plan["robustness"] is None
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "This was asked and has no answer" in page
    if question == "frontier":
        assert plan["frontier"]["gaps"]
        assert "Missing: between" in page
    assert (tmp_path / "plan.xlsx").exists()


def test_twice_ends_at_once_and_writes_nothing(tmp_path: Path) -> None:
    with long_question(tmp_path, "--frontier") as (child, err):
        interrupt(child)
        for line in err:
            if "stopping" in line:
                break
        interrupt(child)
        said = err.read()
        assert child.wait(30) == 1, said
    assert "Traceback" not in said
    assert not list(tmp_path.iterdir())
