"""Draws every Django form with the components of NHS.UK, whoever wrote the form."""

from functools import cached_property
from pathlib import Path

from django import forms as django_forms
from django.forms.renderers import BaseRenderer
from django.template.backends.base import BaseEngine
from django.template.backends.django import DjangoTemplates

OURS = Path(__file__).parent / "form_templates"
DJANGOS = Path(django_forms.__file__).parent / "templates"


class FormRenderer(BaseRenderer):
    """The setting FORM_RENDERER names it. Our widget templates lie over Django's own under the same names."""

    form_template_name = "nhsuk/form.html"
    formset_template_name = "nhsuk/formset.html"
    field_template_name = "nhsuk/field.html"

    @cached_property
    def engine(self) -> BaseEngine:
        given = {"APP_DIRS": True, "DIRS": [OURS, DJANGOS], "NAME": "placewide_forms", "OPTIONS": {}}
        return DjangoTemplates(given)

    def get_template(self, template_name: str) -> object:
        return self.engine.get_template(template_name)
