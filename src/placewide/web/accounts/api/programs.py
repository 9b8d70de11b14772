"""How programs come in: a token for one membership, answers in problem+json, and versions that must be named."""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import HttpBearer

from placewide.exchange.reading.json_reader import read_json
from placewide.exchange.reading.source import Limits, Node, SourceError
from placewide.web.access.actor import Actor
from placewide.web.access.policy import HiddenError, RefusedError
from placewide.web.accounts.actors import actor_of_token


class ApiRequest(HttpRequest):
    """A request of a program; `actor` is the member whose token it holds."""

    actor: Actor


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`. A token opens its own place: another's place is absent."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        found = actor_of_token(token)
        if found is None:
            return None
        actor, row = found
        match = request.resolver_match
        slug = match.kwargs.get("place") if match is not None else None
        if slug is not None and slug != row.membership.organisation.place.slug:
            raise HiddenError
        request.actor = actor  # type: ignore[attr-defined]
        return actor


class ExactParser(Parser):
    """Bodies are read as place files are: exact numbers, no key twice, no NaN, nothing too deep."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            return _plain_of(read_json(request.body, "the request", Limits()).result)
        except SourceError as wrong:
            raise HttpError(400, wrong.findings[0].message) from wrong


class StaleError(Exception):
    """The version that the program names is not the one that stands; `current` is."""

    def __init__(self, current: str) -> None:
        self.current = current
        super().__init__("It was changed in the meantime: read it again.")


class UnnamedVersionError(Exception):
    """A change does not say which version it changes."""


class UnfitError(Exception):
    """What was sent does not fit the form that the pages use for the same; `errors` say where and what."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        self.errors = errors
        super().__init__("; ".join(one["what"] for one in errors))


def problem(status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    """An answer that says what is wrong (RFC 9457)."""
    content = {
        "type": "about:blank",
        "title": title,
        "status": status,
        **({"detail": detail} if detail else {}),
        **more,
    }
    return HttpResponse(json.dumps(content), status=status, content_type="application/problem+json")


def etag(version: int | str) -> str:
    """The ETag of a version."""
    return f'"{version}"'


def named_version(request: HttpRequest) -> str:
    """The version in If-Match. Raises UnnamedVersionError where none is named, or any would do (`*`)."""
    given = request.headers.get("If-Match", "").strip()
    if not given or given == "*" or "," in given:
        raise UnnamedVersionError
    return given.removeprefix("W/").strip('"')


def fitting(form: forms.Form) -> dict[str, Any]:
    """What the form of the pages makes of it: one rule for both. Raises UnfitError."""
    if not form.is_valid():
        said = [(name, str(message)) for name, messages in form.errors.items() for message in messages]
        raise UnfitError([{"where": name.replace("__all__", ""), "what": message} for name, message in said])
    return form.cleaned_data


def say_problems(api: NinjaAPI) -> None:
    """Every error of ours and of the framework as problem+json, in one place."""
    answers: dict[type[Exception], Callable[[Any], HttpResponse]] = {
        AuthenticationError: lambda _: _unauthorised(),
        RefusedError: lambda error: problem(403, "Refused", str(error)),
        HiddenError: lambda _: problem(404, "Not found"),
        Http404: lambda _: problem(404, "Not found"),
        StaleError: lambda error: problem(412, "Changed in the meantime", str(error), current=error.current),
        UnnamedVersionError: lambda _: problem(428, "Name the version", "Send If-Match with the ETag that you read."),
        ValidationError: lambda error: _misunderstood(error.errors),
        UnfitError: lambda error: problem(422, "Not understood", errors=error.errors),
        MultiPartParserError: lambda _: problem(400, "Not understood", "Send the file as multipart/form-data."),
        RequestDataTooBig: lambda _: problem(413, "Too large"),
        SuspiciousOperation: lambda _: problem(400, "Not understood"),
        HttpError: lambda error: problem(error.status_code, str(error)),
    }
    for kind, answer in answers.items():
        api.exception_handler(kind)(_handler(answer))


def _handler(answer: Callable[[Any], HttpResponse]) -> Callable[[HttpRequest, Any], HttpResponse]:
    def handle(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(error)

    return handle


def _unauthorised() -> HttpResponse:
    answer = problem(401, "Sign in", "Send a token of your own: Authorization: Bearer ….")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _misunderstood(errors: Any) -> HttpResponse:
    """An address that names nothing possible is not there; anything else is said."""
    if any(error.get("loc", ("",))[0] == "path" for error in errors):
        return problem(404, "Not found")
    return problem(422, "Not understood", errors=_plain(errors))


def _plain_of(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {name: _plain_of(item) for name, item in node.value.items()}
    return [_plain_of(item) for item in node.value] if isinstance(node.value, list) else node.value


def _plain(errors: Any) -> list[dict[str, str]]:
    """Where and what, without what was sent: it may be anything."""
    return [{"where": ".".join(map(str, error.get("loc", ()))), "what": str(error.get("msg", ""))} for error in errors]
