"""Forms that are about the whole place: starting it, its settings, a file, something done together."""

import datetime
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from placewide.domain.shared.years import FinancialYear
from placewide.web.nhsuk.forms import FileField
from placewide.web.places.actions.uploading import ENDINGS, MOST_BYTES
from placewide.web.places.rooms import ROOMS

APRIL = 4


def year_choices(today: datetime.date) -> list[tuple[str, str]]:
    """The financial year of today, the one before and the three after."""
    now = FinancialYear(today.year if today.month >= APRIL else today.year - 1)
    return [(str(now.plus(years)), str(now.plus(years))) for years in range(-1, 4)]


class StartForm(forms.Form):
    """All that is needed to begin."""

    name = forms.CharField(label="What is the place called?", max_length=200, help_text="For example, Riverside")
    organisation = forms.CharField(
        label="Which organisation are you from?", max_length=200, help_text="In full, as on its letters"
    )
    first_year = forms.ChoiceField(label="Which financial year does the plan begin with?")
    file = FileField(
        label="Do you have a spreadsheet of proposals or money?",
        endings=ENDINGS,
        most_bytes=MOST_BYTES,
        required=False,
        help_text="As it is: any Excel workbook (.xlsx), or a place file. You see what was understood before anything "
        "is taken over. No patient data, please.",
    )
    once = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, today: datetime.date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = year_choices(today)
        self.fields["first_year"] = forms.ChoiceField(
            label=self.fields["first_year"].label, choices=choices, initial=choices[1][0]
        )
        self.fields["once"].initial = secrets.token_urlsafe(16)


class UploadForm(forms.Form):
    """A file to be read."""

    file = FileField(
        label="Your file",
        endings=ENDINGS,
        most_bytes=MOST_BYTES,
        help_text="Excel (.xlsx) in any layout, or a place file (.yaml, .json, .xlsx); up to 10 MB",
    )


class OwnForm(forms.Form):
    """Which of the organisations in a file is one's own."""

    own = forms.ChoiceField(label="Which of these organisations is yours?", required=False)

    def __init__(self, organisations: Sequence[Sequence[str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "None of them"), *((key, name) for key, name in organisations)]
        self.fields["own"] = forms.ChoiceField(label=self.fields["own"].label, choices=choices, required=False)


class SettingsForm(forms.Form):
    """The place itself."""

    name = forms.CharField(label="What is the place called?", max_length=200)
    first_year = forms.ChoiceField(
        label="First financial year", help_text="Prices are those of this year, and the plan begins with it"
    )
    years = forms.IntegerField(label="Years in which money is planned", min_value=1, max_value=30)
    appraisal_years = forms.IntegerField(
        label="Years for which benefits count", min_value=1, max_value=125, required=False,
        help_text="Empty: as many as are planned",
    )  # fmt: skip
    inflation = forms.DecimalField(
        label="Inflation of costs, % a year", min_value=-20, max_value=100, decimal_places=4, required=False,
        help_text="Empty: none",
    )  # fmt: skip
    rooms = forms.MultipleChoiceField(
        label="Which rooms do you use?", choices=[(room.key, room.name) for room in ROOMS],
        widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Rooms that you do not use stay hidden until somebody ticks them here; none ticked: all are shown",
    )  # fmt: skip
    is_public = forms.BooleanField(
        label="Show a public page", required=False,
        help_text="The name, the partners, the title and priorities of the strategy, how many proposals there are, "
        "and the names of the projects in the plan; nothing else",
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, today: datetime.date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        given = str((options.get("initial") or {}).get("first_year", ""))
        choices = year_choices(today)
        others = [(given, given)] if given and (given, given) not in choices else []
        field = self.fields["first_year"]
        self.fields["first_year"] = forms.ChoiceField(
            label=field.label, choices=[*others, *choices], help_text=field.help_text
        )

    def details(self) -> Mapping[str, Any]:
        """Keys of `place` in the document; None takes a key away."""
        cleaned = self.cleaned_data
        keys = ("name", "first_year", "years", "appraisal_years", "inflation")
        return {key: cleaned[key] if cleaned[key] != "" else None for key in keys}


class ExperienceForm(forms.Form):
    """One thing that two partners have already done together."""

    what = forms.CharField(
        label="What did you do together?", max_length=300,
        help_text="However small. For example: we share one on-call list for broken laptops",
    )  # fmt: skip
    together_with = forms.CharField(
        label="With whom?", max_length=300, help_text="An organisation, a team, or several"
    )  # fmt: skip
    difference = forms.CharField(
        label="What difference did it make?", max_length=2_000, required=False, widget=forms.Textarea({"rows": 4}),
        help_text="In your own words; a figure if you have one. Nothing about single patients, please",
    )  # fmt: skip


class AnswerForm(ExperienceForm):
    """The same from a link in an e-mail, without an account."""

    name = forms.CharField(label="Your name", max_length=200, help_text="It stands beside what you tell")
