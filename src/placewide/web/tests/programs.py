"""Programs in tests: each holds a token of a member of the cast."""

import json
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from placewide.web.access.table import Kind
from placewide.web.accounts.actors import digest_of
from placewide.web.accounts.models import Membership, Token
from placewide.web.tests.cast import World

API = "/api/v1/places/riverside"
EVERYTHING = ("read", *(f"write:{kind}" for kind in Kind))


class Program:
    """A program that holds a token of a member of the cast."""

    def __init__(self, world: World, name: str, scopes: tuple[str, ...] = EVERYTHING) -> None:
        Token.objects.create(
            membership=Membership.objects.get(user=world.people[name]),
            name="A program",
            token_digest=digest_of(name),
            scopes=list(scopes),
            expires_at=timezone.now() + timedelta(days=1),
        )
        self._headers = {"authorization": f"Bearer {name}"}
        self._client = Client()

    def ask(self, method: str, url: str, content: Any = None, **headers: str) -> Any:
        """`url` from the place on, where it does not begin with the address of the API."""
        body = content if isinstance(content, str) else json.dumps(content)
        return self._client.generic(
            method,
            url if url.startswith("/api/") else API + url,
            "" if content is None else body,
            content_type="application/json",
            headers={**self._headers, **{name.replace("_", "-"): value for name, value in headers.items()}},
        )

    def send(self, name: str, content: bytes) -> Any:
        """Send a file."""
        file = SimpleUploadedFile(name, content)
        return self._client.post(f"{API}/uploads", {"file": file}, headers=self._headers)
