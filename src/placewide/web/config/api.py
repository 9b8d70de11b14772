"""The API: one address for each operation, the same actions and policy as the pages."""

from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.throttling import AuthRateThrottle

from placewide.web.accounts.api import people
from placewide.web.accounts.api.programs import ExactParser, TokenAuth, say_problems
from placewide.web.places.api import experiences, exports, records, uploads
from placewide.web.places.api import settings as place_settings
from placewide.web.runs.api import papers, questions, table

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "What is wrong, as RFC 9457 has it; some problems say more.",
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status"],
}
REFUSED: dict[str, Any] = {
    "description": "It was not done; the answer says why.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
NAMED_VERSION: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the version that you read.",
}
NAMING_A_VERSION = frozenset({"change", "remove", "change_settings", "take_upload"})
"""Operations that change what others may have changed meanwhile; the rest adds, or takes away what never changes."""


class PlacewideAPI(NinjaAPI):
    """Describes also what the framework does not know of: refusals, and the version that a change has to name."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """The description, in OpenAPI 3.1."""
        described = super().get_openapi_schema(**given)
        described["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        for methods in described["paths"].values():
            for operation in methods.values():
                operation["responses"]["4XX"] = REFUSED
                if operation["operationId"] in NAMING_A_VERSION:
                    operation.setdefault("parameters", []).append(NAMED_VERSION)
        return described


api = PlacewideAPI(
    title="Placewide",
    version=settings.PLACEWIDE_VERSION,
    description="One digital programme of a place. Money is in pounds as in place files; no patient data, ever.",
    urls_namespace="api",
    auth=TokenAuth(),
    throttle=[AuthRateThrottle("600/m")],
    parser=ExactParser(),
    docs_url=None,
)
say_problems(api)
records.say_problems_of_places(api)
for part in (records, place_settings, experiences, exports, uploads, people, questions, table, papers):
    api.add_router("", part.router)
