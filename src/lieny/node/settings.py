"""Settings of the portal. What an operator may choose is read from LIENY_… (docs/portal.md)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from lieny.node.data_folder import data_folder
from lieny.node.operator import read_operator
from lieny.node.postgres.launcher import database_of
from lieny.people.web.sign_in_settings import *  # noqa: F403 - allauth, axes, passwords, sessions

_FOLDER = data_folder()
_DATABASE = database_of(_FOLDER)
_OPERATOR = read_operator(os.environ)
_OWNER = os.environ.get("LIENY_DATABASE_ROLE") == "owner"  # migrations, never pages
_SOURCE = Path(__file__).resolve().parents[1]

DEBUG = False
# Without a key of its own (a process that serves nobody) each process makes one up.
SECRET_KEY = _FOLDER.known_secret("django") or secrets.token_urlsafe(48)
ALLOWED_HOSTS = list(_OPERATOR.hosts)
CSRF_TRUSTED_ORIGINS = [_OPERATOR.public_url] if _OPERATOR.public_url else []
ROOT_URLCONF = "lieny.node.urls"
WSGI_APPLICATION = "lieny.node.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "lieny.ui.portal",
    "lieny.people",
    "lieny.registry",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lieny.ui.portal.content_security.ContentSecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages go out compressed; Django adds a random length against BREACH and masks its tokens.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "lieny.people.web.signed_in.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lieny.people.web.session_end.SessionEndMiddleware",
    "lieny.people.web.boundary.BoundaryMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_SOURCE / "node" / "templates"],
        "APP_DIRS": True,  # ours stand before allauth's: INSTALLED_APPS is in order
        "OPTIONS": {
            "builtins": ["lieny.ui.portal.templatetags.addresses"],  # a quicker {% url %}
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lieny.ui.portal.context.page",
                "lieny.people.web.context.actor",
                "lieny.registry.web.context.unread",
            ],
        },
    }
]

_ROLE = _DATABASE.owner if _OWNER else _DATABASE.app
DATABASES = {
    "default": {
        "ENGINE": "lieny.node.postgres.pages",
        "HOST": _ROLE.host,
        "PORT": _ROLE.port,
        "NAME": _ROLE.database,
        "USER": _ROLE.user,
        "PASSWORD": _ROLE.password,
        "OPTIONS": {
            # Compiling a plan (JIT) costs more than any page's statement gains by it.
            "options": "-c jit=off",
            **_ROLE.options,
            "connect_timeout": 10,
            # Pages ask the same again and again, and planning through the walls costs more than
            # reading a few rows: what was asked before is planned once for a connection.
            **({} if _OWNER else {"server_side_binding": True, "prepare_threshold": 2}),
        },
        # A view that fails leaves nothing behind; connections are kept and looked at before use.
        "ATOMIC_REQUESTS": True,
        # The background's threads come and go: theirs are closed with each job.
        "CONN_MAX_AGE": 0 if _OWNER else 300,
        "CONN_HEALTH_CHECKS": True,
    }
}
CACHES = {
    # In the database, so that all workers share it: a one-time code is used once, limits count.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
    }
}
AUTH_USER_MODEL = "people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "lieny_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 31_536_000
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = _FOLDER.static
STATICFILES_DIRS = [
    ("ui/styles", _SOURCE / "ui" / "styles"),
    ("ui/fonts", _SOURCE / "ui" / "fonts"),
    ("ui/map_data", _SOURCE / "ui" / "map_data"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # uploads: none yet
    # Names with hashes, once `lieny serve` has collected the files.
    "staticfiles": {
        "BACKEND": "lieny.node.static_names.StaticNames"
        if _OWNER or (_FOLDER.static / "staticfiles.json").exists()
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

_HTTPS = _OPERATOR.public_url.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
# The prefix binds the cookie to this host; browsers accept it over https alone.
SESSION_COOKIE_NAME = "__Host-lieny" if _HTTPS else "lieny"
CSRF_COOKIE_NAME = "__Host-lieny-csrf" if _HTTPS else "lieny-csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if _OPERATOR.behind_proxy and _HTTPS else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "lieny.ui.portal.faults.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 5_000  # a whole folder of lists; `handing_in.MOST_FILES`
_MAIL = _OPERATOR.mail
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST = _MAIL.get("host", "")  # empty: nothing is sent, notices are in the portal alone
EMAIL_PORT = int(_MAIL.get("port", "25"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.get("user", ""), _MAIL.get("password", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.get("way") == "starttls", _MAIL.get("way") == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = _MAIL.get("from", "lieny@localhost")
LIENY_PUBLIC_URL = _OPERATOR.public_url or "http://localhost:8000"

# The proxy in front writes the client's address; without one it is that of the connection.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _OPERATOR.behind_proxy else 0
AXES_IPWARE_PROXY_COUNT = 1 if _OPERATOR.behind_proxy else None
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
SOCIALACCOUNT_PROVIDERS = _OPERATOR.openid_connect()
LIENY_SIGN_ON_ORIGINS = _OPERATOR.sign_on_origins
LIENY_SESSION_IDLE_SECONDS = _OPERATOR.idle_minutes * 60
LIENY_SESSION_LONGEST_SECONDS = _OPERATOR.longest_hours * 3600

# By the worker; pages name jobs only.
PROCRASTINATE_IMPORT_PATHS = ["lieny.people.jobs", "lieny.registry.jobs"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"bare": {"()": "lieny.node.bare_log.WithoutPersonalData"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["bare"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "axes": {"level": "ERROR"},  # it would name accounts
    },
}
