"""`python -m placewide.web serve|worker|demo|user|backup|restore|verify`: everything that needs the database."""

import argparse
import os
import sys
from collections.abc import Sequence

from placewide.web.config.environment import SettingError

DEFAULT_PORT = 8000


def parser() -> argparse.ArgumentParser:
    """What may be typed."""
    top = argparse.ArgumentParser(prog="placewide", description="Placewide as a web application.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="serve the web application and do its jobs")
    demo = commands.add_parser("demo", help="serve the sample place, with a log-in for each role")
    for command in (serve, demo):
        command.add_argument(
            "--host", default="127.0.0.1", help="the address to listen at (default: this machine only)"
        )
        command.add_argument("--port", type=int, default=DEFAULT_PORT)
    serve.add_argument("--processes", type=int, default=2, help="web processes")
    demo.add_argument("--no-browser", action="store_true", help="do not open a browser")
    commands.add_parser("worker", help="do jobs only, beside a `serve` elsewhere")
    user = commands.add_parser("user", help="add, list and mend accounts")
    user.add_argument("arguments", nargs=argparse.REMAINDER)
    backup = commands.add_parser("backup", help="write everything into one file, consistent while others work")
    restore = commands.add_parser("restore", help="read such a file into an empty database")
    for command in (backup, restore):
        command.add_argument("file")
    commands.add_parser("verify", help="check the audit chain, every place and the database")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 where something checked is wrong, 3 for wrong usage or settings."""
    given = parser().parse_args(arguments)
    if given.command == "demo":
        os.environ.setdefault("PLACEWIDE_MODE", "demo")
        os.environ.setdefault("PLACEWIDE_DATA", ".placewide/demo")
        os.environ.setdefault("PLACEWIDE_ADDRESS", f"http://localhost:{given.port}")
    elif given.command == "serve" and os.environ.get("PLACEWIDE_MODE", "local") == "local":
        os.environ.setdefault("PLACEWIDE_ADDRESS", f"http://localhost:{given.port}")  # letters link to it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "placewide.web.config.settings")
    try:
        import django

        django.setup()
    except SettingError as problem:
        print(f"placewide: {problem}", file=sys.stderr)
        return 3
    from placewide.web.config import commands

    return commands.run(given)


if __name__ == "__main__":
    sys.exit(main())
