"""The app of the room `vendor`."""

from django.apps import AppConfig


class VendorConfig(AppConfig):
    name = "ictdesk.business.vendor"
    label = "vendor"

    def ready(self) -> None:
        from ictdesk.business.vendor import jobs  # noqa: F401, PLC0415 - registers itself
        from ictdesk.trust.promises.claims import kept_in  # noqa: PLC0415

        kept_in("ictdesk.business.vendor.proving")
