"""Placewide: one digital programme of a place, planned, paid for and delivered by its organisations together."""

from typing import TYPE_CHECKING, Any

from placewide.domain.shared.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from placewide.interface import appraise, check, load, plan

__all__ = ["__version__", "appraise", "check", "load", "plan"]


def __getattr__(name: str) -> Any:
    # The interface loads the solver; `import placewide` alone stays quick.
    if name in __all__:
        from placewide import interface

        return getattr(interface, name)
    raise AttributeError(f"module 'placewide' has no attribute {name!r}")
