"""Addresses that belong to no room."""

from django.urls import path

from placewide.web.site.views import demo, front, letter, place

urlpatterns = [
    path("", front.home, name="home"),
    path("health/", front.health, name="health"),
    path("help/", front.help_page, name="help"),
    path("help/accessibility/", front.accessibility, name="accessibility"),
    path("help/privacy/", front.privacy, name="privacy"),
    path("demo/", demo.enter, name="demo"),
    path("demo/mail/", demo.outbox, name="outbox"),
    path("public/<slug:place>/", place.public, name="public_place"),
    path("me/letter/", letter.letter, name="letter"),
    path("me/letter/<str:token>/stop/", letter.stop, name="letter_stop"),
    path("<slug:place>/", place.overview, name="overview"),
    path("<slug:place>/search/", place.search, name="search"),
    path("<slug:place>/tasks/", place.tasks, name="tasks"),
]
