"""The least that this app needs of a site: the gallery is served with it, whatever the other apps do."""

from pathlib import Path

import placewide.reports

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
ROOT_URLCONF = "placewide.web.nhsuk.tests.gallery_site"
INSTALLED_APPS = ["django.contrib.staticfiles", "csp", "placewide.web.nhsuk"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
FORM_RENDERER = "placewide.web.nhsuk.rendering.FormRenderer"
STATIC_URL = "/static/"
STATICFILES_DIRS = [("placewide/nhsuk", Path(placewide.reports.__file__).parent / "assets" / "nhsuk")]
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
LANGUAGE_CODE = "en-gb"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
