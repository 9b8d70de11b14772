"""What is set up when Django starts and belongs to no slice: the checks of an installation, and what workers repeat."""

from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "placewide.web.config"

    def ready(self) -> None:
        from placewide.web.config import checks, repeating  # models are not there before

        checks.enter()
        repeating.enter()
