"""How long each paper of the sample place takes to write once everything is computed, and the whole command.

The longer answers are computed first, as far as the time allows; writing them is part of each paper's time.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from placewide.analysis.confined_planning import Bounds, plan_confined
from placewide.analysis.what_if import Asked, answer
from placewide.exchange.place_file import load
from placewide.reports.papers import PAPERS, Answered

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "samples/westmere/westmere.xlsx"
PLACEWIDE = Path(sys.executable).with_name("placewide")
ROUNDS = 3
ASKED = Asked(sharing=True, uncertainty=True, comparison=True, worth=True)


def answered() -> Answered:
    """The sample place with its plan and the longer answers that papers show."""
    document = load(PLACE).document
    if document is None:
        raise ValueError(f"{PLACE} cannot be read.")
    plan, found = answer(document, plan_confined(document), ASKED, bounds=Bounds(60))
    return Answered(document=document, plan=plan, what_if=found)


def seconds_for(of: Answered, file: str, folder: Path) -> float:
    """The best of a few rounds."""
    paper = next(paper for paper in PAPERS if paper.file == file)
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        paper.write(of, folder / file)
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    """Prints one line a paper, their sum, and the command from start to end without the longer answers."""
    of = answered()
    print(f"papers on {PLACE.name}, seconds, best of {ROUNDS} (reach: all papers from computed results 10 s)\n")
    with tempfile.TemporaryDirectory() as folder:
        rows = {paper.file: seconds_for(of, paper.file, Path(folder)) for paper in PAPERS}
        for file, seconds in rows.items():
            size = (Path(folder) / file).stat().st_size // 1024
            print(f"  {file:20} {seconds:6.2f} {size:7,} KB", flush=True)
        print(f"  {'all papers':20} {sum(rows.values()):6.2f}")
        begun = time.perf_counter()
        subprocess.run([PLACEWIDE, "report", PLACE, "--out", folder], check=True, capture_output=True)
        print(f"  {'placewide report':20} {time.perf_counter() - begun:6.2f}")


if __name__ == "__main__":
    main()
