"""Costs in their short form, and the ids that cost lines have when none is given."""

from collections import Counter

from placewide.domain.shared.definition import ChoiceForm, ListForm, RecordForm, definition_of
from placewide.exchange.reading.source import Node


def long_form(form: ListForm, node: Node) -> Node:
    """The list of cost lines that a node stands for; what is no costs stays as it is and is refused later.

    `{capital: [...], revenue: [...]}` becomes lines whose id is their kind; a line of the long form without an id
    takes its kind as id where no other line could.
    """
    if isinstance(node.value, dict):
        kinds = _kinds(form)
        if node.value and all(name in kinds for name in node.value):
            return Node([_line(name, amounts) for name, amounts in node.value.items()], node.position)
    elif isinstance(node.value, list):
        return Node(_with_ids(form, node.value), node.position)
    return node


def _line(kind: str, amounts: Node) -> Node:
    name = Node(kind, amounts.position)
    return Node({"id": name, "kind": name, "amounts": amounts}, amounts.position)


def _with_ids(form: ListForm, lines: list[Node]) -> list[Node]:
    wanted = [_default_id(form, line) for line in lines]
    taken = Counter(name for name in wanted if name is not None)
    taken.update(name for name in map(_own_id, lines) if name is not None)
    return [
        _named(line, name) if name is not None and taken[name] == 1 else line
        for line, name in zip(lines, wanted, strict=True)
    ]


def _own_id(line: Node) -> str | None:
    own = line.value.get("id") if isinstance(line.value, dict) else None
    return own.value if own is not None and isinstance(own.value, str) else None


def _default_id(form: ListForm, line: Node) -> str | None:
    """The kind of a line that has no id of its own."""
    if not isinstance(line.value, dict) or ("id" in line.value and line.value["id"].value is not None):
        return None
    kind = line.value.get("kind")
    return kind.value if kind is not None and isinstance(kind.value, str) and kind.value in _kinds(form) else None


def _named(line: Node, name: str) -> Node:
    content = line.value if isinstance(line.value, dict) else {}
    return Node({**content, "id": Node(name, line.position)}, line.position)


def _kinds(form: ListForm) -> tuple[str, ...]:
    kind = definition_of(form.item.record).by_name["kind"].form if isinstance(form.item, RecordForm) else None
    return kind.names if isinstance(kind, ChoiceForm) else ()
