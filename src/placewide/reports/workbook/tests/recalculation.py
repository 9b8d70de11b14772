"""Recalculates a workbook with LibreOffice and reads every formula's value, before and after."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from placewide.reports.workbook.tests.reading import Reading

_FORMULA_VALUE = re.compile(r"(</f>)<v>[^<]*</v>")
_FORMULA_CELL = re.compile(r'<c ([^>]*?)(?: t="(?:str|b)")?([^>]*)><f>')
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
SECONDS = 240


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """One formula: where it stands, what the workbook holds as its value, and what LibreOffice computes."""

    where: str
    formula: str
    cached: Any
    computed: Any


def recalculated(workbooks: Sequence[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice computes them anew. Every value of a formula is wiped first, so none slips through.

    Raises AssertionError when LibreOffice is not there or fails.
    """
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: install Debian's libreoffice-calc to recalculate the workbook."
    profile, wiped, computed = folder / "profile", folder / "wiped", folder / "computed"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, "utf-8")
    wiped.mkdir()
    for workbook in workbooks:
        _wipe(workbook, wiped / workbook.name)
    inputs = [str(wiped / workbook.name) for workbook in workbooks]
    command = [
        office, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to",
        "xlsx:Calc MS Excel 2007 XML", "--outdir", str(computed), *inputs,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    results = [computed / workbook.name for workbook in workbooks]
    missing = [result.name for result in results if not result.exists()]
    assert not missing, f"LibreOffice did not convert {missing}: {done.stdout} {done.stderr}"
    return results


def formulas(workbook: Path, computed: Path) -> Iterator[FormulaCell]:
    """Every formula of the workbook, with its value as written and as computed."""
    texts = openpyxl.load_workbook(workbook)
    cached, anew = Reading(workbook).sheets, Reading(computed).sheets
    for sheet in texts.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    at = (cell.row - 1, cell.column - 1)
                    values = (cached[sheet.title][at[0]][at[1]], anew[sheet.title][at[0]][at[1]])
                    yield FormulaCell(f"{sheet.title}!{cell.coordinate}", str(cell.value), *values)


def _wipe(workbook: Path, wiped: Path) -> None:
    with zipfile.ZipFile(workbook) as given, zipfile.ZipFile(wiped, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            content = given.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = _FORMULA_CELL.sub(r"<c \1\2><f>", content.decode("utf-8"))
                content = _FORMULA_VALUE.sub(r"\1<v>987654321</v>", text).encode("utf-8")
            taken.writestr(name, content)
