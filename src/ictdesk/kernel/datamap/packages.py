"""The data map of tables that come with packages: Django, django-allauth, procrastinate."""

from ictdesk.kernel.datamap.fields import AGENT, SECURITY, SIGN_IN, Impersonal, Personal
from ictdesk.kernel.datamap.registry import declare_table

PLAIN = Impersonal("bookkeeping of a package, ids and counts")
ADDRESS = Personal(
    "user.contact.email", "provided", (SIGN_IN,), (AGENT,), "membership.ended", "delete", rectifiable=True
)
CREDENTIAL = Personal(
    "user.authorization.credentials", "ours", (SIGN_IN,), (AGENT,), "membership.ended", "delete", "existence"
)
SESSION = Personal("user.device", "observed", (SECURITY,), (AGENT,), "session_end", "delete")
NETWORK = Personal("user.device.ip_address", "observed", (SECURITY,), (AGENT,), "session_end", "delete")

declare_table("control", "account_emailaddress", {"email": ADDRESS, "*": PLAIN})
declare_table("control", "account_emailconfirmation", {"key": CREDENTIAL, "*": PLAIN})
declare_table("control", "mfa_authenticator", {"data": CREDENTIAL, "*": PLAIN})
declare_table("control", "usersessions_usersession", {"ip": NETWORK, "user_agent": SESSION, "*": PLAIN})
declare_table("control", "django_session", {"session_data": SESSION, "session_key": CREDENTIAL, "*": PLAIN})
declare_table("control", "ictdesk_cache", {"value": SESSION, "*": PLAIN})
for name in ("django_migrations", "django_content_type"):
    declare_table("both", name, {"*": PLAIN})
for name in ("jobs", "events", "periodic_defers", "workers"):
    declare_table("both", f"procrastinate_{name}", {"*": PLAIN})
