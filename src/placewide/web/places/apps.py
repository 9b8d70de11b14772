"""What is set up when Django starts: the work of jobs, and what the lists add to search, tasks and Overview."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "placewide.web.places"

    def ready(self) -> None:
        from placewide.web.places import entries, work  # models are not there before

        entries.enter()
        work.enter()
