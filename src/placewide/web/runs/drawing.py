"""The bar of money on the plan's page: own money used, shared money used, and what finds no use."""

from placewide.reports.markup import Markup, element
from placewide.reports.sentences import money
from placewide.reports.svg.palette import OWN, PANEL, SHARED, pattern
from placewide.reports.view import View

WIDTH, HEIGHT = 1000, 44


def money_bar(view: View) -> Markup | None:
    """Own, shared and unused as one bar, with the same in words under it; None where there is no money."""
    whole = view.counted_pence
    if not whole:
        return None
    own, left_over = view.funded_pence - view.shared_pence, whole - view.funded_pence
    parts = (
        ("own", own, OWN, f"{money(own)} pays its holders’ own costs"),
        ("shared", view.shared_pence, "url(#money-shared)", f"{money(view.shared_pence)} is shared with a partner"),
        (
            "unused",
            left_over,
            PANEL,
            f"{money(left_over)} finds no use under its rules",
        ),
    )
    shapes, left = [], 0.0
    for _, pence, fill, _words in parts:
        width = WIDTH * pence / whole
        shapes.append(element("rect", x=left, y=0, width=width, height=HEIGHT, fill=fill))
        left += width
    frame = element("rect", x=0.5, y=0.5, width=WIDTH - 1, height=HEIGHT - 1, fill="none", stroke="#768692")
    drawn = element(
        "svg",
        element("defs", pattern("money-shared", "rising", colour="#ffffff", ground=SHARED)),
        *shapes,
        frame,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        class_="pw-money-bar",
        aria_hidden="true",
        focusable="false",
    )
    words = [
        element("li", element("span", "", class_=f"pw-money-key pw-money-key--{key}", aria_hidden="true"), " ", said)
        for key, pence, _, said in parts
        if pence
    ]
    return element("div", drawn, element("ul", *words, class_="pw-money-words"), class_="pw-money")
