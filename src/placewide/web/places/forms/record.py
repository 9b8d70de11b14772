"""The form of one record: its questions, what stands in them, and the record as it is to be stored.

What the form does not ask is kept as it is. Empty means unknown; a default is left out, as everywhere in a place file.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from placewide.domain.shared.definition import ListForm, MoneyForm, NumberForm, YesNoForm, definition_of
from placewide.domain.shared.findings import Finding
from placewide.exchange.sheets.workbook_layout import Column
from placewide.web.places.forms.fields import LONGEST_PROSE, Options, field_for
from placewide.web.places.forms.lines import (
    Which,
    fields_of,
    initial_of,
    lines_of,
    plain_lines,
    shown_amount,
    stored_amount,
)
from placewide.web.places.forms.questions import Group, columns_of, questions_of
from placewide.web.places.sections import sections
from placewide.web.places.wording import label_of

FREE_AT_FIRST = ("name", "description")
MOST_YEARS = 10
"""Years that a form has boxes for; later ones are kept and are changed in the workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a form needs to know of the place: what can be chosen, the years, and how scores go."""

    options: Options = field(default_factory=dict)
    years: tuple[str, ...] = ()
    benefit_years: int = 0
    priorities: tuple[tuple[str, str], ...] = ()
    score_max: int = 5


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of costs or benefits as the template draws it."""

    heading: str
    fields: Sequence[forms.BoundField]
    years: Sequence[forms.BoundField]
    is_new: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of questions as the template draws it."""

    group: Group
    fields: Sequence[forms.BoundField]
    lines: Sequence[ShownLine]

    @property
    def has_errors(self) -> bool:
        inside = [one for line in self.lines for one in (*line.fields, *line.years)]
        return any(one.errors for one in (*self.fields, *inside))


class RecordForm(forms.Form):
    """A form over the plain data of a record."""

    def __init__(
        self, section: str, plain: Mapping[str, Any], around: Around, data: QueryDict | None = None, version: int = 0
    ) -> None:
        super().__init__(data)
        self.section, self.stored, self.around = section, plain, around
        self.asked: dict[str, Column] = {}
        self.questions = questions_of(section)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version, min_value=0)
        for group in self.questions.groups:
            self._ask(group)
        self.free = tuple(self._ask_free())
        reason = forms.CharField(label="Why do you change it?", max_length=300, required=False)
        reason.help_text = "A word for those who read the history"
        if plain:
            self.fields["reason"] = reason

    def plain(self) -> dict[str, Any]:
        """The record as it is to be stored; only for a valid form."""
        result = deepcopy(dict(self.stored))
        for header, column in self.asked.items():
            before = _get(result, column)
            _put(result, column, _stored(column, before, self.cleaned_data[_name(header)]))
        for key in self.free:
            given = self.cleaned_data[f"free-{key}"]
            result = {name: value for name, value in result.items() if name != key} | ({key: given} if given else {})
        for group in self.questions.groups:
            if group.scores and self.around.priorities:
                self._put_scores(result)
            if group.lists and not result.get("options"):
                self._put_lines(result, group)
        return result

    def shown_groups(self) -> list[ShownGroup]:
        """The groups with their bound fields, in order."""
        free = ShownGroup(Group(heading=""), [self[f"free-{key}"] for key in self.free], [])
        shown = [self._shown(group) for group in self.questions.groups if not (group.lists and self.has_options)]
        return [*shown, *([free] if self.free else [])]

    @property
    def has_options(self) -> bool:
        """A project with options has its costs and benefits in them: they are changed in the workbook."""
        return bool(self.stored.get("options"))

    @property
    def left_out(self) -> list[str]:
        """What the record says and the form does not ask, by its label."""
        asked = {column.way[0].name for column in self.asked.values()} | {"id", "serves", *self.free}
        asked |= {group.lists for group in self.questions.groups if group.lists and not self.has_options}
        return [label_of(key) for key in self.stored if key not in asked]

    def add_findings(self, findings: Iterable[Finding], prefix: str) -> None:
        """Say what broke a rule at the field that it is about, or above the form where it is about no field."""
        for finding in findings:
            name = self._field_at(finding.where.removeprefix(prefix).lstrip(".") if prefix in finding.where else "")
            message = finding.message[:1].upper() + finding.message[1:]
            self.add_error(name, message if name else f"{message} ({finding.where})")

    def _ask(self, group: Group) -> None:
        columns = columns_of(self.section)
        for header in group.asks:
            column = columns.get(header)
            made = self._field(header, column) if column is not None else None
            if column is not None and made is not None:
                self.asked[header] = column
                self.fields[_name(header)] = made
                self.initial[_name(header)] = _shown(column, _get(self.stored, column))
        if group.scores:
            self._ask_scores()
        if group.lists and not self.stored.get("options"):
            self._ask_lines(_which(group))

    def _ask_free(self) -> Iterable[str]:
        """Texts of a record whose keys are not laid down: those that it has, or a name and some words to begin with."""
        if definition_of(sections()[self.section]).rest is None:
            return
        texts = [key for key, value in self.stored.items() if isinstance(value, str) and key != "id"]
        for key in texts or FREE_AT_FIRST:
            required = key == "name"
            made = forms.CharField(label=label_of(key), max_length=LONGEST_PROSE, required=required)
            self.fields[f"free-{key}"] = made
            self.initial[f"free-{key}"] = self.stored.get(key, "")
            yield key

    def _field(self, header: str, column: Column) -> forms.Field | None:
        words = self.questions
        label = words.labels.get(header) or label_of(column.key.name)
        hint = words.hints.get(header) or ("" if words.labels else (column.key.says or "").capitalize())
        years = self._years(column)
        made = field_for(column.key, column.form, label=label, hint=hint, options=self.around.options, years=years)
        if made is not None and header in words.required:
            made.required = True
            made.error_messages["required"] = f"{label.rstrip('?')}: this is needed"
        return made

    def _years(self, column: Column) -> tuple[str, ...]:
        """The years of the place, and one that stands already though it lies outside of them."""
        stored = _get(self.stored, column)
        given = stored if isinstance(stored, list) else [stored]
        others = [one for one in given if isinstance(one, str) and one not in self.around.years]
        return (*others, *self.around.years)

    def _ask_scores(self) -> None:
        serves = self.stored.get("serves") or {}
        choices = [("", "Not at all"), *((str(one), str(one)) for one in range(1, self.around.score_max + 1))]
        for key, name in self.around.priorities:
            score = serves.get(key)
            shown = "" if score in (None, 0) else str(score)
            others = [(shown, shown)] if shown and (shown, shown) not in choices else []
            made = forms.ChoiceField(label=name, choices=[*choices, *others], required=False)
            self.fields[f"serves-{key}"] = made
            self.initial[f"serves-{key}"] = shown

    def _ask_lines(self, which: Which) -> None:
        for line in lines_of(which, self.stored):
            for name, made in fields_of(line, self._columns_for(which), self.around.options):
                self.fields[name] = made
            self.initial.update(initial_of(line))

    def _columns_for(self, which: Which) -> int:
        years = len(self.around.years) if which == "costs" else self.around.benefit_years
        return min(max(years, 1), MOST_YEARS)

    def _put_scores(self, result: dict[str, Any]) -> None:
        before = dict(result.get("serves") or {})
        for key, _ in self.around.priorities:
            score = self.cleaned_data[f"serves-{key}"]
            if score:
                before[key] = before[key] if str(before.get(key)) == score else Decimal(score)
            else:
                before.pop(key, None)
        if before or "serves" in result:
            result["serves"] = before

    def _put_lines(self, result: dict[str, Any], group: Group) -> None:
        which = _which(group)
        found = plain_lines(which, self.stored, self.cleaned_data, self._columns_for(which))
        if found or result.get(which) is not None:
            result[which] = found
        if which == "costs" and not found:
            result.pop(which, None)

    def _shown(self, group: Group) -> ShownGroup:
        names = [_name(header) for header in group.asks if _name(header) in self.fields]
        names += [f"serves-{key}" for key, _ in self.around.priorities] if group.scores else []
        lines = self._shown_lines(_which(group)) if group.lists else []
        return ShownGroup(group, [self[name] for name in names], lines)

    def _shown_lines(self, which: Which) -> list[ShownLine]:
        found = []
        for line in lines_of(which, self.stored):
            years = [line.name(str(year)) for year in range(1, self._columns_for(which) + 1)]
            others = [line.name(what) for what in ("name", "kind", "organisation", "class")]
            shown = [self[name] for name in others if name in self.fields]
            found.append(ShownLine(line.heading, shown, [self[name] for name in years], line.plain is None))
        return found

    def _field_at(self, where: str) -> str | None:
        """The field that a path inside the record leads to, such as `costs[0].amounts[2]`."""
        path = where.replace("]", "").replace("[", ".").split(".")
        if path[0] in ("costs", "benefits") and len(path) > 1 and path[1].isdigit():
            lines = lines_of("costs" if path[0] == "costs" else "benefits", self.stored)
            line = lines[min(int(path[1]), len(lines) - 1)]
            year = str(int(path[3]) + 1) if len(path) > 3 and path[3].isdigit() else "1"
            named = line.name(path[2]) if len(path) > 2 else line.name("1")
            return next((name for name in (named, line.name(year), line.name("1")) if name in self.fields), None)
        names = ("-".join(path), "-".join(path[:2]), path[0])
        return next((name for name in names if name in self.fields), None)


def _which(group: Group) -> Which:
    return "benefits" if group.lists == "benefits" else "costs"


def _name(header: str) -> str:
    return header.replace(".", "-")


def _get(plain: Mapping[str, Any], column: Column) -> Any:
    value: Any = plain
    for key in column.way:
        value = value.get(key.name) if isinstance(value, Mapping) else None
    return value


def _put(plain: dict[str, Any], column: Column, value: Any) -> None:
    """Set a value, or take it out where it is None; a record that becomes empty by that goes too."""
    *above, last = (key.name for key in column.way)
    holders = [plain]
    for name in above:
        inside = holders[-1].get(name)
        holders.append(dict(inside) if isinstance(inside, Mapping) else {})
    if value is None:
        holders[-1].pop(last, None)
    else:
        holders[-1][last] = value
    for name, holder, inner in reversed(list(zip(above, holders, holders[1:], strict=False))):
        if inner:
            holder[name] = inner
        else:
            holder.pop(name, None)


def _shown(column: Column, value: Any) -> Any:
    """A stored value as its field shows it."""
    if isinstance(column.form, MoneyForm):
        return None if value is None else shown_amount(value)
    if isinstance(column.form, YesNoForm) and column.key.nullable:
        return "" if value is None else "yes" if value else "no"
    if value is None and isinstance(column.key.default, (str, bool, int, Decimal)):
        return column.key.default
    return value


def _stored(column: Column, before: Any, cleaned: Any) -> Any:
    """A cleaned value as it is stored; None takes the key away, because it is unknown or says no more than usual."""
    if isinstance(column.form, MoneyForm):
        return None if cleaned is None else stored_amount(before, cleaned)
    if isinstance(column.form, YesNoForm) and column.key.nullable:
        return {"yes": True, "no": False}.get(cleaned)
    if isinstance(column.form, ListForm):
        return list(cleaned) or None
    if isinstance(column.form, NumberForm) and cleaned is not None:
        return None if cleaned == column.key.default else before if before == cleaned else cleaned
    return None if cleaned in ("", None) or cleaned == column.key.default else cleaned


def words_of(bound: forms.BoundField, value: Any) -> str:
    """What stands in a field, as people read it."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "yes" if value and value not in ("False", "false") else "no"
    if isinstance(widget, (forms.Select, forms.CheckboxSelectMultiple)):
        names = {str(key): str(words) for key, words in widget.choices}
        given = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(names.get(str(one), str(one)) for one in given if one not in (None, ""))
    return "" if value is None else str(bound.field.prepare_value(value))


def posted(form: RecordForm) -> dict[str, list[str]]:
    """What a browser would send if the form were sent as it stands, with nothing typed."""
    found = {}
    for name, made in form.fields.items():
        value = form.get_initial_for_field(made, name)
        if isinstance(made.widget, forms.CheckboxInput):
            found[name] = ["on"] if value else []
        elif isinstance(value, (list, tuple)):
            found[name] = [str(one) for one in value]
        else:
            prepared = made.prepare_value(value)
            found[name] = ["" if prepared is None else str(prepared)]
    return found
