import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

STATIC = Path(__file__).parents[1] / "static" / "placewide"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "placewide.web.nhsuk.storage.StaticStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def test_scripts_ask_for_each_other_by_their_hashed_names(collected: Path) -> None:
    paths: dict[str, str] = json.loads((collected / "staticfiles.json").read_text())["paths"]
    script = (collected / paths["placewide/placewide.js"]).read_text()
    imported = re.findall(r'(?:from|import) ?"\./([^"]+)"', script)
    names = {f"placewide/{name}" for name in imported}
    assert names == {paths["placewide/vendor/nhsuk-frontend.min.js"], paths["placewide/vendor/htmx.esm.min.js"]}


def test_the_styles_of_nhs_uk_are_there_once_with_their_icons(collected: Path) -> None:
    paths: dict[str, str] = json.loads((collected / "staticfiles.json").read_text())["paths"]
    styles = (collected / paths["placewide/nhsuk/nhsuk-frontend.css"]).read_text()
    named = set(re.findall(r'url\("?([^")]+)"?\)', styles))
    assert named
    assert all((collected / "placewide" / "nhsuk" / name).is_file() for name in named)


def test_nothing_that_a_browser_gets_asks_another_host_for_anything() -> None:
    for file in STATIC.rglob("*.[cj]s*"):
        text = file.read_text("utf-8")
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import|sourceMappingURL|from ['\"]http", text), file.name
