"""What sharing buys, where that was asked: alone and together, the steps between, credit, a word to each partner."""

from collections.abc import Iterator

from placewide.domain.plan.questions.sharing import Credit, SharingResult
from placewide.reports import sharing_sentences
from placewide.reports.business_case.blocks import Block, Bullets, Column, Heading, Paragraph, table
from placewide.reports.business_case.cells import NOTHING, pounds
from placewide.reports.sentences import listed, percentage
from placewide.reports.sharing_comparison import Comparison
from placewide.reports.view import View
from placewide.reports.wording import BENEFIT_CLASSES


def sharing_gain(view: View, result: SharingResult) -> Iterator[Block]:
    seen = Comparison(view, result)
    yield Heading(level=2, text="What sharing buys")
    if not seen.has_answer:
        yield Paragraph(text=sharing_sentences.headline(seen))
        return
    first, *others = sharing_sentences.of_the_place(seen)
    yield Paragraph(text=first)
    if others:
        yield Bullets(items=tuple(others))
    yield from _steps(seen)
    yield from _by_class(seen)
    yield from _credit(seen)
    yield from _partners(seen)


def _steps(seen: Comparison) -> Iterator[Block]:
    columns = (
        Column(heading="Money that may be shared", width=9),
        Column(heading="Adds", width=2, numeric=True),
        Column(heading="Gain so far", width=2, numeric=True),
    )
    rows = [
        (
            listed([sharing_sentences.permit_name(seen, permit) for permit in step.permits]),
            sharing_sentences.added(seen, step.gain),
            sharing_sentences.added(seen, step.reached),
        )
        for step in seen.steps
    ]
    caption = f"What each permission to share adds to those before it, in {sharing_sentences.unit(seen)}"
    yield from table(caption, columns, rows)


def _by_class(seen: Comparison) -> Iterator[Block]:
    columns = (
        Column(heading="Benefit", width=4),
        Column(heading="Alone (£)", width=3, numeric=True),
        Column(heading="Together (£)", width=3, numeric=True),
    )
    rows = [
        (BENEFIT_CLASSES.get(name, name), pounds(alone), pounds(together)) for name, alone, together in seen.by_class
    ]
    alone, together = sum(row[1] for row in seen.by_class), sum(row[2] for row in seen.by_class)
    caption = "What lands alone and together, by class of benefit, in present values"
    yield from table(caption, columns, rows, ("All benefits", pounds(alone), pounds(together)))


def _credit(seen: Comparison) -> Iterator[Block]:
    columns = (
        Column(heading="Organisation", width=6),
        Column(heading="Gains alone (£)", width=3, numeric=True),
        Column(heading="Gains together (£)", width=3, numeric=True),
        Column(heading="Credit", width=3, numeric=True),
        Column(heading="Of the gain", width=2, numeric=True),
    )
    rows = [_credited(seen, row) for row in seen.result.credit]
    yield from table(f"Credit for the gain, in {sharing_sentences.unit(seen)}", columns, rows)
    if rows:
        yield Paragraph(text=sharing_sentences.credit_words(seen), quiet=True)


def _credited(seen: Comparison, row: Credit) -> tuple[str, ...]:
    accounts = (held.get(row.organisation) for held in (seen.accounts_alone, seen.accounts_together))
    about = "" if seen.result.exact else f" ± {sharing_sentences.width(seen, row.half_width)}"
    return (
        seen.view.organisation_name(row.organisation),
        *(pounds(account.gains_pence if account else 0) for account in accounts),
        f"{sharing_sentences.amount(seen, row.shapley)}{about}",
        percentage(row.shapley, seen.result.gain) if seen.result.gain else NOTHING,
    )


def _partners(seen: Comparison) -> Iterator[Block]:
    columns = (Column(heading="To", width=4), Column(heading="What it means for you", width=13))
    stories = sharing_sentences.partners(seen)
    rows = [(seen.view.organisation_name(story.organisation), "\n".join(story.sentences)) for story in stories]
    yield from table("Why give: a word to each partner", columns, rows)
