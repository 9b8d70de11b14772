"""The styles of a page, inlined: of the NHS.UK stylesheet only what the page uses, then our own."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

CLASS_ATTRIBUTE = re.compile(r'class="([^"]*)"')
CLASS_SELECTOR = re.compile(r"\.((?:nhsuk|govuk|app)-(?:\\.|[\w-])+|js-enabled|no-js)")
ADDRESS = re.compile(r"url\(")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def page_styles(body: str) -> str:
    """All styles that a page with this body needs. No address is left in them, so nothing is fetched."""
    used = frozenset(name for value in CLASS_ATTRIBUTE.findall(body) for name in value.split())
    return trimmed(_asset("nhsuk/nhsuk-frontend.css"), used) + _asset("report.css")


def trimmed(css: str, used: frozenset[str]) -> str:
    """The rules whose every library class is used, without those that hold an address.

    >>> trimmed("a{x:y}.nhsuk-tag,.nhsuk-no b{z:1}@media print{.nhsuk-no{x:y}}", frozenset({"nhsuk-tag"}))
    'a{x:y}.nhsuk-tag{z:1}'
    """
    return "".join(_kept(prelude, body, used) for prelude, body in _rules(COMMENT.sub("", css)))


def _kept(prelude: str, body: str | None, used: frozenset[str]) -> str:
    if body is None or ADDRESS.search(prelude):
        return ""
    if prelude.startswith(("@media", "@supports")):
        inside = trimmed(body, used)
        return f"{prelude}{{{inside}}}" if inside else ""
    if prelude.startswith("@"):
        return f"{prelude}{{{body}}}"
    selectors = [one for one in _selectors(prelude) if set(CLASS_SELECTOR.findall(one)) <= used]
    return f"{','.join(selectors)}{{{body}}}" if selectors and not ADDRESS.search(body) else ""


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Top-level rules as (prelude, body); statements such as `@charset` have no body."""
    start = 0
    for match in re.finditer(r"[{};]", css):
        if match.start() < start:
            continue
        prelude = css[start : match.start()].strip()
        if match[0] == "{":
            end = _closing(css, match.start())
            yield prelude, css[match.start() + 1 : end]
            start = end + 1
        else:
            yield prelude, None
            start = match.end()


def _closing(css: str, opening: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(css, opening):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    raise ValueError("A rule of the stylesheet is not closed.")


def _selectors(prelude: str) -> list[str]:
    """Selectors of a rule, split at the commas that lie outside brackets."""
    return [one.strip() for one in re.split(r",(?![^(]*\))", prelude)]


@cache
def _asset(name: str) -> str:
    return files("placewide.reports").joinpath("assets").joinpath(name).read_text(encoding="utf-8")
