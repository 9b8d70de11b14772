"""Wall-clock time of the commands that a person waits for, on the sample place, and where it goes.

The parts come from the `timings` of the result; the rest is starting Python, importing, and writing.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "samples/westmere/westmere.xlsx"
PLACEWIDE = Path(sys.executable).with_name("placewide")
ROUNDS = 3
PARTS = ("read_s", "model_s", "solve_s", "explain_s")


def run(*arguments: str) -> tuple[float, bytes]:
    """Seconds and standard output; raises CalledProcessError where the command fails."""
    begun = time.perf_counter()
    done = subprocess.run([PLACEWIDE, *arguments], check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begun, done.stdout


def main() -> None:
    """Prints one line a command: the best of a few runs."""
    place = str(PLACE)
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "--help": ("--help",),
            "check": ("check", place),
            "plan": ("plan", place, "--json", "-"),
            "plan --prices": ("plan", place, "--prices", "--json", "-"),
            "plan --out DIR": ("plan", place, "--out", folder, "--json", "-"),
        }
        print(f"placewide on {PLACE.name}, seconds, best of {ROUNDS} (reach: plan 2 s, with the report 5 s)\n")
        print(f"  {'command':18} {'whole':>7}" + "".join(f"{part.removesuffix('_s'):>9}" for part in (*PARTS, "rest")))
        for name, arguments in commands.items():
            seconds, output = min(run(*arguments) for _ in range(ROUNDS))
            timings = json.loads(output)["timings"] if "--json" in arguments else {}
            print(f"  {name:18} {seconds:7.2f}" + _parts(seconds, timings), flush=True)


def _parts(seconds: float, timings: Mapping[str, float]) -> str:
    if not timings:
        return ""
    known = [timings.get(part, 0.0) for part in PARTS]
    return "".join(f"{part:9.2f}" for part in (*known, seconds - sum(known)))


if __name__ == "__main__":
    main()
