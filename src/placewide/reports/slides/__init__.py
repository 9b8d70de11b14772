"""Six editable slides for a board: native text, tables, charts and shapes, each with its words for screen readers."""

from placewide.reports.slides.deck import write_slides

__all__ = ["write_slides"]
