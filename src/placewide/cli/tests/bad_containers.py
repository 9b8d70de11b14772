"""Files that are not what their name says, or hostile, or damaged: the archives of the X series, as a place file."""

from placewide.cli.tests.bad_file import BadFile, Broken
from placewide.cli.tests.good_place import good
from placewide.exchange.tests.archives import Entry, archive
from placewide.exchange.tests.case import Case
from placewide.exchange.tests.corpus import CASES

_TAKEN = (
    "X01 bomb of cells",
    "X02 text of 400 MB",
    "X04 workbook in the workbook",
    "X04 parts on top of each other",
    "X05 part larger than it claims",
    "X06 path to the parent folder",
    "X07 billion laughs",
    "X08 entity that is a file",
    "X09 entity from the web",
    "X10 old workbook",
    "X11 password",
    "X13 201 parts",
    "Y01 alias bomb",
    "Y03 self-reference",
)


def _taken(case: Case) -> BadFile:
    return BadFile(case.name, case.suffix, lambda: Broken(case.build()), case.refused or "", errors=0)


def _changed(name: str, suffix: str, rule: str, change: str) -> BadFile:
    def build() -> Broken:
        content = good(".xlsx")
        return Broken({"same": content, "half": content[: len(content) // 2], "none": b""}[change])

    return BadFile(name, suffix, build, rule)


CONTAINERS = (
    *(_taken(case) for case in CASES if case.name in _TAKEN),
    _changed("X10 workbook named .xlsm", ".xlsm", "macro", "same"),
    _changed("X10 workbook named .yaml", ".yaml", "wrong_type", "same"),
    _changed("X10 workbook named .csv", ".csv", "wrong_type", "same"),
    _changed("X12 half of a workbook", ".xlsx", "truncated", "half"),
    _changed("X13 no bytes", ".xlsx", "empty", "none"),
    BadFile(
        "X10 Word document named .xlsx",
        ".xlsx",
        lambda: Broken(archive([Entry("word/document.xml", b"<a/>")])),
        "not_xlsx",
    ),
    BadFile("X10 YAML named .json", ".json", lambda: Broken(good(".yaml")), "json_syntax"),
)
