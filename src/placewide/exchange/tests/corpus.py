"""Hostile and odd files, built in code: those to refuse, and those to read with a finding or without."""

from __future__ import annotations

from placewide.exchange.tests.case import Case
from placewide.exchange.tests.corpus_archives import ARCHIVES
from placewide.exchange.tests.corpus_cells import CELLS
from placewide.exchange.tests.corpus_texts import TEXTS

CASES: tuple[Case, ...] = (*ARCHIVES, *CELLS, *TEXTS)
