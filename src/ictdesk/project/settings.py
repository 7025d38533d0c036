"""Django's settings, made from the options of the installation."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.csp import CSP

from ictdesk.project import logs, options
from ictdesk.project.mailers import mailers
from ictdesk.project.places import Place, place_of

PACKAGE = Path(__file__).resolve().parent.parent

ICTDESK_DATA = options.read("ICTDESK_DATA").resolve()
ICTDESK_BACKUP_DAYS = options.read("ICTDESK_BACKUP_DAYS")
ICTDESK_END_DAYS = options.read("ICTDESK_END_DAYS")
ICTDESK_DATABASE_ACCOUNTS = options.read("ICTDESK_DATABASE_ACCOUNTS")
ICTDESK_LEDGER = options.read("ICTDESK_LEDGER") or ICTDESK_DATA / "ledger"
ICTDESK_LEDGER_BUCKET = options.read("ICTDESK_LEDGER_BUCKET")
ICTDESK_S3_ENDPOINT = options.read("ICTDESK_S3_ENDPOINT")
ICTDESK_S3_REGION = options.read("ICTDESK_S3_REGION")
ICTDESK_S3_SECRET = options.read("ICTDESK_S3_SECRET_FILE")
ICTDESK_BASE_URL = options.read("ICTDESK_BASE_URL")
ICTDESK_FILES_URL = options.read("ICTDESK_FILES_URL") or ICTDESK_BASE_URL
ICTDESK_REGIONS = options.read("ICTDESK_REGIONS")
_FIRST_ROOT = options.need("ICTDESK_ROOT_KEY_FILE")
ICTDESK_ROOT_KEY_FILES = {
    "default": _FIRST_ROOT,
    "cell_eu": _FIRST_ROOT,
    **{f"cell_{code}": options.of_cell(code, "ROOT_KEY_FILE") for code in ICTDESK_REGIONS},
}
ICTDESK_SIGNING_KEY_FILE = options.need("ICTDESK_SIGNING_KEY_FILE")
ICTDESK_FILE_LIMIT = options.read("ICTDESK_FILE_LIMIT")
ICTDESK_MAIL_DOMAIN = options.read("ICTDESK_MAIL_DOMAIN")
ICTDESK_MAIL_LIMIT = options.read("ICTDESK_MAIL_LIMIT")
ICTDESK_EGRESS_ALLOW = options.read("ICTDESK_EGRESS_ALLOW")
ICTDESK_HOOKS_SECRET = options.read("ICTDESK_HOOKS_SECRET_FILE")
ICTDESK_SNS_TOPICS = options.read("ICTDESK_SNS_TOPICS")
ICTDESK_DNS = options.read("ICTDESK_DNS")
ICTDESK_MAIL_AFTER = options.read("ICTDESK_MAIL_AFTER")
ICTDESK_MAIL_AUTHSERV = options.read("ICTDESK_MAIL_AUTHSERV")
ICTDESK_MAIL_CHECK = options.read("ICTDESK_MAIL_CHECK")
ICTDESK_SMTP_CERT_FILE = options.read("ICTDESK_SMTP_CERT_FILE")
ICTDESK_SMTP_KEY_FILE = options.read("ICTDESK_SMTP_KEY_FILE")
ICTDESK_TLS_PROBE = options.read("ICTDESK_TLS_PROBE")
ICTDESK_RATE_FACTOR = options.read("ICTDESK_RATE_FACTOR")
ICTDESK_TRUSTED_PROXIES = options.read("ICTDESK_TRUSTED_PROXIES")
ICTDESK_SITE_ON = options.read("ICTDESK_SITE")
ICTDESK_SIGN_UP = options.read("ICTDESK_SIGN_UP")
ICTDESK_SITE = options.read("ICTDESK_SITE_FILE")
ICTDESK_PLACES = {"eu": Place(ICTDESK_SITE.regions.get("eu", "European Union"), "")} | {
    code: place_of(ICTDESK_DATA, code) for code in ICTDESK_REGIONS
}
"""Where each cell is. The first has no country of its own: whoever runs the desk says in words where it is."""
ICTDESK_STRIPE_KEY = options.read("ICTDESK_STRIPE_KEY_FILE")
ICTDESK_STRIPE_HOOK_SECRETS = options.read("ICTDESK_STRIPE_HOOK_SECRETS_FILE")
ICTDESK_STRIPE_PRICES = options.read("ICTDESK_STRIPE_PRICES")
ICTDESK_STRIPE_API = options.read("ICTDESK_STRIPE_API")
ICTDESK_AGREEMENT_CERTIFICATE_FILE = options.read("ICTDESK_AGREEMENT_CERTIFICATE_FILE")
ICTDESK_AGREEMENT_PASSPHRASE = options.read("ICTDESK_AGREEMENT_PASSPHRASE_FILE")
ICTDESK_TIMESTAMP_URL = options.read("ICTDESK_TIMESTAMP_URL")
AS_OWNER = options.read("ICTDESK_AS_OWNER")
SECRET_KEY = options.need("ICTDESK_SECRET_KEY_FILE")
DEBUG = options.read("ICTDESK_DEBUG")

_base = urlsplit(ICTDESK_BASE_URL)
SECURE = _base.scheme == "https"
ALLOWED_HOSTS = [_base.hostname or "", urlsplit(ICTDESK_FILES_URL).hostname or ""]

INSTALLED_APPS = [
    "ictdesk.kernel.datamap.apps.DatamapConfig",
    "ictdesk.kernel.tenancy.apps.TenancyConfig",
    "ictdesk.kernel.logs.apps.LogsConfig",
    "ictdesk.kernel.vault.apps.VaultConfig",
    "ictdesk.kernel.events.apps.EventsConfig",
    "ictdesk.kernel.audit.apps.AuditConfig",
    "ictdesk.kernel.blobs.apps.BlobsConfig",
    "ictdesk.desk.workspaces.apps.WorkspacesConfig",
    "ictdesk.desk.people.apps.PeopleConfig",
    "ictdesk.desk.contacts.apps.ContactsConfig",
    "ictdesk.desk.conversations.apps.ConversationsConfig",
    "ictdesk.desk.senders.apps.SendersConfig",
    "ictdesk.desk.tickets.apps.TicketsConfig",
    "ictdesk.desk.mail.apps.MailConfig",
    "ictdesk.desk.mailboxes.apps.MailboxesConfig",
    "ictdesk.desk.requesters.apps.RequestersConfig",
    "ictdesk.desk.digests.apps.DigestsConfig",
    "ictdesk.desk.imports.apps.ImportsConfig",
    "ictdesk.privacy.ledger.apps.LedgerConfig",
    "ictdesk.privacy.rights.apps.RightsConfig",
    "ictdesk.privacy.recipients.apps.RecipientsConfig",
    "ictdesk.privacy.erasure.apps.ErasureConfig",
    "ictdesk.privacy.purges.apps.PurgesConfig",
    "ictdesk.privacy.retention.apps.RetentionConfig",
    "ictdesk.privacy.export.apps.ExportConfig",
    "ictdesk.privacy.transfers.apps.TransfersConfig",
    "ictdesk.privacy.rectification.apps.RectificationConfig",
    "ictdesk.privacy.holds.apps.HoldsConfig",
    "ictdesk.privacy.restriction.apps.RestrictionConfig",
    "ictdesk.privacy.objection.apps.ObjectionConfig",
    "ictdesk.privacy.consent.apps.ConsentConfig",
    "ictdesk.privacy.endings.apps.EndingsConfig",
    "ictdesk.business.vendor.apps.VendorConfig",
    "ictdesk.trust.agreements.apps.AgreementsConfig",
    "ictdesk.trust.records.apps.RecordsConfig",
    "ictdesk.trust.access.apps.AccessConfig",
    "ictdesk.trust.logs.apps.InvestigationsConfig",
    "ictdesk.trust.subprocessors.apps.SubprocessorsConfig",
    "ictdesk.trust.transfers.apps.AbroadConfig",
    "ictdesk.trust.promises.apps.PromisesConfig",
    "ictdesk.trust.breaches.apps.BreachesConfig",
    "ictdesk.trust.orders.apps.OrdersConfig",
    "ictdesk.business.plans.apps.PlansConfig",
    "ictdesk.business.billing.apps.BillingConfig",
    "ictdesk.business.newsletter.apps.NewsletterConfig",
    "ictdesk.business.counting.apps.CountingConfig",
    "ictdesk.surfaces.api.apps.ApiConfig",
    "ictdesk.surfaces.dashboard.apps.DashboardConfig",
    "ictdesk.surfaces.letterbox.apps.LetterboxConfig",
    "ictdesk.surfaces.widget.apps.WidgetConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "ictdesk.project.middleware.harden",
    "ictdesk.project.middleware.note_user",
    "ictdesk.surfaces.api.middleware.problems",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ictdesk.surfaces.requester.language.choose",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ictdesk.surfaces.dashboard.middleware.note_session",
]

ROOT_URLCONF = "ictdesk.project.urls"
WSGI_APPLICATION = "ictdesk.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ictdesk.surfaces.dashboard.page.build",
                "ictdesk.surfaces.publicsite.context.site",
            ]
        },
    }
]

# ---- databases -------------------------------------------------------------------------------

_ROLE = "OWNER_" if AS_OWNER else ""
ICTDESK_DSNS: dict[str, str] = {
    alias: f"{dsn}{'&' if '?' in dsn else '?'}options=-csearch_path%3Dpublic%2Ckeys&application_name=ictdesk"
    for alias, dsn in {
        "default": options.need(f"ICTDESK_{_ROLE}CONTROL_DSN"),
        "cell_eu": options.need(f"ICTDESK_{_ROLE}CELL_EU_DSN"),
        **{f"cell_{code}": options.of_cell(code, "DSN", owner=AS_OWNER) for code in ICTDESK_REGIONS},
    }.items()
}


def _database(dsn: str) -> dict[str, object]:
    """Django's form of a postgresql:// address."""
    parts = urlsplit(dsn)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": query.pop("port", "") or str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query | {"prepare_threshold": 0},  # of `planned_cursor` alone: Django's own never prepare
    }


DATABASES = {alias: _database(dsn) for alias, dsn in ICTDESK_DSNS.items()}
DATABASE_ROUTERS = ["ictdesk.kernel.tenancy.router.PlaneRouter"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "ictdesk_cache",
        "KEY_FUNCTION": "ictdesk.project.cache.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # the default of 300 would let an attacker push out the limits
    }
}


def _sealed(folder: Path) -> dict[str, object]:
    """A storage of sealed files."""
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder / "files", "base_url": None, "file_permissions_mode": 0o600},
    }


ICTDESK_STORAGES = {"cell_eu": "blobs"} | {f"cell_{code}": f"blobs_{code}" for code in ICTDESK_REGIONS}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "blobs": _sealed(ICTDESK_DATA),
    **{f"blobs_{code}": _sealed(ICTDESK_DATA / "regions" / code) for code in ICTDESK_REGIONS},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# ---- people ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["ictdesk.desk.people.passwords.BoundedArgon2"]
PASSWORD_RESET_TIMEOUT = 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "ictdesk.desk.people.passwords.LongestPassword"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_ADAPTER = "ictdesk.desk.people.adapter.AccountAdapter"
ACCOUNT_USER_DISPLAY = "ictdesk.desk.people.adapter.shown_as"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "ictdesk.desk.people.forms.SignInForm",
    "reset_password": "ictdesk.desk.people.forms.ForgottenForm",
    "add_email": "ictdesk.desk.people.forms.AddressForm",
    "reset_password_from_key": "ictdesk.desk.people.forms.NewPasswordForm",
    "change_password": "ictdesk.desk.people.forms.ChangePasswordForm",
    "reauthenticate": "ictdesk.desk.people.forms.ConfirmForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_form": f"{round(10 * ICTDESK_RATE_FACTOR)}/m/ip,{round(60 * ICTDESK_RATE_FACTOR)}/h/ip",
    "request_code": "30/m/ip",
    "sign_up": "5/d/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "1/3m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = ICTDESK_TRUSTED_PROXIES
MFA_ADAPTER = "ictdesk.desk.people.adapter.MfaAdapter"
MFA_FORMS = {"add_webauthn": "ictdesk.desk.people.forms.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "ICTDesk"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
USERSESSIONS_TRACK_ACTIVITY = True

# ---- the browser -----------------------------------------------------------------------------

SESSION_ENGINE = "ictdesk.desk.people.session_store"
SESSION_COOKIE_NAME = "__Host-ictdesk" if SECURE else "ictdesk"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ICTDESK_TRUSTED_PROXIES else None
CSRF_TRUSTED_ORIGINS = [ICTDESK_BASE_URL]
CSRF_FAILURE_VIEW = "ictdesk.surfaces.dashboard.error_pages.no_csrf"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:", ICTDESK_FILES_URL],
    "font-src": [CSP.SELF],
    "frame-src": [f"{ICTDESK_FILES_URL}/files/mail/"],  # mails as they came, which can do nothing there
    "connect-src": [CSP.SELF, ICTDESK_BASE_URL.replace("http", "ws", 1)],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:  # noqa: N802 - whitenoise's name
    """Built files carry a hash of their content in their names."""
    return "/build/assets/" in url


# ---- the rest --------------------------------------------------------------------------------

MAILERS = mailers(options.read("ICTDESK_MAIL_URL"), ICTDESK_DATA)
DEFAULT_FROM_EMAIL = options.read("ICTDESK_MAIL_FROM")

LOGGING = logs.LOGGING

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"), ("ur", "اردو")]
"""Of the public side, each by its own name. Members' pages are English: a page never mixes two."""
LOCALE_PATHS = [PACKAGE / "locale"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
