"""Recalculates a workbook with LibreOffice and reads every formula's value, before and after."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

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


def recalculated(workbook: Path, folder: Path) -> Path:
    """The workbook as LibreOffice computes it anew. Every value of a formula is wiped first, so none can slip through.

    Raises AssertionError when LibreOffice is not there or fails.
    """
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: install Debian's libreoffice-calc to recalculate the workbook."
    profile, wiped, converted = folder / "profile", folder / "wiped" / workbook.name, folder / "converted"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, "utf-8")
    wiped.parent.mkdir()
    _wipe(workbook, wiped)
    command = [office, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to",
               "xlsx:Calc MS Excel 2007 XML", "--outdir", str(converted), str(wiped)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    result = converted / workbook.name
    assert result.exists(), f"LibreOffice did not convert the workbook: {done.stdout} {done.stderr}"
    return result


def formulas(workbook: Path, computed: Path) -> Iterator[FormulaCell]:
    """Every formula of the workbook, with its value as written and as computed."""
    texts = openpyxl.load_workbook(workbook)
    cached, anew = openpyxl.load_workbook(workbook, data_only=True), openpyxl.load_workbook(computed, data_only=True)
    for sheet in texts.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    yield FormulaCell(
                        f"{sheet.title}!{cell.coordinate}",
                        cell.value,
                        cached[sheet.title][cell.coordinate].value,
                        anew[sheet.title][cell.coordinate].value,
                    )


def _wipe(workbook: Path, wiped: Path) -> None:
    with zipfile.ZipFile(workbook) as given, zipfile.ZipFile(wiped, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            content = given.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = _FORMULA_CELL.sub(r"<c \1\2><f>", content.decode("utf-8"))
                content = _FORMULA_VALUE.sub(r"\1<v>987654321</v>", text).encode("utf-8")
            taken.writestr(name, content)
