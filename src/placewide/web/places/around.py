"""What the form of a record needs to know of the place around it."""

from collections.abc import Mapping
from typing import Any

from placewide.domain.shared.definition import IdentifierForm, ListForm
from placewide.domain.shared.years import FinancialYear
from placewide.web.organisations.models import Organisation
from placewide.web.places.forms.questions import columns_of, questions_of
from placewide.web.places.forms.record import Around
from placewide.web.places.models import Place, Record
from placewide.web.places.sections import sections
from placewide.web.places.storage import plain_of


def around(place: Place, section: str, key: str = "") -> Around:
    """The choices, years and priorities of a place for a form of this section; `key` is not offered to itself."""
    head = plain_of(place.head)
    details = head["place"]
    strategy: Mapping[str, Any] = head.get("strategy") or {}
    first = FinancialYear.parse(str(details["first_year"]))
    years = int(details["years"])
    priorities = tuple((str(one["id"]), str(one.get("name") or one["id"])) for one in strategy.get("priorities") or ())
    options: dict[str, list[tuple[str, str]]] = {"strategy.priorities": list(priorities)}
    options["organisations"] = list(Organisation.objects.of(place.pk).present().values_list("key", "name"))
    for name in _asked_lists(section) & set(sections()) - {"organisations"}:
        rows = Record.objects.of(place.pk).filter(section=name).order_by("title")
        options[name] = [(one, title) for one, title in rows.values_list("key", "title") if one != key]
    return Around(
        options=options,
        years=tuple(str(first.plus(year)) for year in range(years)),
        benefit_years=max(years, int(details.get("appraisal_years") or 0)),
        priorities=priorities,
        score_max=int(strategy.get("score_max") or 5),
    )


def _asked_lists(section: str) -> set[str]:
    """The lists to which values that the form asks refer."""
    columns = columns_of(section)
    asked = [
        columns[header].form for group in questions_of(section).groups for header in group.asks if header in columns
    ]
    forms = [form.item if isinstance(form, ListForm) else form for form in asked]
    return {form.refers.to for form in forms if isinstance(form, IdentifierForm) and form.refers is not None}
