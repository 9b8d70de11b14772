"""What templates may say: the components, the macros of NHS.UK frontend, tables, drawings and the error summary."""

from typing import Any

from django import forms, template

from placewide.reports.markup import Markup, element
from placewide.web.nhsuk import components, drawings
from placewide.web.nhsuk.forms import error_list, error_texts
from placewide.web.nhsuk.macros import macro
from placewide.web.nhsuk.table_markup import empty, table_markup

register = template.Library()

register.filter("error_texts", error_texts)
register.simple_tag(components.tag, name="tag")
register.simple_tag(components.button, name="button")
register.simple_tag(components.tile, name="tile")
register.simple_tag(components.card, name="card")
register.simple_tag(components.summary_row, name="summary_row")
register.simple_tag(components.switch, name="switch")
register.simple_tag(components.project, name="project")
register.simple_tag(components.partner, name="partner")
register.simple_tag(components.progress, name="progress")
register.simple_tag(components.quiet, name="quiet")
register.simple_tag(drawings.spine, name="spine")
register.simple_tag(drawings.bar, name="bar")
register.simple_tag(drawings.diverging_bar, name="diverging_bar")
register.simple_tag(table_markup, name="data_table")
register.simple_tag(empty, name="empty_state")


@register.simple_tag
def nhsuk(component: str, **parameters: Any) -> Markup:
    """`{% nhsuk "panel" title_text="Sent" text="We told nine partners." %}`: any component of NHS.UK frontend."""
    return macro(component, parameters)


@register.simple_tag
def error_summary(form: forms.BaseForm | None) -> Markup | str:
    """What is wrong with a form, each error leading to its box; nothing where nothing is wrong."""
    if not form or not form.errors:
        return ""
    return macro("error-summary", {"title_text": "There is a problem", "error_list": error_list(form)})


@register.simple_tag
def drawing(picture: Markup, label: str) -> Markup:
    """A drawing that scrolls in a region of its own where the screen is narrow."""
    return element("div", picture, class_="pw-scroll pw-drawing", role="region", tabindex=0, aria_label=label)


@register.simple_block_tag
def panel(content: str, heading: str = "", id: str = "", look: str = "") -> Markup:
    """`{% panel "Who gains" %}…{% endpanel %}`: a block of a page on its own ground."""
    title = element("h2", heading, class_="pw-panel__heading") if heading else None
    look_class = f"pw-panel pw-panel--{look}" if look else "pw-panel"
    return element("section", title, Markup(content), class_=look_class, id=id or None)


@register.simple_block_tag
def inset(content: str) -> Markup:
    return components.inset(Markup(content))


@register.simple_block_tag
def warning(content: str, heading: str) -> Markup:
    return components.warning(heading, Markup(content))


@register.simple_block_tag
def details(content: str, summary: str) -> Markup:
    return components.details(summary, Markup(content))
