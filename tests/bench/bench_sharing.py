"""What sharing buys at Westmere: credit over every coalition and the step of each permit, on every core.

"solves" are programmes solved for coalitions and permits; all others are told by those. "÷ plan": against the time
that one plan of the same place takes here and now, which tells more about another machine than seconds do.
"""

import time
from pathlib import Path

from placewide.analysis.sharing import share_confined
from placewide.domain.plan.planning import Manner, plan_place
from placewide.exchange.place_file import load

SAMPLE = Path(__file__).parents[2] / "samples" / "westmere" / "westmere.xlsx"


def main() -> None:
    document = load(SAMPLE).document
    assert document is not None
    begun = time.perf_counter()
    plan_place(document, manner=Manner(prices=False))
    planned = time.perf_counter()
    result = share_confined(document)
    seconds = time.perf_counter() - planned
    exact = "exact" if result.exact else f"{result.pairs} pairs"
    print(f"share westmere: {seconds:.1f} s, {exact}, {result.solved} solves, {seconds / (planned - begun):.0f} ÷ plan")


if __name__ == "__main__":
    main()
