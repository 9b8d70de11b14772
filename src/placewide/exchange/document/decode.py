"""From raw nodes to the typed place document, by walking its definition; every error is told at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.definition import (
    ChoiceForm,
    DateForm,
    Definition,
    EitherForm,
    Form,
    FreeForm,
    IdentifierForm,
    Key,
    ListForm,
    MapForm,
    MoneyForm,
    NumberForm,
    RecordForm,
    TextForm,
    YearForm,
    YesNoForm,
    definition_of,
    is_yearly,
)
from placewide.domain.shared.figures import Figure
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.identifiers import is_identifier
from placewide.domain.shared.nearest import suggestion
from placewide.domain.shared.provenance import without_empty_provenance
from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.document.costs import long_form
from placewide.exchange.document.free_values import read_free
from placewide.exchange.document.money import check_figure, read_pounds
from placewide.exchange.document.scalars import (
    read_choice,
    read_clean,
    read_date,
    read_identifier,
    read_number,
    read_text,
    read_year,
    read_yes_no,
    what_stands,
)
from placewide.exchange.reading.source import Node, shown

FORMAT_VERSION = 1
MOST_YEARS = 125
"""The longest appraisal; discount rates are published no further."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a file says. `document` is None when there is any error; `half_read` is then what could be read of it,
    with None for what could not, so that more can be said about the rest.
    """

    document: PlaceDocument | None
    findings: tuple[Finding, ...]
    half_read: PlaceDocument | None


def decode(node: Node) -> Decoded:
    """Read a place document from the nodes of a file.

    Findings have the path, the rule, what would be right, the id of the record and the position in the file.
    """
    out = Collector()
    if not _is_place_file(node, out):
        return Decoded(None, tuple(out.findings), None)
    document = _record(RecordForm(PlaceDocument), node, Trail(), out)
    if out.findings:
        return Decoded(None, tuple(out.findings), document)
    return Decoded(document, (), None)


def _is_place_file(node: Node, out: Collector) -> bool:
    if not isinstance(node.value, dict):
        what = f"{what_stands(node)} stands where a place file begins; it begins with “placewide: {FORMAT_VERSION}”"
        out.refuse(Trail(), node, "not_a_place_file", what)
        return False
    version = node.value.get("placewide")
    if version is None or version.value in (None, FORMAT_VERSION, str(FORMAT_VERSION)):
        return True
    what = f"the file has the format version {what_stands(version)}; this Placewide reads version {FORMAT_VERSION}"
    out.refuse(Trail().into("placewide"), version, "unknown_format_version", what)
    return False


def read_value(form: Form, node: Node, trail: Trail, out: Collector) -> Any:
    """The typed value of a node, or None where it is unknown, or refused with a finding."""
    if node.value is None:
        return None
    plain_reader = _PLAIN_READERS.get(type(form))
    if plain_reader is not None:
        return plain_reader(node, trail, out)
    return _READERS[type(form)](form, node, trail, out)


def _record(form: RecordForm, node: Node, trail: Trail, out: Collector) -> Any:
    definition, content = definition_of(form.record), node.value
    if not isinstance(content, dict):
        keys = ", ".join(list(definition.by_name)[:5])
        what = f"{what_stands(node)} stands where keys with values are due, such as {keys}"
        out.refuse(trail, node, "not_a_mapping", what)
        return _blank(form)
    values = _keys(definition, content, trail, out)
    if definition.rest is not None and not values:
        out.refuse(trail, node, "empty_item", "this row says nothing; take it out or fill it in")
    for key in definition.keys:
        if key.required and key.attribute not in values:
            values[key.attribute] = None
            if key.name not in content or content[key.name].value is None:
                out.refuse(
                    trail.into(key.name),
                    node,
                    "missing_key",
                    f"the key “{key.name}” is missing{_meaning(key)}; give it",
                )
    return form.record(**values)


def _blank(form: RecordForm) -> Any:
    """A record of which nothing could be read; it keeps its place among the others."""
    return form.record(**{key.attribute: None for key in definition_of(form.record).keys if key.required})


def _keys(definition: Definition, content: dict[str, Node], trail: Trail, out: Collector) -> dict[str, Any]:
    values: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, node in content.items():
        key = definition.by_name.get(name)
        if key is not None:
            value = read_value(key.form, node, trail.into(name), out)
            if value is not None:
                values[key.attribute] = value
        elif definition.rest is None:
            _refuse_key(definition, name, node, trail, out)
        else:
            _keep(rest, name, node, trail.into(name), out)
    if definition.rest is not None and rest:
        values[definition.rest.attribute] = rest
    return values


def _refuse_key(definition: Definition, name: str, node: Node, trail: Trail, out: Collector) -> None:
    hint = suggestion(name, () if out.is_crowded else definition.by_name, most=20)
    out.refuse(trail.into(name), node, "unknown_key", f"the key {shown(name)} is not known here; {hint}")


def _keep(rest: dict[str, Any], name: str, node: Node, trail: Trail, out: Collector) -> None:
    if not is_identifier(name):
        what = f"the key {shown(name)} is not made of lower-case letters a–z, digits, _ and -; write it so"
        out.refuse(trail, node, "bad_key", what)
        return
    value = read_free(node, trail, out)
    if value is not None:
        rest[name] = value


def _meaning(key: Key) -> str:
    return f" ({key.says})" if key.says else ""


def _list(form: ListForm, node: Node, trail: Trail, out: Collector) -> tuple[Any, ...] | None:
    if form.short_costs:
        node = long_form(form, node)
    if not isinstance(node.value, list):
        what = f"{what_stands(node)} stands where a list is due; write a list, as “[…]” or one item a line after “-”"
        out.refuse(trail, node, "not_a_list", what)
        return None
    if is_yearly(form) and len(node.value) > MOST_YEARS:
        what = f"there are amounts for {len(node.value)} years; an appraisal has at most {MOST_YEARS}"
        out.refuse(trail, node, "too_many_years", what)
        return None
    return tuple(_item(form, item, trail, position, out) for position, item in enumerate(node.value))


def _item(form: ListForm, node: Node, trail: Trail, position: int, out: Collector) -> Any:
    step = trail.into(position, _id_in(node))
    if node.value is None and not form.unknown_items:
        out.refuse(step, node, "empty_item", "an item of this list is empty; take it out or fill it in")
        return _blank(form.item) if isinstance(form.item, RecordForm) else None
    return read_value(form.item, node, step, out)


def _id_in(node: Node) -> str | None:
    own = node.value.get("id") if isinstance(node.value, dict) else None
    return own.value if own is not None and isinstance(own.value, str) else None


def _map(form: MapForm, node: Node, trail: Trail, out: Collector) -> dict[str, Any] | None:
    if not isinstance(node.value, dict):
        what = f"{what_stands(node)} stands where keys with values are due, such as “{{a: …, b: …}}”"
        out.refuse(trail, node, "not_a_mapping", what)
        return None
    values: dict[str, Any] = {}
    for name, item in node.value.items():
        step = trail.into(name, name if isinstance(form.value, RecordForm) else None)
        key = _map_key(form, Node(name, item.position, plain=True), step, out)
        value = read_value(form.value, item, step, out)
        if key in values:
            out.refuse(step, item, "duplicate_key", f"the key “{key}” is given twice; keep one")
        if key is not None and value is not None:
            values[key] = value
    return values


def _map_key(form: MapForm, node: Node, trail: Trail, out: Collector) -> str | None:
    if isinstance(form.key, IdentifierForm):
        return read_identifier(node, trail, out)
    if isinstance(form.key, ChoiceForm):
        return read_choice(form.key, node, trail, out)
    return read_clean(str(node.value), node, trail, out)


def _money(form: MoneyForm, node: Node, trail: Trail, out: Collector) -> Any:
    if not form.figures or not isinstance(node.value, dict):
        return read_pounds(form, node, trail, out)
    figure: Figure = _record(RecordForm(Figure), node, trail, out)
    check_figure(figure, form.bounds, node, trail, out)
    return without_empty_provenance(figure)


def _either(form: EitherForm, node: Node, trail: Trail, out: Collector) -> Any:
    """A list is read as the list, a mapping as the mapping, anything else as the scalar among the forms."""
    shape = ListForm if isinstance(node.value, list) else MapForm if isinstance(node.value, dict) else None
    for one in form.forms:
        if isinstance(one, shape) if shape else not isinstance(one, (ListForm, MapForm)):
            return read_value(one, node, trail, out)
    out.refuse(trail, node, "wrong_shape", f"{what_stands(node)} may not stand here")
    return None


_PLAIN_READERS: dict[type[Any], Callable[[Node, Trail, Collector], Any]] = {
    TextForm: read_text,
    IdentifierForm: read_identifier,
    DateForm: read_date,
    YearForm: read_year,
    YesNoForm: read_yes_no,
    FreeForm: read_free,
}
_READERS: dict[type[Any], Callable[[Any, Node, Trail, Collector], Any]] = {
    ChoiceForm: read_choice,
    NumberForm: read_number,
    MoneyForm: _money,
    ListForm: _list,
    MapForm: _map,
    RecordForm: _record,
    EitherForm: _either,
}
