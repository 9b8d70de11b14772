"""To an organisation's own sign-in and back."""

from allauth.socialaccount.models import SocialApp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from placewide.web.accounts import entering
from placewide.web.accounts.openid import Callback, Provider, ProviderError, address_of_provider


@never_cache
def leave_for_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A page that leads to the provider by itself. It does not redirect: a form of ours may be sent to us alone."""
    app = SocialApp.objects.filter(provider_id=provider_id).first()
    if app is None:
        raise Http404
    if request.method != "POST":
        return render(request, "socialaccount/leave.html", {"name": app.name})
    limited = entering.too_many(request, "login")
    if limited is not None:
        return limited
    try:
        address = address_of_provider(request, provider_id, entering.safe_next(request) or None)
    except ProviderError:
        return render(request, "socialaccount/unreachable.html", {"name": app.name}, status=502)
    return render(request, "socialaccount/leaving.html", {"name": app.name, "address": address})


@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends the person: everything is checked before anybody is signed in."""
    try:
        view = Callback.adapter_view(Provider(request, provider_id))
        response: HttpResponse = view(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response
