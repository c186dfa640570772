"""One file, read from the environment. Without AMPARO_DEMO=1 every unsafe value is a refusal to start.

`docs/operating.md` lists the variables.
"""

import secrets
from pathlib import Path
from urllib.parse import unquote

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# The demonstration: our own PostgreSQL, three ready-made accounts, plain HTTP on this machine only.
DEMO: bool = env.bool("AMPARO_DEMO", default=False)
# Where the demonstration keeps its data, its passwords and its keyring.
VAR_DIR = Path(env.str("AMPARO_VAR", default=str(BASE_DIR / "var")))
if DEMO:
    # What `manage.py run` has set up, so that any other command finds the same database and the same keyring.
    # A variable that is already set wins.
    env.read_env(VAR_DIR / "demo.env")


def _secret_key() -> str:
    """Return SECRET_KEY, or the first line of the file that SECRET_KEY_FILE names."""
    file = env.str("SECRET_KEY_FILE", default="")
    key = Path(file).read_text().strip() if file else env.str("SECRET_KEY", default="")
    if DEMO:
        return key or secrets.token_urlsafe(50)
    if not key:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set SECRET_KEY, or SECRET_KEY_FILE, to at least 50 random characters, "
            "or set AMPARO_DEMO=1 to run the demonstration."
        )
    if len(key) < 50 or len(set(key)) < 10 or key.startswith("django-insecure-"):
        raise ImproperlyConfigured("SECRET_KEY is too easy to guess. Set SECRET_KEY to at least 50 random characters.")
    return key


SECRET_KEY = _secret_key()

DEBUG: bool = env.bool("DEBUG", default=False)
if DEBUG and not DEMO:
    raise ImproperlyConfigured(
        "DEBUG is on. Error pages would show what people told us in confidence: unset DEBUG, "
        "or set AMPARO_DEMO=1 to run the demonstration."
    )

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEMO else [])
if not DEMO and (not ALLOWED_HOSTS or any(host.strip().startswith("*") for host in ALLOWED_HOSTS)):
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS must name the addresses this site answers to, such as ALLOWED_HOSTS=amparo.example.org; "
        "it is empty or contains *."
    )
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# The keys that open names and addresses. Kept in a file outside the database, so that a stolen dump names no one.
KEYRING_FILE = Path(env.str("KEYRING_FILE", default=str(VAR_DIR / "keyring.json") if DEMO else ""))
if not DEMO and not KEYRING_FILE.is_file():
    raise ImproperlyConfigured(
        "KEYRING_FILE does not name a file. Set KEYRING_FILE to the keyring that sealed this database; without it "
        "no name can be read. docs/operating.md says how a first keyring is made."
    )


def _database() -> dict[str, object]:
    """Return Django's form of DATABASE_URL; a socket folder stands in it as %2Ffolder."""
    if not DEMO and not env.str("DATABASE_URL", default=""):
        raise ImproperlyConfigured(
            "DATABASE_URL is not set. Set DATABASE_URL=postgresql://role:password@host/database, with the "
            "application role, which owns nothing; or set AMPARO_DEMO=1 to run the demonstration."
        )
    database: dict[str, object] = env.db_url("DATABASE_URL", default="postgresql:///amparo")
    if database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://: Amparo runs on PostgreSQL only.")
    return database | {
        "HOST": unquote(str(database["HOST"] or "")),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all web processes, so that a guesser of passwords is slowed down whichever process answers.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

INSTALLED_APPS = [
    "config",
    "cases",
    "people",
    "staff",
    "config.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "staff.middleware.nothing_kept_middleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed unless a view says otherwise: a page that forgot its permission asks for a sign-in.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "staff.middleware.history_context_middleware",
    "staff.middleware.RecordOfReads",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "staff.context.face",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Who may come in
AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["staff.backend.WithRoles"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "config.sign_in.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
# Where "leave quickly" leads: an address here or elsewhere; empty means our own plain calendar.
LEAVE_FOR: str = env.str("AMPARO_LEAVE_FOR", default="")

# How many files somebody may open within an hour: beyond the first number they sign in again, beyond the second they
# are stopped until a supervisor releases them.
FILES_PER_HOUR: int = env.int("AMPARO_FILES_PER_HOUR", default=60)
FILES_PER_HOUR_AT_MOST: int = env.int("AMPARO_FILES_PER_HOUR_AT_MOST", default=120)
if not 0 < FILES_PER_HOUR <= FILES_PER_HOUR_AT_MOST:
    raise ImproperlyConfigured(
        "AMPARO_FILES_PER_HOUR must be at least 1 and no more than AMPARO_FILES_PER_HOUR_AT_MOST: "
        "whoever opens more files than the first within an hour signs in again, beyond the second they are stopped."
    )

# A working day; closing the browser ends it earlier.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = not DEMO
CSRF_FAILURE_VIEW = "config.pages.refused_form"
LANGUAGE_COOKIE_SECURE = not DEMO
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT: bool = env.bool("SECURE_SSL_REDIRECT", default=not DEMO)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
if env.bool("AMPARO_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# Whether a whole domain is preloaded into browsers is for its owner to say, not for us.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# Row history: written by triggers, read as `row.history`, and never changed afterwards.
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="history")
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Static files: our own, and what npm brought
STATIC_URL = "static/"
# Collecting and compressing takes a while; the demonstration serves the files from where they lie.
STATIC_ROOT = None if DEMO else Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
WHITENOISE_USE_FINDERS = DEMO
_NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", _NODE_MODULES / "bootstrap" / "dist"),
    ("bootstrap-icons", _NODE_MODULES / "bootstrap-icons" / "font"),
    ("htmx", _NODE_MODULES / "htmx.org" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "config.journal.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
