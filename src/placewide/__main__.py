"""`python -m placewide`."""

from placewide.cli.main import run

run()
