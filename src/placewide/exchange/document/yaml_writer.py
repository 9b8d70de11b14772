"""A place file as YAML: dates and years unquoted, text quoted where another reader could take it for something else."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from placewide.domain.shared.json_text import Plain, number_text
from placewide.exchange.document.json_writer import LINE, is_short

_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Dumper(yaml.CSafeDumper):
    """Writes no aliases, and does not quote what is only a date: our reader takes every scalar for text at first."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.CSafeDumper.yaml_implicit_resolvers.items()
}


def yaml_text(value: Plain) -> str:
    """YAML text with keys in their order; short lists and rows stand on one line."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=LINE)
    return text


def _number(dumper: _Dumper, number: Decimal) -> yaml.Node:
    text = number_text(number)
    tag = "tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int"
    return dumper.represent_scalar(tag, text)


def _list(dumper: _Dumper, items: Any) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short(list(items)))


def _mapping(dumper: _Dumper, mapping: Mapping[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping.items(), flow_style=is_short(mapping))


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)
_Dumper.add_representer(dict, _mapping)
