"""The command line: `placewide check|plan|appraise|share|stress|convert|schema|template|report FILE …`.

Standard output is the result alone; progress and findings go to standard error. Exit codes: 0 done, 1 no plan
(infeasible, or none found in time), 2 the file is wrong, 3 wrong usage or an internal error.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
import typer.exceptions

from placewide.cli.exits import DONE, NO_PLAN, WRONG_USAGE, Leave

app = typer.Typer(
    name="placewide",
    help="Plan, pay for and explain one digital programme of a place.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

File = Annotated[Path, typer.Argument(help="A place file: .yaml, .json or .xlsx.", show_default=False)]
JsonTo = Annotated[
    str | None, typer.Option("--json", metavar="PATH", help="Write the result as JSON; - for standard output.")
]
Scenario = Annotated[str | None, typer.Option("--scenario", metavar="ID", help="Lay this scenario over the scoping.")]
MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="MAP.yaml", help="Read a workbook that is not ours, by this mapping."),
]
Limit = Annotated[
    list[str] | None,
    typer.Option("--limit", metavar="NAME=NUMBER", help="Raise or lower a reading limit, such as rows=50000."),
]
Seconds = Annotated[float | None, typer.Option("--seconds", min=0, help="Stop with the best so far after this time.")]
Memory = Annotated[int, typer.Option("--memory", min=64, metavar="MB", help="The most memory that solving may take.")]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="tcp://HOST:PORT", help="Let a Dask cluster answer the long questions."),
]
Worth = Annotated[bool, typer.Option("--worth", help="Also what more money in each allocation would buy.")]
Sharing = Annotated[bool, typer.Option("--sharing", help="Also what sharing buys, as `share` does.")]
Robust = Annotated[bool, typer.Option("--robust", help="Also how the short-list holds under uncertainty.")]
Frontier = Annotated[bool, typer.Option("--frontier", help="Also the frontier of cost and value.")]
Uncertainty = Annotated[
    bool, typer.Option("--uncertainty", help="Also how sure the result is, and what would have to change it.")
]
Weights = Annotated[bool, typer.Option("--weights", help="Also the plan under each partner's own points.")]
Scenarios = Annotated[bool, typer.Option("--scenarios", help="Also every scenario beside the plan, as `compare` does.")]
Everything = Annotated[bool, typer.Option("--all", help="All of these questions; Ctrl-C stops with what there is.")]
OutTo = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write the reports into this folder.")]


@app.command()
def check(
    file: File,
    mapping: MappingFile = None,
    guess: Annotated[
        Path | None,
        typer.Option("--guess", metavar="MAP.yaml", help="Guess how to read this workbook; write the mapping."),
    ] = None,
    json_to: JsonTo = None,
    limit: Limit = None,
) -> None:
    """Say everything that is wrong with a place file, and what a plan would still need."""
    from placewide.cli import checking

    checking.run(file, mapping=mapping, guess=guess, json_to=json_to, limit=limit)


@app.command()
def plan(
    file: File,
    out: OutTo = None,
    json_to: JsonTo = None,
    scenario: Scenario = None,
    mapping: MappingFile = None,
    prices: Annotated[
        bool, typer.Option("--prices", help="Also what forcing each project in would cost (always with --out).")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse a place in which any project lacks something.")
    ] = False,
    worth: Worth = False,
    sharing: Sharing = False,
    robust: Robust = False,
    frontier: Frontier = False,
    uncertainty: Uncertainty = False,
    weights: Weights = False,
    scenarios: Scenarios = False,
    everything: Everything = False,
    scheduler: Scheduler = None,
    seconds: Seconds = None,
    memory: Memory = 4096,
    limit: Limit = None,
) -> None:
    """The provably best plan: which projects, when, paid by whose money, and why the others are out."""
    from placewide.cli import planning

    asked = {
        "worth": worth or everything,
        "sharing": sharing or everything,
        "robustness": robust or everything,
        "frontier": frontier or everything,
        "uncertainty": uncertainty or everything,
        "weights": weights or everything,
        "comparison": scenarios or everything,
    }
    planning.run(
        file,
        out=out,
        json_to=json_to,
        scenario=scenario,
        mapping=mapping,
        prices=prices or out is not None,
        strict=strict,
        asked=asked,
        scheduler=scheduler,
        seconds=seconds,
        memory=memory,
        limit=limit,
    )


@app.command()
def report(
    file: File,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder that the papers go into.")],
    scenario: Scenario = None,
    mapping: MappingFile = None,
    worth: Worth = False,
    sharing: Sharing = False,
    robust: Robust = False,
    frontier: Frontier = False,
    uncertainty: Uncertainty = False,
    weights: Weights = False,
    scenarios: Scenarios = False,
    everything: Everything = False,
    scheduler: Scheduler = None,
    seconds: Seconds = None,
    memory: Memory = 4096,
    limit: Limit = None,
) -> None:
    """Plan, and write every paper: page, workbook, business case in Word and as PDF, slides, JSON."""
    from placewide.cli import reporting

    asked = {
        "worth": worth or everything,
        "sharing": sharing or everything,
        "robustness": robust or everything,
        "frontier": frontier or everything,
        "uncertainty": uncertainty or everything,
        "weights": weights or everything,
        "comparison": scenarios or everything,
    }
    reporting.run(
        file,
        out,
        scenario=scenario,
        mapping=mapping,
        asked=asked,
        scheduler=scheduler,
        seconds=seconds,
        memory=memory,
        limit=limit,
    )


@app.command()
def appraise(file: File, json_to: JsonTo = None, mapping: MappingFile = None, limit: Limit = None) -> None:
    """Every project as given, chosen or not, each with its own appraisal."""
    from placewide.cli import appraising

    appraising.run(file, json_to=json_to, mapping=mapping, limit=limit)


@app.command()
def stress(
    file: File,
    json_to: JsonTo = None,
    scenario: Scenario = None,
    mapping: MappingFile = None,
    seconds: Seconds = None,
    memory: Memory = 4096,
    limit: Limit = None,
) -> None:
    """What falls if each allocation is cut by a fifth, comes a year late, or is lost."""
    from placewide.cli import stressing

    stressing.run(
        file, json_to=json_to, scenario=scenario, mapping=mapping, seconds=seconds, memory=memory, limit=limit
    )


@app.command()
def share(
    file: File,
    json_to: JsonTo = None,
    scenario: Scenario = None,
    mapping: MappingFile = None,
    seconds: Seconds = None,
    memory: Memory = 4096,
    limit: Limit = None,
) -> None:
    """What sharing buys: alone and together, what each permission adds, and what hangs on whom."""
    from placewide.cli import sharing

    sharing.run(file, json_to=json_to, scenario=scenario, mapping=mapping, seconds=seconds, memory=memory, limit=limit)


@app.command()
def compare(
    file: File,
    json_to: JsonTo = None,
    mapping: MappingFile = None,
    seconds: Seconds = None,
    memory: Memory = 4096,
    scheduler: Scheduler = None,
    limit: Limit = None,
) -> None:
    """The scenarios of the place side by side: what each would change."""
    from placewide.cli import comparing

    comparing.run(
        file, json_to=json_to, mapping=mapping, seconds=seconds, memory=memory, scheduler=scheduler, limit=limit
    )


@app.command()
def convert(
    file: File,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="Where to; the suffix says what.", show_default=False)],
    mapping: MappingFile = None,
    limit: Limit = None,
) -> None:
    """The same place as another kind of file: YAML, JSON or Excel."""
    from placewide.cli import converting

    converting.run(file, target, mapping=mapping, limit=limit)


@app.command()
def schema() -> None:
    """The JSON Schema of a place file."""
    from placewide.cli import converting

    converting.print_schema()


@app.command()
def template(
    target: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to write.", show_default=False)],
) -> None:
    """An empty workbook with drop-downs, notes and an example, to fill in."""
    from placewide.cli import converting

    converting.write_empty(target)


HANDED_OVER = {
    "serve": "Serve the web application and do its jobs.",
    "worker": "Do jobs only, beside a `serve` elsewhere.",
    "demo": "Serve the sample place, with a log-in for each role.",
    "user": "Add, list and mend accounts of the web application.",
    "backup": "Write all that the web application stores into one file.",
    "restore": "Read such a file into an empty database.",
    "verify": "Check the audit chain, every place and the database.",
}
"""Commands that need the database."""


def _hand_over(name: str, says: str) -> None:
    settings = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

    @app.command(name, help=says, context_settings=settings)
    def _(context: typer.Context) -> None:
        from placewide.cli.serving import hand_over

        hand_over(name, context.args)


for _name, _says in HANDED_OVER.items():
    _hand_over(_name, _says)


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(_code_of(arguments))


def _code_of(arguments: list[str] | None) -> int:
    try:
        interrupted = app(args=arguments, standalone_mode=False)
        sys.stdout.flush()
    except Leave as leave:
        return leave.code
    except typer.exceptions.TyperException as wrong:
        return _wrong_usage(wrong.format_message())
    except (typer.Abort, KeyboardInterrupt):
        return NO_PLAN
    except (BrokenPipeError, SystemExit):
        return _nobody_reads()
    except Exception as failure:  # noqa: BLE001 (an internal error is an exit code and a line, never a trace)
        typer.echo(f"placewide: internal error: {type(failure).__name__}: {failure}", err=True)
        return WRONG_USAGE
    return NO_PLAN if interrupted else DONE


def _wrong_usage(message: str) -> int:
    """What was wrong with the command line; without any command, the help."""
    usage = message.startswith("Usage:")
    typer.echo(message if usage else f"placewide: {message.rstrip('.')}. See placewide --help.", err=True)
    return WRONG_USAGE


def _nobody_reads() -> int:
    """Whoever read our output has left (typer and rich then raise SystemExit): nothing more is written or said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
