"""Fields for the values of records: amounts that may be known not to be known, and one field for each simple form."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from placewide.domain.shared.definition import (
    ChoiceForm,
    DateForm,
    Form,
    IdentifierForm,
    Key,
    ListForm,
    MoneyForm,
    NumberForm,
    TextForm,
    YearForm,
    YesNoForm,
)
from placewide.web.nhsuk.forms import MoneyField
from placewide.web.places.wording import NOT_KNOWN, choice_of

LONGEST_LINE, LONGEST_PROSE = 300, 5_000
PROSE = frozenset({"description", "statement", "conditions", "reservations", "measure", "reason", "basis", "note"})
UNKNOWN: Final = "unknown"
"""What a cleaned amount is that somebody has said is not known, in place of pence."""
_SAYS_UNKNOWN = re.compile(r"not known|unknown|tbc|tbd|\?+|n/?k", re.IGNORECASE)

Options = Mapping[str, Sequence[tuple[str, str]]]
"""What can be chosen where a value names a record: by the path of its list, such as `organisations`."""


class AmountField(MoneyField):
    """Pounds as pence; “not known” is UNKNOWN; empty is None. With `signed`, a minus in front is a loss."""

    def __init__(self, *, signed: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.signed = signed
        self.widget.attrs["class"] = "nhsuk-input--width-10"

    def to_python(self, value: object) -> Any:
        text = "" if value is None else str(value).strip()
        if _SAYS_UNKNOWN.fullmatch(text):
            return UNKNOWN
        if self.signed and text[:1] in ("-", "−", "–"):
            pence = super().to_python(text[1:])
            return None if pence is None else -pence
        return super().to_python(value)

    def prepare_value(self, value: object) -> object:
        if value == UNKNOWN:
            return NOT_KNOWN
        return super().prepare_value(value)


def field_for(
    key: Key, form: Form, *, label: str, hint: str, options: Options, years: Sequence[str]
) -> forms.Field | None:
    """The field for a value of this form; None for one that a simple field cannot show, which is then left as it is."""
    said: dict[str, Any] = {"label": label, "help_text": hint, "required": key.required}
    if isinstance(form, (TextForm, IdentifierForm)):
        return _text(key, form, said, options)
    if isinstance(form, DateForm):
        return forms.CharField(max_length=10, **_hinted(said, "Such as 2026, 2026-06 or 2026-06-30"))
    if isinstance(form, YearForm):
        return forms.ChoiceField(choices=[("", "Choose a year"), *((year, year) for year in years)], **said)
    if isinstance(form, YesNoForm):
        return _yes_no(key, said)
    if isinstance(form, ChoiceForm):
        choices = [(name, choice_of(name)) for name in form.names]
        has_default = isinstance(key.default, str) and not key.required
        return forms.ChoiceField(choices=choices if has_default else [("", "Not known"), *choices], **said)
    if isinstance(form, MoneyForm):
        return AmountField(signed=form.bounds.lowest is None, **said)
    if isinstance(form, NumberForm):
        return _number(form, said)
    if isinstance(form, ListForm):
        return _several(form, said, options, years)
    return None


def _text(key: Key, form: TextForm | IdentifierForm, said: dict[str, Any], options: Options) -> forms.Field:
    refers = form.refers
    if refers is not None and refers.to in options and not refers.open_ended:
        return forms.ChoiceField(choices=[("", "Not known"), *options[refers.to]], **said)
    if key.name in PROSE:
        return forms.CharField(max_length=LONGEST_PROSE, widget=forms.Textarea({"rows": 4}), **said)
    return forms.CharField(max_length=LONGEST_LINE, **said)


def _yes_no(key: Key, said: dict[str, Any]) -> forms.Field:
    if key.nullable:
        return forms.ChoiceField(choices=[("", "Not said"), ("yes", "Yes"), ("no", "No")], **said)
    return forms.BooleanField(**{**said, "required": False})


def _number(form: NumberForm, said: dict[str, Any]) -> forms.Field:
    lowest, highest = form.bounds.lowest, form.bounds.highest
    widget = forms.TextInput({"inputmode": "decimal", "class": "nhsuk-input--width-5", "autocomplete": "off"})
    if form.whole:
        return forms.IntegerField(widget=widget, min_value=lowest, max_value=highest, **said)
    return forms.DecimalField(
        widget=widget, max_digits=20, decimal_places=6, min_value=lowest, max_value=highest, **said
    )


def _several(form: ListForm, said: dict[str, Any], options: Options, years: Sequence[str]) -> forms.Field | None:
    if isinstance(form.item, YearForm):
        choices: Sequence[tuple[str, str]] = [(year, year) for year in years]
    elif isinstance(form.item, IdentifierForm) and form.item.refers is not None and form.item.refers.to in options:
        choices = options[form.item.refers.to]
    else:
        return None
    return forms.MultipleChoiceField(
        choices=choices, widget=forms.CheckboxSelectMultiple, **{**said, "required": False}
    )


def _hinted(said: dict[str, Any], usual: str) -> dict[str, Any]:
    return {**said, "help_text": said["help_text"] or usual}
