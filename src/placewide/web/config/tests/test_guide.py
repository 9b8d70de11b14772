"""The guide to running names every setting, every command, and nothing that is not there."""

import re
from pathlib import Path

from placewide.web.__main__ import parser
from placewide.web.config.environment import VARIABLES

GUIDE = (Path(__file__).resolve().parents[5] / "docs" / "guide" / "running.md").read_text(encoding="utf-8")

COMMANDS = ("serve", "worker", "demo", "user", "backup", "restore", "verify")


def test_the_table_explains_every_setting_as_the_program_does() -> None:
    rows = dict(re.findall(r"^\| `(PLACEWIDE_\w+)` \| (.+?) \|$", GUIDE, re.MULTILINE))
    assert list(rows) == list(VARIABLES)
    for name, words in VARIABLES.items():
        begins = re.split(r"[;:,]", words)[0]
        assert rows[name].replace("`", "").startswith(begins), name


def test_nothing_else_is_called_a_setting() -> None:
    assert set(re.findall(r"PLACEWIDE_[A-Z_]*[A-Z]", GUIDE)) == set(VARIABLES)


def test_every_command_is_explained() -> None:
    for name in COMMANDS:
        assert parser().parse_args([name, *(["a file"] if name in ("backup", "restore") else [])]).command == name
        assert f"placewide {name}" in GUIDE, name
