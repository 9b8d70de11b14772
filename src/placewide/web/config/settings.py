"""Django settings, from one typed environment: what differs between installations is read there, nowhere else."""

import sqlite3
from pathlib import Path
from typing import Any

from placewide.domain.shared.version import VERSION
from placewide.web.config.environment import Environment, read_environment

ENVIRONMENT: Environment = read_environment()
WEB = Path(__file__).resolve().parents[1]

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = [ENVIRONMENT.host, *(() if ENVIRONMENT.mode == "shared" else ("localhost", "127.0.0.1", "[::1]"))]
PLACEWIDE_VERSION = VERSION
PLACEWIDE_MODE = ENVIRONMENT.mode
PLACEWIDE_ADDRESS = ENVIRONMENT.address

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "ninja",
    "placewide.web.nhsuk",
    "placewide.web.mail",
    "placewide.web.jobs",
    "placewide.web.audit",
    "placewide.web.organisations",
    "placewide.web.accounts",
    "placewide.web.places",
    "placewide.web.runs",
    "placewide.web.site",
    "placewide.web.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "placewide.web.config.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "placewide.web.accounts.middleware.DoorMiddleware",
]

ROOT_URLCONF = "placewide.web.config.urls"
WSGI_APPLICATION = "placewide.web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "accounts" / "templates"],  # before those of the sign-in library, which have the same names
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "placewide.web.site.context.page",
            ],
        },
    },
]

FORM_RENDERER = "placewide.web.nhsuk.rendering.FormRenderer"

# --- data

SAFE_WRITE_AHEAD = (3, 51, 3)  # before it, SQLite's write-ahead log can corrupt: sqlite.org/wal.html#walresetbug


def _sqlite(file: Path) -> dict[str, Any]:
    journal = "WAL" if sqlite3.sqlite_version_info >= SAFE_WRITE_AHEAD else "DELETE"
    pragmas = f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "CONN_MAX_AGE": 600,
    }


def _database(environment: Environment) -> dict[str, Any]:
    where = environment.database
    if where.file is not None:
        return _sqlite(where.file)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": where.name,
        "USER": where.user,
        "PASSWORD": where.password,
        "HOST": where.host,
        "PORT": where.port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "options": "-c statement_timeout=10000 -c lock_timeout=10000"},
    }


DATABASES = {"default": _database(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},  # where it is full, live limits of sign-in would be dropped
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024**2
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# --- people

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "placewide.web.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "placewide.web.accounts.adapters.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session gets another name; all others end with the old password
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.encrypted else "http"
MFA_ADAPTER = "placewide.web.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "placewide.web.accounts.passkey_form.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Placewide"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.encrypted
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "oidc"
SOCIALACCOUNT_ONLY = False

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- security

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
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
if ENVIRONMENT.encrypted:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
if ENVIRONMENT.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- mail: everything goes through the outbox, in the transaction of what it tells about

EMAIL_BACKEND = "placewide.web.mail.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
MAIL_SERVER = ENVIRONMENT.mail

# --- words, times, files

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STATICFILES_DIRS = [("placewide/nhsuk", WEB.parent / "reports" / "assets" / "nhsuk")]  # one copy for all
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "placewide.web.nhsuk.storage.StaticStorage"},
}
WHITENOISE_USE_FINDERS = ENVIRONMENT.mode != "shared"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
