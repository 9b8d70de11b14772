"""The component macros of NHS.UK frontend, called by name."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import nhsuk_frontend_jinja
from jinja2 import ChainableUndefined, Environment, PackageLoader

from placewide.reports.markup import Markup

NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")


def macro(name: str, parameters: Mapping[str, Any]) -> Markup:
    """A component as markup. `name` is the name of its folder, such as `error-summary`.

    Parameters are named as in the documentation of NHS.UK frontend, in snake case; two underscores reach inside:
    `legend__text` is `legend.text`. Text is escaped unless it is markup. A macro costs some 70 µs, so it has no place
    in the rows of a table. Raises ValueError for what cannot be a name, jinja2.TemplateNotFound for one that is none.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not the name of a component.")
    return Markup(str(_template(name).render(params=nested(parameters))).strip())


def nested(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Keywords as the tree of parameters that a macro takes.

    >>> nested({"summary_text": "More", "label__text": "Name"})
    {'summaryText': 'More', 'label': {'text': 'Name'}}
    """
    tree: dict[str, Any] = {}
    for key, value in parameters.items():
        *path, last = (camel_case(part) for part in key.split("__"))
        branch = tree
        for part in path:
            branch = branch.setdefault(part, {})
        branch[last] = value
    return tree


def camel_case(words: str) -> str:
    first, *others = words.split("_")
    return first + "".join(word.capitalize() for word in others)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(nhsuk_frontend_jinja.__name__),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _template(name: str) -> Any:
    return _environment().get_template(f"nhsuk/components/{name}/template.jinja")
