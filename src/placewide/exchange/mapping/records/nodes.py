"""Raw nodes of a place file, made of what stands in the cells of a workbook, each with its cell."""

from decimal import Decimal

from placewide.exchange.mapping.wordings.money import Money
from placewide.exchange.reading.source import Node, Position, Scalar


def leaf(value: Scalar, position: Position) -> Node:
    """A value that was found, or made of what was found, at a position."""
    return Node(value, position)


def record_node(position: Position, keys: dict[str, Node | None]) -> Node:
    """A record with the keys that say something."""
    return Node({name: node for name, node in keys.items() if node is not None}, position)


def list_node(items: list[Node], position: Position) -> Node | None:
    """A list, or nothing where it would be empty."""
    return Node(list(items), position) if items else None


def names_node(names: list[str], position: Position) -> Node | None:
    """A list of ids, or nothing."""
    return list_node([leaf(name, position) for name in names], position)


def text_leaf(text: str | None, position: Position) -> Node | None:
    """A text, or nothing where it is empty."""
    return leaf(text, position) if text else None


def money_node(money: Money, position: Position) -> Node:
    """An amount in pounds; with `about`, `up to` or a range it is a figure that says so."""
    value = leaf(_pounds(money.pence), position) if money.pence is not None else None
    if not money.figure:
        return value or leaf(None, position)
    keys: dict[str, Node | None] = {"value": value}
    for name, said in money.figure:
        keys[name] = leaf(_pounds(said) if isinstance(said, int) else said, position)
    return record_node(position, keys)


def _pounds(pence: int) -> Decimal:
    return Decimal(pence) / 100
