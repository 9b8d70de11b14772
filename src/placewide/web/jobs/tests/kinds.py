"""Kinds of work for tests, registered once."""

import os
import signal
import subprocess
import time
from pathlib import Path

from placewide.web.jobs import registry
from placewide.web.jobs.models import Job
from placewide.web.jobs.registry import JobContext, JobRefused, Result


@registry.work("test: nothing")
def nothing(_: JobContext) -> Result:
    return {}


@registry.work("test: sum")
def total(context: JobContext) -> Result:
    context.progress(0.5, "Half of it")
    return {"sum": sum(context.payload["terms"]), "place": context.place_id, "user": context.user_id}


@registry.work("test: refuse")
def refuse(_: JobContext) -> Result:
    raise JobRefused("The place has no projects yet; add one first.")


@registry.work("test: fault")
def fault(_: JobContext) -> Result:
    raise ZeroDivisionError("a detail that no user should read")


@registry.work("test: not json")
def not_json(_: JobContext) -> Result:
    return {"value": float("nan")}


@registry.work("test: die")
def die(context: JobContext) -> Result:
    """Killed in the middle, as often as asked; each start leaves a line."""
    starts = Path(context.payload["starts"])
    with starts.open("a") as file:
        file.write(f"{os.getpid()}\n")
    if len(starts.read_text().split()) <= context.payload["times"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"died": context.payload["times"]}


@registry.work("test: long")
def long(context: JobContext) -> Result:
    """Runs for a minute, with a process of its own started beside it; says by which ids."""
    with subprocess.Popen(["sleep", "60"]) as beside:
        Path(context.payload["ids"]).write_text(f"{os.getpid()} {beside.pid}")
        for step in range(600):
            context.progress(step / 600, f"Step {step}")
            time.sleep(0.1)
    return {}


@registry.work("test: slow", seconds=0.5)
def slow(_: JobContext) -> Result:
    time.sleep(60)
    return {}


@registry.work("test: reads")
def reads(context: JobContext) -> Result:
    """Uses the database from the child, on a connection of its own."""
    return {"kind": Job.objects.get(pk=context.job_id).kind}


def is_running(process: int) -> bool:
    """Whether a process is there and not just waiting to be taken note of."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
