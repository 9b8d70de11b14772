"""The rules of the house that no other tool checks: sizes, names, words, reasons, docstrings, money without floats."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "placewide"
MOST_LINES = 400
NAMELESS = {"utils", "util", "common", "helpers", "extras", "services", "misc"}
VENDORED = (
    "tests/journeys/axe/",
    "src/placewide/reports/assets/nhsuk/",
    "src/placewide/web/nhsuk/static/placewide/vendor/",
)
MACHINE_PATH = re.compile(r"(?<![\w.~\-/])/(?:home|root|work|workspace|mnt|Users|private)/\w|[A-Z]:\\Users\\", re.ASCII)
REGISTRY = re.compile(
    r"https?://[^\s/\"']*(?:pypi|pythonhosted|npmjs|registry|artifactory|nexus|mirror)[^\s\"']*"
    r"|--(?:extra-)?index-ur[l]|--trusted-hos[t]|--find-link[s]",
    re.IGNORECASE,
)
NAMED_ONLY = {"gunicorn", "psycopg", "django-csp"}
"""What we need and never import: a server that is started, a driver and a middleware that settings name."""
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def python_files(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tracked_texts() -> dict[str, str]:
    """Every text that is or would be committed, by path; what others wrote and we only carry is left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    texts = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if name.startswith(VENDORED) or not path.is_file():
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def found_in_texts(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in tracked_texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_imports_run_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    files = python_files(SOURCE, ROOT / "tests")
    long = {named(path): lines for path in files if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES}
    assert not long


def test_no_folder_or_module_has_a_name_that_says_nothing() -> None:
    paths = [*SOURCE.rglob("*"), *(ROOT / "tests").rglob("*")]
    assert not [named(path) for path in paths if path.stem in NAMELESS and "__pycache__" not in path.parts]


def test_nothing_is_left_for_later_in_the_source() -> None:
    texts = {named(path): path.read_text("utf-8") for path in python_files(SOURCE)}
    assert not [name for name, text in texts.items() if UNFINISHED.search(text)]


def test_nothing_committed_names_a_path_of_a_machine() -> None:
    assert not found_in_texts(MACHINE_PATH)


def test_nothing_committed_names_a_package_registry() -> None:
    assert not found_in_texts(REGISTRY)


def public_functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Public functions of a module and public methods of its public classes, by name."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("_"):
            yield f"{named(path)}: {node.name}", node


@pytest.mark.parametrize("room", ["numerics", "domain"])
def test_every_public_function_that_computes_has_a_docstring(room: str) -> None:
    files = [path for path in python_files(SOURCE / room) if "tests" not in path.parts]
    functions = [pair for path in files for pair in public_functions(path)]
    assert len(functions) > 10
    assert not [name for name, function in functions if not ast.get_docstring(function)]


def annotated(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Every name with its type: fields and variables, parameters, and functions with what they return."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, (ast.Name, ast.Attribute)):
            yield node.target.id if isinstance(node.target, ast.Name) else node.target.attr, node.annotation
        elif isinstance(node, ast.arg) and node.annotation is not None:
            yield node.arg, node.annotation
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns is not None:
            yield node.name, node.returns


def test_no_money_is_a_floating_point_number() -> None:
    rooms = [SOURCE / room for room in ("domain", "exchange", "analysis")]  # reports draw, and Excel's cells are floats
    files = [path for path in python_files(*rooms) if "tests" not in path.parts]
    names = [
        (f"{named(path)}: {name}: {ast.unparse(kind)}", name, ast.unparse(kind))
        for path in files
        for name, kind in annotated(ast.parse(path.read_text("utf-8")))
    ]
    of_money = [(where, kind) for where, name, kind in names if re.search(r"(?:^|_)(?:pence|pounds)(?:_|$)", name)]
    assert len(of_money) > 30
    assert not [where for where, kind in of_money if re.search(r"\bfloat", kind)]


def test_every_dependency_says_in_a_line_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    rows = re.findall(r'^  "[A-Za-z][\w.-]*(?:\[[^\]]+\])?[<>=~!][^"]*",(.*)$', text, re.MULTILINE)
    content = tomllib.loads(text)["project"]
    asked_for = [content["dependencies"], *content["optional-dependencies"].values()]
    assert len(rows) == sum(map(len, asked_for)) > 0
    assert not [row for row in rows if not re.fullmatch(r" +# \S.{3,}", row)]


def test_what_is_imported_is_what_is_asked_for() -> None:
    imported = {
        name.split(".")[0]
        for path in python_files(SOURCE)
        if "tests" not in path.parts and path.name != "conftest.py"
        for name in imports_of(ast.parse(path.read_text("utf-8")))
    }
    outside = imported - set(sys.stdlib_module_names) - {"placewide"}
    known = packages_distributions()
    offered = {name.lower() for module in outside for name in known.get(module, [module])}
    asked_for = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert offered | NAMED_ONLY == {re.split(r"[<>=!~\[; ]", row)[0].lower() for row in asked_for}


def imports_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
