"""What sharing buys, where that was asked: from alone to together, a bar for what each permission adds."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pptx.enum.shapes import MSO_SHAPE

from placewide.domain.plan.questions.sharing import SharingResult
from placewide.reports import sharing_sentences
from placewide.reports.sentences import count, listed, number_word
from placewide.reports.sharing_comparison import Comparison, Step
from placewide.reports.slides.canvas import BODY, Canvas, describe, paint
from placewide.reports.slides.fitting import SMALLEST_TEXT, Area
from placewide.reports.slides.opening import Opening
from placewide.reports.slides.theme import place
from placewide.reports.svg.palette import OWN, PANEL, SHARED
from placewide.reports.svg.text import cut
from placewide.reports.view import View

MOST_ROWS = 12
NAME_WIDTH, AMOUNT_WIDTH, GAP = 520.0, 90.0, 12.0
ROW_HEIGHT, CARE_HEIGHT = 30.0, 84.0
BAR = 0.6
"""The part of a row that its bar fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row: from where to where its bar goes, and what it says."""

    name: str
    start: Fraction
    end: Fraction
    said: str
    whole: bool = False


def steps_slides(view: View, open_: Opening, result: SharingResult) -> None:
    """One slide; where sharing changes nothing or there is no plan to compare, none."""
    seen = Comparison(view, result)
    if not seen.has_answer or not seen.steps:
        return
    more = len(seen.together) - len(seen.alone)
    title = f"What sharing buys: {count(more, 'more project')}" if more > 0 else "What sharing buys"
    canvas = open_(title, f"{sharing_sentences.headline(seen)} {sharing_sentences.gain(seen)}")
    rows = bars_of(seen)
    height = min(ROW_HEIGHT, (BODY.height - CARE_HEIGHT - GAP) / len(rows))
    longest = max(row.end for row in rows)
    for index, row in enumerate(rows):
        _draw(canvas, row, longest, Area(BODY.left, BODY.top + index * height, BODY.width, height))
    below = Area(BODY.left, BODY.top + BODY.height - CARE_HEIGHT, BODY.width, CARE_HEIGHT)
    care = [sharing_sentences.care(seen), sharing_sentences.pounds(seen)]
    canvas.block("For care, then in pounds", below, [text for text in care if text], fill=PANEL)
    canvas.finish(open_.footer, open_.notes(_notes(seen)))


def bars_of(seen: Comparison) -> list[Bar]:
    """Alone, each step, together; in a large place the last steps stand together."""
    alone = seen.result.alone
    shown = seen.steps if len(seen.steps) <= MOST_ROWS - 2 else seen.steps[: MOST_ROWS - 3]
    rows = [_whole(seen, "Alone", len(seen.alone), alone), *(_bar(seen, step, alone) for step in shown)]
    if rest := seen.steps[len(shown) :]:
        number = count(sum(len(step.permits) for step in rest), "more permission")
        said = sharing_sentences.added(seen, sum((step.gain for step in rest), Fraction(0)))
        rows.append(Bar(name=number, start=rows[-1].end, end=alone + rest[-1].reached, said=said))
    return [*rows, _whole(seen, "Together", len(seen.together), alone + (seen.result.gain or 0))]


def _whole(seen: Comparison, name: str, projects: int, value: Fraction) -> Bar:
    said = sharing_sentences.amount(seen, value)
    return Bar(name=f"{name}: {count(projects, 'project')}", start=Fraction(0), end=value, said=said, whole=True)


def _bar(seen: Comparison, step: Step, alone: Fraction) -> Bar:
    end = alone + step.reached
    said = sharing_sentences.added(seen, step.gain)
    return Bar(name=_permits(seen, step.permits), start=end - step.gain, end=end, said=said)


def _permits(seen: Comparison, permits: Sequence[str]) -> str:
    """What may be shared, and whose it is; a name that is too long is cut, and the notes have it."""
    pots = [seen.view.allocations.get(permit) for permit in permits]
    holders = list(dict.fromkeys(seen.view.organisation_name(pot.holder) for pot in pots if pot and pot.holder))
    return f"{_first_and_more([seen.view.allocation_name(permit) for permit in permits])} ({listed(holders)})"


def _first_and_more(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {number_word(len(names) - 1)} more"


def _draw(canvas: Canvas, row: Bar, longest: Fraction, area: Area) -> None:
    name = cut(row.name, SMALLEST_TEXT, NAME_WIDTH - GAP)
    beside = Area(area.left, area.top, NAME_WIDTH, area.height)
    canvas.text("Whose permission", beside, [name], sizes=(SMALLEST_TEXT,), bold=row.whole)
    width = area.width - NAME_WIDTH - AMOUNT_WIDTH - GAP
    left = area.left + NAME_WIDTH + width * _part(row.start, longest)
    long = max(width * _part(row.end - row.start, longest), 1.5)
    shape = canvas.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    shape.name = "Bar"
    place(shape, Area(left, area.top + 2, long, area.height * BAR))
    paint(shape, OWN if row.whole else SHARED)
    describe(shape, f"{row.name}: {row.said}")
    at = Area(area.left + NAME_WIDTH + width + GAP, area.top, AMOUNT_WIDTH, area.height)
    canvas.text("Amount", at, [row.said], sizes=(SMALLEST_TEXT,), bold=row.whole)


def _part(value: Fraction, longest: Fraction) -> float:
    return float(max(value, Fraction(0)) / longest) if longest > 0 else 0.0


def _notes(seen: Comparison) -> list[str]:
    unit = sharing_sentences.unit(seen)
    said = [f"What each permission adds to those before it, in {unit}:"]
    for step in seen.steps:
        names = listed([sharing_sentences.permit_name(seen, permit) for permit in step.permits])
        said.append(f"{names}: {sharing_sentences.added(seen, step.gain)}.")
    said += [sharing_sentences.credit_words(seen), "A word to each partner:"]
    for story in sharing_sentences.partners(seen):
        said.append(f"{seen.view.organisation_name(story.organisation)}: {' '.join(story.sentences)}")
    return said
