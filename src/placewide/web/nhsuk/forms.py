"""Fields that Django does not have: pounds that become whole pence, dates as people write them, files by kind.

Any form may use them beside Django's own fields; `rendering.py` draws them all.
"""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from placewide.domain.shared.money import pounds

AMOUNT = re.compile(r"(?P<pounds>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<pence>\d{1,2}))?", re.ASCII)
MOST_PENCE = 10**14
"""A million million pounds: more is a slip of the keyboard."""

OUT_OF_DATE = "This page is out of date: load it again, then send once more"
DATE_FORMATS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")


class MoneyInput(forms.TextInput):
    """A box with a pound sign before it."""

    template_name = "nhsuk/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class MoneyField(forms.Field):
    """An amount typed in pounds, cleaned to integer pence; empty is None, which is not nought.

    Takes £ in front, commas between thousands and spaces; never a floating point number. `most` is in pence.
    """

    widget = MoneyInput
    default_error_messages = {
        "required": "Enter an amount in pounds",
        "invalid": "Enter an amount in pounds, such as 12,500 or 12,500.50",
        "negative": "Enter an amount that is not below nought",
        "most": "Enter an amount of %(most)s or less",
    }

    def __init__(self, *, most: int = MOST_PENCE, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def to_python(self, value: object) -> int | None:
        """Pence of what was typed. Raises ValidationError, so that the form can say what would be right."""
        if isinstance(value, int) or value is None:
            return value
        typed = re.sub(r"\s", "", str(value))
        if not typed:
            return None
        if typed[0] in "-−–":
            raise forms.ValidationError(self.error_messages["negative"], code="negative")
        read = AMOUNT.fullmatch(typed.removeprefix("£"))
        if read is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(read["pounds"].replace(",", "")) * 100 + int((read["pence"] or "").ljust(2, "0"))

    def validate(self, value: object) -> None:
        super().validate(value)
        if isinstance(value, int) and value > self.most:
            said = {"most": pounds(self.most)}
            raise forms.ValidationError(self.error_messages["most"], code="most", params=said)

    def prepare_value(self, value: object) -> object:
        """What stands in the box: stored pence as pounds, and what was typed as it was typed."""
        return pounds(value).replace("£", "") if isinstance(value, int) else value


class DateField(forms.DateField):
    """A date in one box, as people write it: 31 March 2027, 31/3/2027 or 2027-03-31."""

    default_error_messages = {
        "required": "Enter a date, such as 31 March 2027",
        "invalid": "Enter a date that exists, such as 31 March 2027",
    }

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%d %B %Y", attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"})
        super().__init__(**{"input_formats": DATE_FORMATS, "widget": widget, **options})


class FileField(forms.FileField):
    """A file whose name ends as one of `endings`, such as `.xlsx`, and which is not larger than `most_bytes`.

    The ending is a courtesy to people; whoever reads the file still must not trust it.
    """

    default_error_messages = {
        "required": "Choose a file",
        "empty": "The file that you chose is empty",
        "ending": "The file must be one of these kinds: %(endings)s",
        "most": "The file must be smaller than %(most)s MB",
    }

    def __init__(self, *, endings: Sequence[str], most_bytes: int = 10 * 1024**2, **options: Any) -> None:
        self.endings, self.most_bytes = tuple(endings), most_bytes
        widget = forms.FileInput(attrs={"accept": ",".join(endings)})
        super().__init__(**{"widget": widget, **options})

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            self._check(file)
        return file

    def _check(self, file: "UploadedFile[Any]") -> None:
        if not (file.name or "").lower().endswith(self.endings):
            said = {"endings": ", ".join(self.endings)}
            raise forms.ValidationError(self.error_messages["ending"], code="ending", params=said)
        if (file.size or 0) > self.most_bytes:
            most = {"most": self.most_bytes // 1024**2}
            raise forms.ValidationError(self.error_messages["most"], code="most", params=most)


def error_texts(field: forms.BoundField) -> list[str]:
    """What is wrong with a field. Where Django only says that it is required, the label and what to do stand instead.

    In a list at the top of a page, six times "This field is required" tells nobody anything.
    """
    bare = str(forms.Field.default_error_messages["required"])
    return [f"{field.label}: {_what_to_do(field)}" if text == bare else str(text) for text in field.errors]


def _what_to_do(field: forms.BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "tick this to go on"
    if isinstance(widget, forms.FileInput):
        return "choose a file"
    return "choose an answer" if isinstance(widget, forms.widgets.ChoiceWidget) else "write something here"


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error of a form in the order of its fields, each with the address of the box that it is about.

    Errors of the whole form come first and lead to its first box, so that the keyboard gets into the form either way.
    """
    visible = form.visible_fields()
    start = f"#{box_id(visible[0])}" if visible else ""
    whole = [{"text": str(text), "href": start} for text in form.non_field_errors()]
    hidden = [{"text": OUT_OF_DATE, "href": start}] if any(field.errors for field in form.hidden_fields()) else []
    each = [{"text": text, "href": f"#{box_id(field)}"} for field in visible for text in error_texts(field)]
    return whole + hidden + each


def box_id(field: forms.BoundField) -> str:
    """The id of the first thing to type or choose in for a field."""
    many = field.use_fieldset and not isinstance(field.field.widget, forms.FileInput)
    return f"{field.auto_id}_0" if many else str(field.auto_id)
