"""Drawings of the web: the spine of stages, and small bars for tables. The large ones are in `reports/svg`."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from placewide.reports.markup import Markup, element
from placewide.reports.svg.palette import AXIS, GAIN, LINE, OWN, PANEL, SHARED
from placewide.web.nhsuk.components import Tone, tag

BAR_WIDTH, BAR_HEIGHT = 120, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the programme: its state in a word or two, and a sentence that says more."""

    name: str
    state: str
    tone: Tone = "grey"
    sentence: str = ""
    url: str = ""
    current: bool = False


def spine(stages: Sequence[Stage]) -> Markup:
    """Strategy, scope, benefits, money, decisions, delivery: each with its state, in order."""
    return element("ol", *(_stage(number, stage) for number, stage in enumerate(stages, start=1)), class_="pw-spine")


def _stage(number: int, stage: Stage) -> Markup:
    name = element("a", stage.name, href=stage.url) if stage.url else stage.name
    return element(
        "li",
        element("span", number, class_="pw-spine__number", aria_hidden="true"),
        element("h3", name, class_="pw-spine__name"),
        tag(stage.state, stage.tone),
        element("p", stage.sentence, class_="pw-spine__sentence") if stage.sentence else None,
        class_="pw-spine__stage" + (" pw-spine__stage--current" if stage.current else ""),
        aria_current="step" if stage.current else None,
    )


def bar(part: int | Fraction, whole: int | Fraction) -> Markup:
    """A bar as long as its part of the whole; the number that it stands for has to be written beside it."""
    share = min(max(Fraction(part) / Fraction(whole), Fraction(0)), Fraction(1)) if whole else Fraction(0)
    ground = element("rect", width=BAR_WIDTH, height=BAR_HEIGHT, fill=PANEL, stroke=LINE)
    filled = element("rect", width=float(round(share * BAR_WIDTH, 1)), height=BAR_HEIGHT, fill=OWN)
    return _small(ground, filled)


def diverging_bar(value: int, largest: int) -> Markup:
    """A bar to the right for a gain and to the left, hatched by its outline only, for a loss."""
    share = min(Fraction(abs(value), largest), Fraction(1)) if largest else Fraction(0)
    middle, length = BAR_WIDTH / 2, float(round(share * BAR_WIDTH / 2, 1))
    if value < 0:
        mark = element(
            "rect", x=middle - length, y=1, width=length, height=BAR_HEIGHT - 2, fill="#ffffff", stroke=SHARED
        )
    else:
        mark = element("rect", x=middle, width=length, height=BAR_HEIGHT, fill=GAIN)
    axis = element("line", x1=middle, y1=0, x2=middle, y2=BAR_HEIGHT, stroke=AXIS)
    return _small(mark, axis)


def _small(*shapes: Markup) -> Markup:
    box = f"0 0 {BAR_WIDTH} {BAR_HEIGHT}"
    return element(
        "svg", *shapes, class_="pw-bar", viewBox=box, width=BAR_WIDTH, height=BAR_HEIGHT, aria_hidden="true",
        focusable="false",
    )  # fmt: skip
