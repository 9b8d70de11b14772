"""Where in a file the value at a path of the document stands."""

import re

from placewide.exchange.reading.source import Node, Position

_STEP = re.compile(r"\[([0-9]+)\]|([^.\[\]]+)")


def position_of(node: Node, where: str) -> Position:
    """The position of the value at a path, or of the nearest record above it that the file has."""
    for match in _STEP.finditer(where):
        below = _child(node, int(match[1]) if match[1] else match[2])
        if below is None:
            break
        node = below
    return node.position


def _child(node: Node, step: int | str) -> Node | None:
    value = node.value
    if isinstance(value, list):
        if isinstance(step, int):
            return value[step] if step < len(value) else None
        # The amounts of short costs: the list stands where the path says costs[0].amounts.
        return node if step == "amounts" else None
    if isinstance(value, dict):
        if isinstance(step, str):
            return value.get(step)
        return list(value.values())[step] if step < len(value) else None
    return None
