"""Every address of the application, with what stands for its variable parts in the tests."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

SAMPLES: dict[str, str | int] = {
    "place": "riverside",
    "section": "projects",
    "key": "shared_record",
    "project": "shared_record",
    "pk": 1,
    "number": 1,
    "run": 1,
    "organisation": "hospital",
    "token": "x" * 43,
    "uidb36": "1",
    "provider_id": "nobody",
    "name": "report.html",
    "suffix": "yaml",
}
"""A value for each variable of an address. An address with another variable needs its sample here."""


@dataclass(frozen=True)
class Address:
    """An address by its name and the names of its variables."""

    name: str
    variables: tuple[str, ...]

    def url(self, **values: str | int) -> str:
        """The address with samples for its variables, or with the values given."""
        known = {**SAMPLES, **values}
        return reverse(self.name, kwargs={name: known[name] for name in self.variables})


def addresses() -> list[Address]:
    """Every address that the resolver knows, by name."""
    return sorted(set(_walk(get_resolver().url_patterns, (), ())), key=lambda address: address.name)


def _walk(
    patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...], outer: tuple[str, ...]
) -> Iterator[Address]:
    for pattern in patterns:
        variables = (*outer, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner, variables)
        else:
            yield Address(":".join((*spaces, pattern.name or repr(pattern))), tuple(dict.fromkeys(variables)))
