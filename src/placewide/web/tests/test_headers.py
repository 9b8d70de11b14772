"""What every answer tells browsers and caches, at every address, to members and to the public; and what is typed into
addresses by those who try.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from placewide.web.access.doors import DOORS, Opens
from placewide.web.accounts.actions.accounts import proved
from placewide.web.places.models import Record
from placewide.web.tests.addresses import Address, addresses
from placewide.web.tests.cast import World

Browser = Callable[[str | None], Client]
STRICT = {
    "default-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "object-src": {"'none'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
    "form-action": {"'self'"},
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
INLINE = re.compile(
    rb"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=\"|javascript:"
)


def policy(answer: object) -> dict[str, set[str]]:
    parts = [part.split() for part in answer.headers["Content-Security-Policy"].split(";")]  # type: ignore[attr-defined]
    return {part[0]: set(part[1:]) for part in parts if part}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["owner", "reader", None])
def test_every_address_says_what_browsers_and_caches_may_do(as_: Browser, name: str | None) -> None:
    client = as_(name)
    for address in addresses():
        answer = client.get(address.url())
        assert policy(answer) == STRICT, address.name
        assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), address.name
        assert "camera=()" in answer.headers["Permissions-Policy"], address.name
        assert {key: answer.headers.get(key) for key in ALWAYS} == ALWAYS, address.name
        assert kept_rightly(address, answer.headers["Cache-Control"], signed_in=name is not None), address.name
        assert "Server" not in answer.headers
        assert "X-Powered-By" not in answer.headers


def kept_rightly(address: Address, control: str, *, signed_in: bool) -> bool:
    """What members see is stored nowhere; what the public sees is at least asked for anew."""
    words = set(re.split(r",\s*", control))
    if signed_in or DOORS[address.name].opens is not Opens.ANYONE:
        return {"no-store", "private"} <= words
    return bool(words & {"no-store", "no-cache"}) and "public" not in words


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["office", None])
def test_no_page_needs_what_the_policy_forbids(as_: Browser, name: str | None) -> None:
    client = as_(name)
    for address in addresses():
        answer = client.get(address.url(), follow=True)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            assert INLINE.search(answer.content) is None, address.name
            assert not re.search(rb'<(?:script|link|img|iframe)[^>]*(?:src|href)="(?:https?:)?//', answer.content)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nothing/here/", "/riverside/nothing/", "/static/nothing.css", "/%00/"])
def test_what_does_not_exist_says_the_same(as_: Browser, path: str) -> None:
    answer = as_("owner").get(path)
    assert answer.status_code == 404
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert policy(answer) == STRICT


HTTPS = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client, override_settings
plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
with override_settings(STORAGES={**settings.STORAGES, **plain}):
    client = Client(headers={"host": "westmere.example"})
    open_ = client.get("/account/login/")
    safe = client.get("/account/login/", headers={"x-forwarded-proto": "https"})
    print(json.dumps({
        "open": [open_.status_code, open_["Location"]],
        "hsts": safe["Strict-Transport-Security"],
        "cookies": [cookie.output(header="") for cookie in safe.cookies.values()],
        "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY],
        "elsewhere": Client(headers={"host": "evil.example"}).get("/help/", secure=True).status_code,
    }))
"""


def test_over_https_nothing_goes_in_the_clear(tmp_path: Path) -> None:
    given = {
        "PLACEWIDE_DATA": str(tmp_path), "PLACEWIDE_MODE": "shared", "PLACEWIDE_ADDRESS": "https://westmere.example",
        "PLACEWIDE_SECRET_KEY": "k" * 60, "PLACEWIDE_PROXY": "yes",
        "DJANGO_SETTINGS_MODULE": "placewide.web.config.settings",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", HTTPS], env={**os.environ, **given}, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["open"] == [301, "https://westmere.example/account/login/"]
    assert re.search(r"max-age=(\d+); includeSubDomains", said["hsts"])
    assert said["session"] == ["__Host-session", True, True]
    assert said["elsewhere"] == 400
    assert said["cookies"]
    for cookie in said["cookies"]:
        assert cookie.strip().startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        assert "Domain=" not in cookie


ODD = ["%", "_", "\\", "%_%", "'", '"', "<script>", "(a+)+$", "é" * 300, "a" * 5_000, "%00", " ", "٣", "‮abc"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:8]))
def test_a_search_takes_every_character_for_itself(world: World, as_: Browser, text: str) -> None:
    Record.objects.filter(key="shared_record").update(title="100% of_it \\ all")
    page = as_("reader").get("/riverside/search/", {"q": text})
    assert page.status_code == 200
    body = page.content.decode().split("<main", 1)[1]
    assert ("100% of_it" in body) is (text in ("%", "_", "\\"))
    assert "<script>" not in body


@pytest.mark.django_db
def test_no_search_reaches_another_place(as_: Browser) -> None:
    found = as_("reader").get("/riverside/search/", {"q": "tablets"}).content.decode()
    assert "/riverside/records/projects/" in found
    assert "/otherton/" not in found


ELSEWHERE = ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
             "https:evil.example", "///evil.example", "/\t/evil.example", "http:///evil.example"]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere_by_signing_in_or_choosing(world: World, as_: Browser, address: str) -> None:
    """W8. A link of ours may have a `next` that somebody else wrote."""
    owner = world.people["owner"]
    owner.set_password("a long and quiet river")
    owner.save()
    proved(owner)
    client = as_(None)
    given = {"way": "password", "email": owner.email, "password": "a long and quiet river", "next": address}
    answers = [client.get("/account/login/", {"next": address}), client.post("/account/login/", given)]
    signed_in = as_("owner")
    answers += [
        signed_in.get("/account/login/", {"next": address}),
        signed_in.post("/riverside/acting-for/", {"organisation": "hospital", "next": address}),
        signed_in.post("/account/logout/", {"next": address}),
    ]
    assert "_auth_user_id" in client.session
    for answer in answers:
        assert answer.status_code < 500
        assert not leads_elsewhere(answer.headers.get("Location", "/"))
        assert f'href="{address}"' not in answer.content.decode()


def leads_elsewhere(location: str) -> bool:
    """Whether a browser would leave this host: it takes a backslash for a slash, and leaves tabs out."""
    plain = location.replace("\\", "/").replace("\t", "")
    return plain.startswith("//") or re.match(r"[a-zA-Z][a-zA-Z+.-]*:", plain) is not None


@pytest.mark.django_db
def test_a_form_without_its_secret_or_from_elsewhere_changes_nothing(world: World) -> None:
    """W1."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["owner"], backend="django.contrib.auth.backends.ModelBackend")
    url, given = "/riverside/records/projects/shared_record/remove/", {"version": "1"}
    assert client.post(url, given).status_code == 403
    token = client.get("/riverside/records/projects/shared_record/change/").cookies["csrftoken"].value
    foreign = client.post(url, {**given, "csrfmiddlewaretoken": token}, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert Record.objects.filter(key="shared_record", place=world.riverside).exists()
