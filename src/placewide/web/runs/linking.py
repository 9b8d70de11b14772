"""Links of report sections on pages of the web: what leads to another part of the report leads to its page."""

import re
from collections.abc import Callable, Mapping

from django.urls import reverse

from placewide.reports.markup import Markup, element, escape

LINK = re.compile(r'<a href="#(?P<target>[^"]+)"(?P<rest>[^>]*)>')
ID = re.compile(r' id="(?P<id>[^"]+)"')
ROOMS: Mapping[str, str] = {
    "project": "plan", "organisation": "pay", "fund": "money", "allocation": "money", "short": "plan",
    "money": "money", "shares": "money", "who": "pay", "why": "why_not", "sharing": "sharing", "scenario": "scenarios",
}  # fmt: skip
"""The page that has the records of a kind, by the first word of their anchor; the annex is in the report to keep."""


def linked(slug: str, *sections: Markup | None, said: str = "") -> Markup:
    """The sections with links that lead somewhere: within this page, or to the page that has the record.

    `said` is the sentence at the top of the page; a section does not say it again.
    """
    whole = "".join(section for section in sections if section)
    if said:
        whole = whole.replace(element("p", said, class_="report-answer"), "", 1)
    here = {match["id"] for match in ID.finditer(whole)}
    return Markup(LINK.sub(_to(slug, here), whole))


def _to(slug: str, here: set[str]) -> Callable[[re.Match[str]], str]:
    def link(match: re.Match[str]) -> str:
        target = match["target"]
        if target in here:
            return match[0]
        room = ROOMS.get(re.split(r"[-_]", target)[0])
        address = reverse(room, args=[slug]) if room else reverse("paper", args=[slug, "report.html"])
        return f'<a href="{escape(address)}#{target}"{match["rest"]}>'

    return link
