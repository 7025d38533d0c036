"""The data map of tables that come with packages: Django, django-allauth, procrastinate.

Every column is named, so that one which a package adds is not in the map until somebody looks at it.
"""

from ictdesk.kernel.datamap.fields import AGENT, END_USER, SECURITY, SIGN_IN, SUPPORT, Impersonal, Personal
from ictdesk.kernel.datamap.registry import declare_table

PLAIN = Impersonal("bookkeeping of a package")
WHOSE = Personal("user.unique_id", "ours", (SIGN_IN,), (AGENT,), "membership.ended", "delete")
WHEN = Personal("user.telemetry", "observed", (SECURITY,), (AGENT,), "membership.ended", "delete")
ADDRESS = Personal(
    "user.contact.email", "provided", (SIGN_IN,), (AGENT,), "membership.ended", "delete", rectifiable=True
)
CREDENTIAL = Personal(
    "user.authorization.credentials", "ours", (SIGN_IN,), (AGENT,), "membership.ended", "delete", "existence"
)
SESSION = Personal("user.device", "observed", (SECURITY,), (AGENT,), "session_end", "delete")
NETWORK = Personal("user.device.ip_address", "observed", (SECURITY,), (AGENT,), "session_end", "delete")
ARGUMENTS = Personal(
    "user.unique_id.pseudonymous", "ours", (SUPPORT,), (AGENT, END_USER), "with_row", "delete", "existence"
)


def plain(columns: str) -> dict[str, Impersonal]:
    return dict.fromkeys(columns.split(), PLAIN)


PATHS = {
    "procrastinate_jobs": "a job names ids in `args`, and ends within days; one that names the erased finds nothing",
    "procrastinate_events": "nobody: bookkeeping of a package",
}
"""How rows of packages' tables lead to people, in words: they have no models of ours."""

declare_table(
    "control", "account_emailaddress", {**plain("id verified primary"), "user_id": WHOSE, "email": ADDRESS}
)
declare_table(
    "control", "account_emailconfirmation", {**plain("id created sent email_address_id"), "key": CREDENTIAL}
)
declare_table(
    "control",
    "mfa_authenticator",
    {**plain("id type created_at"), "user_id": WHOSE, "last_used_at": WHEN, "data": CREDENTIAL},
)
declare_table(
    "control",
    "usersessions_usersession",
    {
        **plain("id"),
        "user_id": WHOSE,
        "created_at": WHEN,
        "last_seen_at": WHEN,
        "ip": NETWORK,
        "user_agent": SESSION,
        "session_key": CREDENTIAL,
        "data": SESSION,
    },
)
declare_table(
    "control", "django_session", {**plain("expire_date"), "session_data": SESSION, "session_key": CREDENTIAL}
)
declare_table("control", "ictdesk_cache", {**plain("cache_key expires"), "value": SESSION})
declare_table("control", "django_content_type", plain("id app_label model"))
declare_table("control", "auth_group", plain("id name"))
declare_table("control", "auth_group_permissions", plain("id group_id permission_id"))
declare_table("control", "auth_permission", plain("id name content_type_id codename"))
declare_table("both", "django_migrations", plain("id app name applied"))
declare_table(
    "both",
    "procrastinate_jobs",
    {
        **plain("id queue_name task_name priority status scheduled_at attempts abort_requested worker_id"),
        "args": ARGUMENTS,
        "lock": ARGUMENTS,
        "queueing_lock": ARGUMENTS,
    },
)
declare_table("both", "procrastinate_events", plain("id job_id type at"))
declare_table(
    "both", "procrastinate_periodic_defers", plain("id task_name defer_timestamp job_id periodic_id")
)
declare_table("both", "procrastinate_workers", plain("id last_heartbeat"))
