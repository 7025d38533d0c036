"""How a part of the desk logs: `kernel.logs` says what, and this says where to."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "ictdesk.kernel.logs.plain.JsonLines"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
        "personal": {"class": "ictdesk.kernel.logs.handler.PersonalHandler"},
    },
    "root": {"handlers": ["stderr", "personal"], "level": "WARNING"},
    "loggers": {
        "ictdesk": {"level": "INFO"},
        "django": {"handlers": [], "propagate": True, "level": "WARNING"},
        "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "stripe": {"level": "ERROR"},  # it names addresses that its answers hold
    },
}
