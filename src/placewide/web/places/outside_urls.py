"""Addresses of places that lie outside any place: starting one, and answers by link."""

from django.urls import path

from placewide.web.places.views import starting, together

urlpatterns = [
    path("start/", starting.start, name="start"),
    path("start/example/", starting.start_example, name="start_example"),
    path("answer/together/<str:token>/", together.answer, name="answer_experience"),
]
