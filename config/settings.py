"""One file, read from the environment. Without AMPARO_DEMO=1 every unsafe value is a refusal to start.

`docs/operating.md` lists the variables.
"""

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.provider import provider_from_environment
from config.refusals import is_guessable, refuse_unsafe_values
from config.secret_files import secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# The demonstration: our own PostgreSQL, four ready-made accounts, plain HTTP on this machine only.
DEMO: bool = env.bool("AMPARO_DEMO", default=False)
# Where the demonstration keeps its data, its passwords and its keyring.
VAR_DIR = Path(env.str("AMPARO_VAR", default=str(BASE_DIR / "var")))
if DEMO:
    # What `manage.py run` has set up, so that any other command finds the same database and the same keyring.
    # A variable that is already set wins.
    env.read_env(VAR_DIR / "demo.env")


def _secret_key() -> str:
    """Return SECRET_KEY, or what the file holds that SECRET_KEY_FILE names."""
    key = secret("SECRET_KEY")
    if DEMO:
        return key or secrets.token_urlsafe(50)
    if not key:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set SECRET_KEY, or SECRET_KEY_FILE, to at least 50 random characters, "
            "or set AMPARO_DEMO=1 to run the demonstration."
        )
    if is_guessable(key):
        raise ImproperlyConfigured("SECRET_KEY is too easy to guess. Set SECRET_KEY to at least 50 random characters.")
    return key


SECRET_KEY = _secret_key()
# What earlier keys signed (sessions, forms that lie open) stays good until they are taken out. Commas or lines between.
SECRET_KEY_FALLBACKS: list[str] = secret("SECRET_KEY_FALLBACKS").replace(",", "\n").split()

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
    url = secret("DATABASE_URL")
    if not DEMO and not url:
        raise ImproperlyConfigured(
            "DATABASE_URL is not set. Set DATABASE_URL=postgresql://role:password@host/database, with the "
            "application role, which owns nothing; or set AMPARO_DEMO=1 to run the demonstration."
        )
    database: dict[str, object] = env.db_url_config(url or "postgresql:///amparo")
    if database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://: Amparo runs on PostgreSQL only.")
    return database | {
        "HOST": unquote(str(database["HOST"] or "")),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # A cursor that outlives its transaction would keep its reader's rows for whoever gets the connection next.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all web processes, so that a guesser of passwords is slowed down whichever process answers.
# Room enough that nobody can push out what is counted by making up names (the default is 300 entries).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

INSTALLED_APPS = [
    "config",
    "cases",
    "people",
    "staff",
    "config.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "csp",
]

MIDDLEWARE = [
    # Outermost, so that no answer leaves without its headers: no redirect, no error, no style sheet.
    "config.headers.headers_middleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "staff.middleware.nothing_kept_middleware",
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
    "staff.doorkeeper.Doorkeeper",
    "staff.middleware.history_context_middleware",
    "staff.middleware.no_blank_page_middleware",
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
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "staff.passwords.NotGuessable"},
]
ACCOUNT_ADAPTER = "config.sign_in.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# Wrong passwords count per address, and per address and account together (see config.sign_in); wrong codes per account.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,60/h/ip,5/5m/key,20/h/key"}
# Somebody else's sign-in as a second way to the door; None unless the environment names a provider.
IDENTITY_PROVIDER = provider_from_environment(demo=DEMO)

# Passkeys first, an app's codes second, recovery codes for the day when both are lost.
# Only the demonstration may do without, and says so on every page.
SECOND_FACTOR_REQUIRED: bool = not DEMO or env.bool("AMPARO_DEMO_SECOND_FACTOR", default=False)
MFA_ADAPTER = "config.sign_in.SealedFactors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Amparo"
# Clocks of telephones differ by some seconds.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Mail plays no part in signing in.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "staff.forms.second_factor.CodeForm",
    "reauthenticate": "staff.forms.second_factor.CodeAgainForm",
    "activate_totp": "staff.forms.second_factor.AppForm",
    "add_webauthn": "staff.forms.second_factor.PasskeyForm",
    "edit_webauthn": "staff.forms.second_factor.PasskeyNameForm",
}
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

# A session ends when nobody was there for a while, and with the working day; closing the browser ends it earlier.
SESSION_ENGINE = "staff.sessions"
SESSION_IDLE = timedelta(minutes=20)
SESSION_AT_MOST = timedelta(hours=10)
SESSION_NOTED_EVERY = timedelta(minutes=1)
SESSION_COOKIE_AGE = int(SESSION_AT_MOST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A browser takes a cookie of this prefix from this very host over HTTPS only, and for all of its pages; no neighbour
# below the same domain can plant one. The demonstration speaks plain HTTP, where there are no such cookies.
COOKIE_PREFIX = "" if DEMO else "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
THEME_COOKIE_NAME = f"{COOKIE_PREFIX}theme"
MESSAGE_STORAGE = "config.messages.PrefixedStorage"
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

# What a browser may do with our pages, and where it tells what it had to refuse
POLICY_REPORTS = "policy-report"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        # Text becomes markup in one place only, static/js/trust.js, which looks at it first.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default", "amparo"],
        # Not report-to: browsers that know both then leave this one, and send late, in one go and over HTTPS alone.
        "report-uri": f"/{POLICY_REPORTS}/",
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT: bool = env.bool("SECURE_SSL_REDIRECT", default=not DEMO)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if DEMO else 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
BEHIND_PROXY: bool = env.bool("AMPARO_BEHIND_PROXY", default=False)
if BEHIND_PROXY:
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
# No other site has any use for our files.
WHITENOISE_ALLOW_ALL_ORIGINS = False
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
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # It would tell which passkey was used.
        "fido2": {"level": "WARNING"},
    },
}

if not DEMO:
    refuse_unsafe_values(globals())
