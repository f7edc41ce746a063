"""The names of all settings, and which of them a misspelt name was meant to be."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

NAMES = frozenset(
    {
        "ACCESS_LOG", "ADMIN_OTP_REQUIRED", "ALLOWED_HOSTS", "API_RATE", "BEHIND_TLS_PROXY",
        "BILL_RATE", "CACHE_URL", "COMPARE_RATE", "CONN_MAX_AGE", "CONTACT",
        "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG", "EMAIL_URL", "EVALUATE_RATE",
        "FAULT_MAIL", "FEEDBACK_DAYS", "FEEDBACK_RATE", "FOUR_EYES", "GUEST_RATE", "GUEST_REVIEWS",
        "HSTS_SECONDS", "HTTPS", "LOGIN_RATE", "LOG_FORMAT", "LOG_LEVEL", "MAIL_FROM",
        "METRICS_TOKEN", "MISSED_QUERIES_SECONDS", "MODEL_DIR", "PROXY_COUNT", "READ_DOT_ENV",
        "RESULTS_DAYS", "RESULT_RATE", "REVIEW_REQUIRED", "SEARCH_MEANING", "SEARCH_RATE",
        "SECRET_KEY", "SECRET_KEY_FALLBACKS", "SHARE_RATE", "SITE_NAME", "SITE_URL",
        "SLOW_MILLISECONDS", "SOURCES_DAYS", "STATE_DIR", "STORED_PAGES", "TESTING", "TEXTS_DIR",
        "TIME_ZONE", "UNANSWERED_RATE", "USAGE_DAYS", "USAGE_SECONDS", "WARM_PAGES",
        "WEB_CONCURRENCY", "WEB_THREADS",
    }
)  # fmt: skip

_LONG = 10  # letters: names of so many are known in spite of two slips, shorter ones of one


def meant_by(name: str) -> str:
    """Return the setting that a name seems to be meant for, or nothing: it is one, or another's.

    >>> [meant_by(name) for name in ("ALOWED_HOSTS", "DJANGO_DEBUG", "debug", "DEBUG", "PATH")]
    ['ALLOWED_HOSTS', 'DEBUG', 'DEBUG', '', '']
    """
    if name in NAMES:
        return ""
    bare = _bare(name)
    letters = {_bare(known): known for known in sorted(NAMES)}
    found = process.extractOne(bare, letters.keys(), scorer=OSA.distance, score_cutoff=2)
    if found is None or found[1] > (2 if min(len(bare), len(found[0])) >= _LONG else 1):
        return ""
    return letters[found[0]]


def _bare(name: str) -> str:
    letters = name.upper().replace("_", "").replace("-", "")
    return letters.removeprefix("DJANGO").removeprefix("GUIDANCE").removeprefix("PORTAL")
