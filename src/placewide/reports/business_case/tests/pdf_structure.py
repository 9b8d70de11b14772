"""Looks into a PDF for what a screen reader needs, from the bytes alone: it knows nothing of how they were made."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf


@dataclass(frozen=True, slots=True)
class Structure:
    """What was found: tags in reading order with how often, headings, alternative texts, and what is wrong."""

    tags: dict[str, int] = field(default_factory=dict)
    headings: list[int] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def structure_of(path: Path) -> Structure:
    """Read the tree of tags. `problems` is empty for a document that says everything it has to."""
    found = Structure()
    with pikepdf.open(path) as pdf:
        found.problems.extend(_of_the_whole(pdf))
        if "/StructTreeRoot" in pdf.Root:
            roles = dict(pdf.Root.StructTreeRoot.get("/RoleMap", {}).items())
            for element in _walk(pdf.Root.StructTreeRoot):
                _look_at(element, {str(key): str(value) for key, value in roles.items()}, found)
    return found


def _of_the_whole(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if "/StructTreeRoot" not in root:
        yield "There is no tree of tags."
    if not _flag(root, "/MarkInfo", "/Marked"):
        yield "The document is not marked as tagged."
    if str(root.get("/Lang", "")) != "en-GB":
        yield "The language is not British English."
    if not str(pdf.docinfo.get("/Title", "")):
        yield "There is no title."
    if not _flag(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "The title is not shown in the window."
    if "/Outlines" not in root:
        yield "There are no bookmarks."
    metadata = bytes(root.Metadata.read_bytes()) if "/Metadata" in root else b""
    if b"pdfuaid:part" not in metadata:
        yield "It does not say that it follows PDF/UA."
    for number, page in enumerate(pdf.pages, start=1):
        if "/StructParents" not in page and "/Contents" in page:
            yield f"Page {number} has no tags."


def _flag(root: pikepdf.Object, dictionary: str, key: str) -> bool:
    return dictionary in root and key in root[dictionary] and bool(root[dictionary][key])


def _walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    children = element.get("/K")
    if children is None:
        return
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _walk(child)


def _look_at(element: pikepdf.Object, roles: dict[str, str], found: Structure) -> None:
    tag = roles.get(str(element.S), str(element.S)).removeprefix("/")
    found.tags[tag] = found.tags.get(tag, 0) + 1
    if tag == "Figure":
        alternative = str(element.get("/Alt", ""))
        found.alternatives.append(alternative)
        if not alternative:
            found.problems.append("A figure has no alternative text.")
    if tag[:1] == "H" and tag[1:].isdigit():
        level = int(tag[1:])
        if level > (found.headings[-1] if found.headings else 0) + 1:
            found.problems.append(f"A heading of level {level} follows one of level {(found.headings or [0])[-1]}.")
        found.headings.append(level)
    if tag == "Table" and not any(_is_heading(row) for row in _walk(element)):
        found.problems.append("A table has no heading cell.")


def _is_heading(element: pikepdf.Object) -> bool:
    return str(element.S) == "/TH"
