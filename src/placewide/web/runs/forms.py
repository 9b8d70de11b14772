"""What is typed when a scenario is kept."""

from django import forms

LONGEST_NAME, LONGEST_DISSENT = 200, 2_000


class KeepForm(forms.Form):
    """Its name, and what those who disagree say, in their words."""

    name = forms.CharField(
        label="What do you call it?",
        max_length=LONGEST_NAME,
        error_messages={"required": "Enter a name by which you will know it again"},
    )
    dissent = forms.CharField(
        label="Who disagrees, and why?",
        required=False,
        max_length=LONGEST_DISSENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In their own words. It is kept with the scenario and shown wherever the scenario is shown.",
    )
