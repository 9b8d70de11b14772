"""What is set up when Django starts: the kinds of work that answer questions, and the cards of the Overview."""

from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "placewide.web.runs"

    def ready(self) -> None:
        from placewide.web.runs import entries, work  # models are not there before

        entries.enter()
        work.enter()
