"""The app of the room `newsletter`."""

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "ictdesk.business.newsletter"
    label = "newsletter"

    def ready(self) -> None:
        from ictdesk.business.newsletter import (  # noqa: PLC0415 - they register themselves
            announcing,
            jobs,  # noqa: F401
            returning,
            subscribing,
            telling,  # noqa: F401
        )

        announcing.register()
        returning.register()
        subscribing.register()
