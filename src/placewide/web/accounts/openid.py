"""Signing in at an organisation's own provider (OpenID Connect): authorisation code, PKCE, state and nonce."""

import base64
import binascii
import json
import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from placewide.web.accounts import outside

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""Signatures with a key that only the provider has; never “none”, never a shared secret."""
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderError(Exception):
    """The provider cannot be reached, or does not say what it must."""


class Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The library's adapter, which does not know of a nonce, and trusts an ID token for having come over TLS."""

    state: dict[str, Any]

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider publishes. Raises OAuth2Error where it names another issuer, or a strange address."""
        known: dict[str, Any] | None = getattr(self, "_openid_config", None)
        if known is not None:
            return known
        self._check(self.get_provider().server_url)
        said: dict[str, Any] = super().openid_config
        if str(said.get("issuer", "")).rstrip("/") != self.get_provider().app.settings["server_url"].rstrip("/"):
            raise OAuth2Error("The provider names another issuer.")
        for name in ENDPOINTS:
            self._check(str(said.get(name, "")))
        return said

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **given: Any) -> Any:
        """The person who signed in, from an ID token whose signature, issuer, audience, time and nonce are right."""
        claims = self._claims(app, given["response"].get("id_token"))
        data = {"id_token": claims}
        if not claims.get("email"):
            data["userinfo"] = self._asked_for(claims, token.token)
        return self.get_provider().sociallogin_from_response(request, data)

    def _claims(self, app: Any, id_token: object) -> dict[str, Any]:
        _check_algorithm(id_token)
        try:
            claims: dict[str, Any] = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, TypeError, ValueError) as problem:
            raise OAuth2Error("The ID token cannot be read.") from problem
        if not constant_time_compare(str(claims.get("nonce", "")), str(self.state.get("nonce") or secrets.token_hex())):
            raise OAuth2Error("The ID token was made for another sign-in.")
        return claims

    def _asked_for(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        self._check(self.profile_url)
        said: dict[str, Any] = self._fetch_user_info(access_token)
        if said.get("sub") != claims.get("sub"):
            raise OAuth2Error("The provider tells about somebody else.")
        return said

    def _check(self, address: str) -> None:
        try:
            outside.check(address)
        except outside.UnsafeAddressError as problem:
            raise OAuth2Error(str(problem)) from problem


class Callback(OAuth2CallbackView):  # type: ignore[misc]
    """Hands what was kept when the person left for the provider to the adapter, which compares the nonce."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, response = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, response


def address_of_provider(request: HttpRequest, provider_id: str, next_url: str | None) -> str:
    """Where the person signs in, with state, nonce and PKCE challenge kept in the session.

    Raises ProviderError, and allauth's SocialApp.DoesNotExist for an unknown provider.
    """
    provider = Provider(request, provider_id).get_provider()
    provider.get_oauth2_adapter = lambda asked: Provider(asked, provider_id)
    nonce = secrets.token_urlsafe(32)
    try:
        there = provider.redirect(
            request, "login", next_url=next_url, auth_params={"nonce": nonce}, nonce=nonce
        )  # fmt: skip
    except (OAuth2Error, OSError, KeyError, ValueError) as problem:
        raise ProviderError(str(problem)) from problem
    if there.status_code != 302:
        raise ProviderError("The provider did not say where to go.")
    return str(there["Location"])


def _check_algorithm(id_token: object) -> None:
    try:
        head = str(id_token).split(".", 1)[0]
        algorithm = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4))).get("alg")
    except (binascii.Error, ValueError, AttributeError) as problem:
        raise OAuth2Error("The provider sent no ID token.") from problem
    if algorithm not in ALGORITHMS:
        raise OAuth2Error("The ID token is not signed with a key of the provider.")
