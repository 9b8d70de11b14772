"""Every address. A place's own addresses begin with its name; names that are not places come first."""

from django.urls import include, path

from placewide.web.config.api import api

handler400 = "placewide.web.site.errors.bad_request"
handler403 = "placewide.web.site.errors.forbidden"
handler404 = "placewide.web.site.errors.not_found"
handler500 = "placewide.web.site.errors.server_error"

urlpatterns = [
    path("account/", include("placewide.web.accounts.entrance")),
    path("api/v1/", api.urls),
    path("", include("placewide.web.accounts.urls")),
    path("", include("placewide.web.places.outside_urls")),
    path("", include("placewide.web.site.urls")),
    path("<slug:place>/", include("placewide.web.places.urls")),
    path("<slug:place>/", include("placewide.web.runs.urls")),
]
