"""Fund to bearer as native shapes: two columns of bars with names, and bands as wide as the money between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LINE_HEIGHT, GAP = 17.0, 4.0
MOST_NODES = 16
LARGEST_PART_FOR_NAMES = 0.95
OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A bar: `slot` is the room that its name has, `height` the room that its money takes in the middle of it."""

    key: str
    pence: int
    slot_top: float
    slot: float
    height: float

    @property
    def top(self) -> float:
        return self.slot_top + (self.slot - self.height) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    source: str
    target: str
    shared: bool
    pence: int
    left_top: float
    right_top: float
    thickness: float


@dataclass(frozen=True, slots=True)
class FlowLayout:
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    bands: tuple[Band, ...]


Flows = Mapping[tuple[str, str, bool], int]
"""Pence by source, target and whether it is shared."""


Lines = Mapping[str, int]
"""Lines that the name of a node would like to take; one where it is not given."""


def lay_out_flow(flows: Flows, height: float, lines: tuple[Lines, Lines]) -> FlowLayout:
    """Places in a box of that height, from 0 down. Both columns use one scale, so widths compare across the drawing.

    `lines` is for the sources and for the targets. Where a column has no room for it, every name has one line.
    """
    sums = (_sums(flows, 0), _sums(flows, 1))
    rooms = [_rooms(one, wanted, height) for one, wanted in zip(sums, lines, strict=True)]
    scale = min(_scale(one, room, height) for one, room in zip(sums, rooms, strict=True))
    left, right = (_column(one, room, scale, height) for one, room in zip(sums, rooms, strict=True))
    return FlowLayout(left, right, _bands(flows, left, right, scale))


def gathered(flows: Flows) -> dict[tuple[str, str, bool], int]:
    """The flows with the smallest nodes of a column that has too many put together as `OTHERS`."""
    kept = [list(_sums(flows, side))[: MOST_NODES - 1] for side in (0, 1)]
    many = [len(_sums(flows, side)) > MOST_NODES for side in (0, 1)]
    sums: dict[tuple[str, str, bool], int] = {}
    for (source, target, shared), amount in flows.items():
        ends = [OTHERS if many[side] and key not in kept[side] else key for side, key in enumerate((source, target))]
        sums[ends[0], ends[1], shared] = sums.get((ends[0], ends[1], shared), 0) + amount
    return sums


def _sums(flows: Flows, side: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, amount in flows.items():
        name = str(key[side])
        sums[name] = sums.get(name, 0) + amount
    return dict(sorted(sums.items(), key=lambda item: (item[0] == OTHERS, -item[1], item[0])))


def _rooms(sums: Mapping[str, int], lines: Lines, height: float) -> dict[str, float]:
    """The height that the name of each node needs."""
    wanted = {key: lines.get(key, 1) * LINE_HEIGHT for key in sums}
    fits = sum(wanted.values()) + GAP * (len(sums) - 1) <= height * LARGEST_PART_FOR_NAMES
    return wanted if fits else dict.fromkeys(sums, LINE_HEIGHT)


def _scale(sums: Mapping[str, int], rooms: Mapping[str, float], height: float) -> float:
    """The largest points for a penny at which every node still has the room that its name needs (by bisection)."""
    low, high = 0.0, height / max(sum(sums.values()), 1)
    for _ in range(50):
        middle = (low + high) / 2
        needed = sum(max(rooms[key], sums[key] * middle) for key in sums) + GAP * (len(sums) - 1)
        low, high = (middle, high) if needed <= height else (low, middle)
    return low


def _column(sums: Mapping[str, int], rooms: Mapping[str, float], scale: float, height: float) -> tuple[Node, ...]:
    slots = [max(rooms[key], amount * scale) for key, amount in sums.items()]
    spare = (height - sum(slots)) / max(len(slots), 1)
    gap = min(spare, 3 * GAP)
    top, nodes = (height - sum(slots) - gap * (len(slots) - 1)) / 2, []
    for (key, amount), slot in zip(sums.items(), slots, strict=True):
        nodes.append(Node(key=key, pence=amount, slot_top=top, slot=slot, height=max(amount * scale, 1.0)))
        top += slot + gap
    return tuple(nodes)


def _bands(flows: Flows, left: Sequence[Node], right: Sequence[Node], scale: float) -> tuple[Band, ...]:
    """Each end is stacked in the order of the other column, so that bands cross as little as they must."""
    order = {("L", node.key): index for index, node in enumerate(left)}
    order |= {("R", node.key): index for index, node in enumerate(right)}
    by_left = sorted(flows, key=lambda key: (order["L", key[0]], order["R", key[1]], key[2]))
    by_right = sorted(flows, key=lambda key: (order["R", key[1]], order["L", key[0]], key[2]))
    left_tops = _stacked(by_left, {node.key: node.top for node in left}, 0, flows, scale)
    right_tops = _stacked(by_right, {node.key: node.top for node in right}, 1, flows, scale)
    return tuple(
        Band(
            source=key[0],
            target=key[1],
            shared=key[2],
            pence=flows[key],
            left_top=left_tops[key],
            right_top=right_tops[key],
            thickness=flows[key] * scale,
        )
        for key in by_left
    )


def _stacked(
    keys: Sequence[tuple[str, str, bool]], tops: dict[str, float], side: int, flows: Flows, scale: float
) -> dict[tuple[str, str, bool], float]:
    at: dict[tuple[str, str, bool], float] = {}
    for key in keys:
        node = str(key[side])
        at[key] = tops[node]
        tops[node] += flows[key] * scale
    return at
