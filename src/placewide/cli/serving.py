"""Commands that need the database are handed over to the web application, so that Django is not read here."""

import os
import sys


def hand_over(command: str, arguments: list[str]) -> None:
    """Become `python -m placewide.web COMMAND …`."""
    os.execv(sys.executable, [sys.executable, "-m", "placewide.web", command, *arguments])  # noqa: S606 - ourselves
