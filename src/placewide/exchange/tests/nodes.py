"""What stands under a node, for tests."""

from placewide.exchange.reading.source import Node


def values(node: Node) -> object:
    """The bare values under a node."""
    if isinstance(node.value, dict):
        return {key: values(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [values(child) for child in node.value]
    return node.value


def under(node: Node, *path: str | int) -> Node:
    """The node at the end of a path."""
    for step in path:
        children = node.value
        if isinstance(children, dict):
            node = children[str(step)]
        elif isinstance(children, list):
            node = children[int(step)]
    return node
