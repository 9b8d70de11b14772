"""What each command does."""

import argparse
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path

from placewide.web.config.preparing import NotReadyError, prepare, refuse_weak
from placewide.web.config.serving import refuse_taken, serve, work

READY_WITHIN = 60.0


def run(given: argparse.Namespace) -> int:
    """Run the command that was given."""
    try:
        return _COMMANDS[given.command](given)
    except NotReadyError as problem:
        print(f"placewide: {problem}", file=sys.stderr)
        return 3


def _serve(given: argparse.Namespace) -> int:
    for unwise in refuse_weak(given.host):
        print(f"placewide: {unwise}", file=sys.stderr)
    refuse_taken(given.host, given.port)
    prepare()
    print(f"Placewide answers at http://{given.host}:{given.port}/ (Ctrl-C ends it)", flush=True)
    return serve(given.host, given.port, given.processes)


def _demo(given: argparse.Namespace) -> int:
    from placewide.web.site.demo import build_demo

    refuse_taken(given.host, given.port)
    prepare()
    for line in build_demo():
        print(line, flush=True)
    address = f"http://localhost:{given.port}/"
    threading.Thread(target=_announce, args=(address, not given.no_browser), daemon=True).start()
    return serve(given.host, given.port, processes=2)


def _worker(_given: argparse.Namespace) -> int:
    return work()


def _user(given: argparse.Namespace) -> int:
    from placewide.web.accounts.terminal import run as run_user

    prepare()
    return run_user(given.arguments)


def _backup(given: argparse.Namespace) -> int:
    from placewide.web.config.backups import backup

    print(backup(Path(given.file)))
    return 0


def _restore(given: argparse.Namespace) -> int:
    from placewide.web.config.backups import BackupError, restore

    prepare()
    try:
        print(restore(Path(given.file)))
    except BackupError as problem:
        print(f"placewide: {problem}", file=sys.stderr)
        return 2
    return 0


def _verify(_given: argparse.Namespace) -> int:
    from placewide.web.config.verifying import verify

    checked = verify()
    for line in checked.lines:
        print(line)
    return 0 if checked.sound else 1


def _announce(address: str, opens_browser: bool) -> None:
    """Say where it answers once it does, and show it."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}health/", timeout=2):  # noqa: S310 - our own address
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    print(f"Placewide answers at {address} (Ctrl-C ends it)", flush=True)
    if opens_browser:
        webbrowser.open(address)


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "serve": _serve,
    "worker": _worker,
    "demo": _demo,
    "user": _user,
    "backup": _backup,
    "restore": _restore,
    "verify": _verify,
}
