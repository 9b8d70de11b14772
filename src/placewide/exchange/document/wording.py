"""What may stand under a key, in plain English: for notes in workbooks and descriptions in the schema."""

from collections.abc import Iterator

from placewide.domain.place.references import singular
from placewide.domain.shared.definition import (
    ChoiceForm,
    DateForm,
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
    is_yearly,
)
from placewide.domain.shared.identifiers import Between, Refers


def describe(key: Key, must_be_given: bool = True) -> str:
    """What a key means and what may stand there, as sentences; `must_be_given` is left unsaid where it depends."""
    sentences = [key.says] if key.says else []
    sentences.append(in_words(key.form))
    if key.required and must_be_given:
        sentences.append("must be given")
    return ". ".join(sentence[0].upper() + sentence[1:] for sentence in sentences) + "."


def in_words(form: Form) -> str:
    """What may stand here."""
    if isinstance(form, ListForm):
        return "pounds for each year" + _bounds_of(form.item) if is_yearly(form) else _list(form)
    if isinstance(form, MapForm):
        return f"for each {_keys_in_words(form.key)}: {in_words(form.value)}"
    if isinstance(form, EitherForm):
        return "; or ".join(_alternatives(form))
    if isinstance(form, (MoneyForm, NumberForm)):
        return _amount(form)
    if isinstance(form, ChoiceForm):
        return "one of: " + ", ".join(form.names)
    if isinstance(form, (TextForm, IdentifierForm)):
        return _text(form)
    return _OTHERS[type(form)]


_OTHERS: dict[type[object], str] = {
    DateForm: "a date such as 2026, 2026-03 or 2026-03-31",
    YearForm: "a financial year such as 2026/27",
    YesNoForm: "true or false",
    FreeForm: "text, a number, true or false, or a list or mapping",
    RecordForm: "keys with values",
}


def _list(form: ListForm) -> str:
    return "a list of rows" if isinstance(form.item, RecordForm) else f"a list, each item {in_words(form.item)}"


def _alternatives(form: EitherForm) -> Iterator[str]:
    """A list whose items are the other alternatives is not explained twice."""
    others = [one for one in form.forms if not isinstance(one, ListForm)]
    yield from map(in_words, others)
    for one in form.forms:
        if isinstance(one, ListForm):
            items = one.item.forms if isinstance(one.item, EitherForm) else (one.item,)
            yield "several of these, in order" if list(items) == others else in_words(one)


def _bounds_of(form: Form) -> str:
    return _bounds(form.bounds) if isinstance(form, (MoneyForm, NumberForm)) else ""


def _amount(form: MoneyForm | NumberForm) -> str:
    kind = "pounds" if isinstance(form, MoneyForm) else "a whole number" if form.whole else "a number"
    return kind + _bounds(form.bounds)


def _bounds(bounds: Between) -> str:
    if bounds.lowest is not None and bounds.lowest == bounds.highest:
        return f", always {bounds.lowest}"
    if bounds.lowest is not None and bounds.highest is not None:
        return f" from {bounds.lowest} to {bounds.highest}"
    if bounds.lowest is not None:
        return f", at least {bounds.lowest}"
    return f", at most {bounds.highest}" if bounds.highest is not None else ""


def _text(form: TextForm | IdentifierForm) -> str:
    refers: Refers | None = form.refers
    if refers is not None:
        name = singular(refers.to)
        article = "an" if name[0] in "aeio" else "a"
        other = "text" if isinstance(form, TextForm) else "another id"
        return f"the id of {article} {name}" + (f", or {other}" if refers.open_ended else "")
    return "text" if isinstance(form, TextForm) else "an id of lower-case letters, digits, _ and -"


def _keys_in_words(key: TextForm | IdentifierForm | ChoiceForm) -> str:
    if isinstance(key, ChoiceForm):
        return "name (" + ", ".join(key.names) + ")"
    return singular(key.refers.to) if key.refers is not None else "id" if isinstance(key, IdentifierForm) else "name"
