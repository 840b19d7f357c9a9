"""Settings for every place the project runs: only the environment differs (docs/settings.md lists it).

The defaults make a laptop work with nothing set: SQLite, a local folder, the database as the queue.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from goodreads_site.env import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment.of_process(BASE_DIR / ".env")
SECRETS_PATH = env.text("SECRETS_PATH")  # where `env` has found more variables, in AWS's Parameter Store

# --- the site ---------------------------------------------------------------------------------

DEBUG = env.flag("DEBUG", True)
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "data")))
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("SECRET_KEY is not set: with DEBUG off it must be, to 50 or more random characters.")
    SECRET_KEY = "only-for-development-" + "not-a-secret-" * 4
PORT = env.integer("PORT", 8000, least=1)
SITE_URL = env.address("SITE_URL", f"http://localhost:{PORT}")
ALLOWED_HOSTS = env.several("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
FORCE_SCRIPT_NAME = env.text("FORCE_SCRIPT_NAME").rstrip("/") or None
ADMIN_PATH = env.text("ADMIN_PATH", "admin/").strip("/") + "/"
ROOT_URLCONF = "goodreads_site.urls"
WSGI_APPLICATION = "goodreads_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "UTC"
USE_TZ = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]  # each by its own name; docs/translating.md says how to add one
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]

INSTALLED_APPS = [
    "goodreads_site",  # before staticfiles: its runserver starts a worker too
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "corsheaders",
    "csp",
    "django_q",
    "ninja",  # serves the API page's own files: none come from another host
    "enrichment",
    "uploads",
    "dashboards",
]

MIDDLEWARE = [
    "goodreads_site.edge.only_through_the_edge",
    "goodreads_site.middleware.strip_script_name",
    "goodreads_site.middleware.name_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads what it packs at random: a page's length tells nothing of its secrets
    "goodreads_site.languages.for_this_request",
    "django.middleware.locale.LocaleMiddleware",
    "goodreads_site.middleware.refuse_foreign_changes",
    "goodreads_site.middleware.keep_links_private",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "goodreads_site.middleware.DatabaseAway",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goodreads_site.languages.offered",
            ],
        },
    },
]

# --- the database -----------------------------------------------------------------------------

DATABASE_URL = env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
DATABASES: dict[str, Any] = {"default": dj_database_url.parse(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE is the one cure for "database is locked": a transaction that reads first and writes
    # later is refused at once otherwise, whatever the timeout.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        # secure_delete: what a reader deletes is overwritten in the file, not only unlinked from its tables.
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;PRAGMA secure_delete=ON;",
    }
else:
    # Seconds that a connection is kept: 0 in the cloud, where the function sleeps and the database should too.
    DATABASES["default"]["CONN_MAX_AGE"] = env.integer("DATABASE_KEEP_SECONDS", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A pooler by transactions gives the next statement to another connection, which knows no cursor of the last one's.
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.flag("DATABASE_POOLED", False)

# --- files ------------------------------------------------------------------------------------

MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(DATA_DIR / "files")))
STORAGE = env.one_of("STORAGE", "local", ("local", "s3"))
AWS_REGION = env.text("AWS_REGION", "us-east-1")
AWS_ENDPOINT_URL = env.text("AWS_ENDPOINT_URL") or None
# Browsers reach the storage: documents are answered by a redirect to a short-lived address of S3, and large files are sent
# there. A stand-in may stand where no browser reaches it.
REDIRECT_TO_STORAGE = env.flag("REDIRECT_TO_STORAGE", STORAGE == "s3" and AWS_ENDPOINT_URL is None)


def _file_storage(folder: str, bucket: str) -> dict[str, Any]:
    if STORAGE == "local":
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": MEDIA_ROOT / folder, "base_url": None, "file_permissions_mode": 0o600},
        }
    return {
        "BACKEND": "goodreads_site.s3.PrivateFiles",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": AWS_ENDPOINT_URL,
            "default_acl": None,
            "region_name": AWS_REGION,  # without it a signed address is S3's global one, which redirects elsewhere
            "addressing_style": "path" if AWS_ENDPOINT_URL else "virtual",
            "querystring_auth": True,
            "querystring_expire": 300,
            "signature_version": "s3v4",
            "file_overwrite": True,
            "max_memory_size": 8 * 1024 * 1024,
            # A document is a seventh of its size when it is kept and sent compressed; S3 does not compress by itself.
            "gzip": True,
            "gzip_content_types": ("application/json",),
        },
    }


STORAGES: dict[str, dict[str, Any]] = {
    "uploads": _file_storage("uploads", env.text("S3_UPLOADS_BUCKET", "goodreads-stats-uploads")),
    "dashboards": _file_storage("dashboards", env.text("S3_DASHBOARDS_BUCKET", "goodreads-stats-data")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "goodreads_site.static_files.HashedStaticFiles"
    },
}
STORAGES["default"] = STORAGES["uploads"]
FILE_UPLOAD_HANDLERS = [
    "goodreads_site.upload_handlers.StopAtTheLimit",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MAX_UPLOAD_BYTES = 50 * 1024 * 1024

STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- the queue --------------------------------------------------------------------------------

QUEUE = env.one_of("QUEUE", "orm", ("orm", "redis", "sqs"))
WORKERS = env.integer("WORKERS", 3, least=1)  # two may look up books at once (uploads.batches.AT_ONCE): one is left
TASK_TIMEOUT = env.integer("TASK_TIMEOUT", 60, least=30)  # seconds after which a task is stopped
LEASE_SECONDS = TASK_TIMEOUT + 15  # seconds for which claimed work belongs to the one who claimed it
TASK_RETRY = 300  # seconds after which the queue hands a message out again

# timeout < lease < retry, and retry > (timeout + 3) * (1 + (queue_limit + bulk) / workers): else tasks run twice at once.
# queue_limit's default, workers squared, makes tasks wait in a process's memory while their retry clock runs.
# save_limit -1 keeps no results of tasks that went well: three times cheaper, and nothing personal can stay in them.
Q_CLUSTER: dict[str, Any] = {
    "name": "goodreads_stats",
    "workers": WORKERS,
    "queue_limit": 2,
    "bulk": 1,
    "timeout": TASK_TIMEOUT,
    "retry": TASK_RETRY,
    "max_attempts": 5,
    "ack_failures": False,
    "save_limit": -1,
    "recycle": 200,
    "max_rss": 300_000,
    "poll": 0.2,
    "guard_cycle": 0.5,
    "catch_up": False,
    "label": "Background tasks",
}
SQS_QUEUE = env.text("SQS_QUEUE", "goodreads-stats")
if QUEUE == "orm":
    Q_CLUSTER["orm"] = "default"
elif QUEUE == "redis":
    Q_CLUSTER["redis"] = env.text("REDIS_URL", "redis://127.0.0.1:6379/0")
else:
    # Without a wait the pusher asks for messages without end; with a long one the heartbeat would be late.
    Q_CLUSTER["sqs"] = {"aws_region": AWS_REGION, "receive_message_wait_time_seconds": 5}
    Q_CLUSTER["cluster_name"] = Q_CLUSTER["name"] = SQS_QUEUE

# --- enrichment -------------------------------------------------------------------------------

OPEN_LIBRARY_URL = env.address("OPEN_LIBRARY_URL", "https://openlibrary.org")
# 3 a second are allowed to who names a contact: a little under, so that no second ever holds more than 4.
OPEN_LIBRARY_PER_SECOND = env.number("OPEN_LIBRARY_PER_SECOND", 2.9)
GOOGLE_BOOKS_URL = env.address("GOOGLE_BOOKS_URL", "https://www.googleapis.com")
GOOGLE_BOOKS_API_KEY = env.text("GOOGLE_BOOKS_API_KEY")
GOOGLE_BOOKS_PER_SECOND = env.number("GOOGLE_BOOKS_PER_SECOND", 2.9)
GOOGLE_BOOKS_CALLS_A_DAY = env.integer("GOOGLE_BOOKS_CALLS_A_DAY", 1000)
# Further sources, off until named: docs/sources.md.
HARDCOVER_URL = env.address("HARDCOVER_URL", "https://api.hardcover.app")
HARDCOVER_TOKEN = env.text("HARDCOVER_TOKEN")
AUTHOR_SOURCE = env.one_of("AUTHOR_SOURCE", "", ("", "wikidata"))
WIKIDATA_URL = env.address("WIKIDATA_URL", "https://query.wikidata.org")
# Open Library answers 403 to a User-Agent without a contact: an e-mail address or a web page.
CONTACT = env.text("CONTACT", "https://goodreads-stats.codebycarson.com")
USER_AGENT = f"GoodreadsStats/0.1 ({CONTACT})"

# --- a model that reads questions (off until named: docs/ask.md) -------------------------------

QUESTION_MODEL = env.one_of("QUESTION_MODEL", "", ("", "bedrock", "openai"))
QUESTION_MODEL_ID = env.text("QUESTION_MODEL_ID")
QUESTION_MODEL_URL = env.address("QUESTION_MODEL_URL", "")
QUESTION_MODEL_KEY = env.text("QUESTION_MODEL_KEY")
QUESTION_MODEL_SECONDS = env.number("QUESTION_MODEL_SECONDS", 20)
# Dollars for a million tokens. A model that costs something is not asked before they are known (dashboards.asking.model.choice).
QUESTION_MODEL_PRICE_IN = env.amount("QUESTION_MODEL_PRICE_IN")
QUESTION_MODEL_PRICE_OUT = env.amount("QUESTION_MODEL_PRICE_OUT")
QUESTION_MODEL_DAILY_USD = env.number("QUESTION_MODEL_DAILY_USD", 0.5)
QUESTION_MODEL_PER_MINUTE = env.integer("QUESTION_MODEL_PER_MINUTE", 5)

# --- the edge ---------------------------------------------------------------------------------

UPLOADS_PER_MINUTE = env.integer("UPLOADS_PER_MINUTE", 10)
QUESTIONS_PER_MINUTE = env.integer("QUESTIONS_PER_MINUTE", 30)
QUESTION_PAGES_PER_MINUTE = env.integer("QUESTION_PAGES_PER_MINUTE", 60)
TRUSTED_PROXY_HOPS = env.integer("TRUSTED_PROXY_HOPS", 0)
EDGE_KEYS = env.several("EDGE_KEY")  # what the CDN sends; two while one replaces the other
CORS_ORIGINS = env.several("CORS_ORIGINS")
CORS_ALLOWED_ORIGINS = CORS_ORIGINS
CORS_URLS_REGEX = r"^/api/.*$"
CSRF_TRUSTED_ORIGINS = [SITE_URL, *CORS_ORIGINS]

_HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = _HTTPS and not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_HOPS else None
SECURE_HSTS_SECONDS = 63_072_000 if _HTTPS and not DEBUG else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = (
    "same-origin"  # under a link it is no-referrer; here that would send "Origin: null" to the admin
)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS and not DEBUG
SESSION_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_NAME = "language"  # set for who chooses one; else the browser's word is taken
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_PATH = f"{FORCE_SCRIPT_NAME or ''}/"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = SESSION_COOKIE_SECURE
X_FRAME_OPTIONS = "DENY"
COVER_HOSTS = [
    "https://covers.openlibrary.org",
    "https://archive.org",  # where Open Library sends on to for most covers; the policy holds for redirects too
    "https://*.us.archive.org",
    "https://books.google.com",
]
# Where a large export is sent, and where the API redirects to for a document.
STORAGE_ORIGINS: list[str] = []
if REDIRECT_TO_STORAGE:
    STORAGE_ORIGINS = (
        [AWS_ENDPOINT_URL]
        if AWS_ENDPOINT_URL
        else [
            f"https://{STORAGES[alias]['OPTIONS']['bucket_name']}.{host}"
            for alias in ("uploads", "dashboards")
            for host in ("s3.amazonaws.com", f"s3.{AWS_REGION}.amazonaws.com")
        ]
    )
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:", *COVER_HOSTS],  # data: and blob: for "Save as image"
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", *STORAGE_ORIGINS],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

# --- logs -------------------------------------------------------------------------------------

LOG_FORMAT = env.one_of("LOG_FORMAT", "text", ("text", "json"))
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hide_links": {"()": "goodreads_site.logging.HideLinks"}},
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "goodreads_site.logging.JsonLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["hide_links"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},  # in place of Django's own handler, which hides no links
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "zappa.wsgi": {"level": "WARNING"},  # its line of each request holds the query, the Referer and who asked
        "httpx": {"level": "WARNING"},  # its INFO lines hold addresses, and so what readers read
        "httpcore": {"level": "WARNING"},
        "botocore": {"level": "WARNING"},
        "django-q": {"level": "WARNING"},
    },
}

_CONTACT_SHAPE = re.compile(r"@|https?://")
if not _CONTACT_SHAPE.search(CONTACT):
    raise ImproperlyConfigured(
        f"CONTACT={CONTACT!r} is neither an e-mail address nor a web page: Open Library asks for one."
    )
