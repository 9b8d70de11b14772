"""The page on which the programme office sets what belongs to the place as a whole."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from placewide.web.accounts.request import PlaceRequest
from placewide.web.places.actions.settings import change_settings
from placewide.web.places.actions.writing import ConflictError, InvalidError
from placewide.web.places.forms.places import SettingsForm
from placewide.web.places.queries import place_of, settings_of_place


def settings(request: PlaceRequest, place: str) -> HttpResponse:
    """What is this place called, which years does it plan, which rooms does it use?"""
    stored = place_of(request.actor)
    data = request.POST if request.method == "POST" else None
    form = SettingsForm(timezone.localdate(), data, initial=settings_of_place(stored))
    if data is not None and form.is_valid() and _saved(request, form):
        return redirect("settings", place)
    given = {
        "title": "Settings of this place",
        "answer": "These hold for everybody here. Changing the years changes what can be planned.",
        "form": form,
        "submit": "Save",
        "cancel_url": reverse("overview", args=[place]),
    }
    return render(request, "places/settings.html", given, status=422 if form.errors else 200)


def _saved(request: PlaceRequest, form: SettingsForm) -> bool:
    cleaned = form.cleaned_data
    try:
        change_settings(
            request.actor,
            details=form.details(),
            rooms=cleaned["rooms"],
            is_public=cleaned["is_public"],
            revision=cleaned["revision"],
        )
    except InvalidError as problem:
        for finding in problem.findings[:10]:
            name = finding.where.removeprefix("place.")
            where = f" ({finding.record})" if finding.record else ""
            form.add_error(name if name in form.fields else None, finding.message + where)
        return False
    except ConflictError as problem:
        form.add_error(None, f"{problem} Load the page again to see what is saved; what you typed stands below.")
        return False
    messages.success(request, "Saved.")
    return True
