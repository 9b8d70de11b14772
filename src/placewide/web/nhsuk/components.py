"""The small parts that pages are made of, as markup; each text is escaped unless it is markup already."""

from typing import Literal

from placewide.reports.markup import Child, Markup, element

Tone = Literal["grey", "green", "red", "orange", "yellow", "blue", "aqua-green", "purple", "white"]
Kind = Literal["primary", "secondary", "warning"]


def tag(text: str, tone: Tone = "grey") -> Markup:
    """A word that stands out; it says by itself what its colour says."""
    return element("strong", text, class_=f"nhsuk-tag nhsuk-tag--{tone}")


def button(text: str, href: str = "", kind: Kind = "primary", name: str = "", value: str = "") -> Markup:
    """A button that sends its form, or a link that looks like one where there is somewhere to go."""
    look = "nhsuk-button" if kind == "primary" else f"nhsuk-button nhsuk-button--{kind}"
    if href:
        return element("a", text, class_=look, href=href, role="button", draggable="false", data_module="nhsuk-button")
    return element(
        "button",
        text,
        class_=look,
        type="submit",
        name=name or None,
        value=value or None,
        data_module="nhsuk-button",
        data_prevent_double_click="true",
    )


def tile(figure: str, label: str, note: str = "", href: str = "") -> Markup:
    """One figure with what it counts; `note` is the quiet line under it."""
    said = element("a", label, href=href) if href else label
    return element(
        "div",
        element("dt", said, class_="pw-tile__label"),
        element("dd", figure, class_="pw-tile__figure"),
        element("dd", note, class_="pw-tile__note") if note else None,
        class_="pw-tile",
    )


def card(heading: str, href: str = "", text: str = "", figure: str = "", state: Child = None) -> Markup:
    """A way into something: its name, a count, a sentence and a tag. The whole card is the link."""
    title = element("a", heading, href=href, class_="pw-card__link") if href else heading
    counted = element("span", figure, class_="pw-card__figure") if figure else None
    return element(
        "li",
        element("div", element("h3", title, class_="pw-card__heading"), counted, class_="pw-card__top"),
        element("p", text, class_="pw-card__text") if text else None,
        element("div", state, class_="pw-card__state") if state else None,
        class_="pw-card" + (" pw-card--link" if href else ""),
    )


def inset(content: Child) -> Markup:
    return element("div", content, class_="nhsuk-inset-text pw-inset")


def warning(heading: str, content: Child) -> Markup:
    """Something that must not be missed."""
    said = element("span", element("span", "Important: ", class_="nhsuk-u-visually-hidden"), heading)
    return element(
        "section",
        element("h3", said, class_="pw-warning__heading"),
        element("div", content, class_="pw-warning__text"),
        class_="pw-warning",
        aria_label=heading,
    )


def details(summary: str, content: Child) -> Markup:
    """Something for those who want to see more."""
    title = element("span", summary, class_="nhsuk-details__summary-text")
    return element(
        "details",
        element("summary", title, class_="nhsuk-details__summary"),
        element("div", content, class_="nhsuk-details__text"),
        class_="nhsuk-details",
    )


def summary_row(key: str, value: Child, href: str = "", action: str = "Change") -> Markup:
    """A row of a list of facts; where it can be changed, the link says what it changes."""
    hidden = element("span", f" {key}", class_="nhsuk-u-visually-hidden")
    link = element("dd", element("a", action, hidden, href=href), class_="nhsuk-summary-list__actions")
    return element(
        "div",
        element("dt", key, class_="nhsuk-summary-list__key"),
        element("dd", value if value not in (None, "") else quiet("Not known"), class_="nhsuk-summary-list__value"),
        link if href else None,
        class_="nhsuk-summary-list__row" + ("" if href else " nhsuk-summary-list__row--no-actions"),
    )


def quiet(content: Child) -> Markup:
    return element("span", content, class_="pw-quiet")


def progress(sentence: str, part: int, whole: int = 100) -> Markup:
    """How far something long has come. Without anything done yet the bar tells only that it is at work."""
    return element(
        "div",
        element("p", sentence, class_="pw-progress__said", role="status"),
        element("progress", max=whole, value=part or None, class_="pw-progress__bar", aria_label=sentence),
        class_="pw-progress",
    )


def switch(name: str, label: str, *, checked: bool = False, value: str = "on", hint: str = "", id_: str = "") -> Markup:
    """A check box that looks like a switch. It says in words whether it is on, so that colour says nothing alone."""
    key = id_ or f"switch-{name}"
    return element(
        "div",
        element(
            "input",
            type="checkbox",
            name=name,
            value=value,
            id=key,
            class_="pw-switch__input",
            checked="" if checked else None,
            aria_describedby=f"{key}-hint" if hint else None,
        ),
        element("label", element("span", label, class_="pw-switch__text"), for_=key, class_="pw-switch__label"),
        element("div", hint, class_="pw-switch__hint", id=f"{key}-hint") if hint else None,
        class_="pw-switch",
    )


ProjectState = Literal["in", "new", "out"]
STATES: dict[ProjectState, tuple[str, Tone]] = {
    "in": ("In", "white"),
    "new": ("Only together", "orange"),
    "out": ("Left out", "grey"),
}


def project(name: str, state: ProjectState, href: str = "", note: str = "", word: str = "") -> Markup:
    """A project in a column of The Table; `word` stands in the tag in place of the usual one."""
    usual, tone = STATES[state]
    return element(
        "li",
        element("span", element("a", name, href=href) if href else name, class_="pw-project__name"),
        element("span", note, class_="pw-project__note") if note else None,
        tag(word or usual, tone),
        class_=f"pw-project pw-project--{state}",
    )


def partner(name: str, sentence: str, href: str = "", state: Child = None) -> Markup:
    """What The Table says to one organisation: your patients, your money, who must agree."""
    title = element("a", name, href=href) if href else name
    return element(
        "li",
        element("h3", title, class_="pw-partner__name"),
        element("p", sentence, class_="pw-partner__sentence"),
        state,
        class_="pw-partner",
    )
