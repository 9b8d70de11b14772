"""Placewide: one digital programme for a place, planned, paid for, governed and delivered by its organisations together."""

__version__ = "0.1.0"
