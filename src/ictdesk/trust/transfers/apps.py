"""The app of the room `transfers`. Its label is not its folder's name: people have their data transferred in `privacy.transfers`."""

from django.apps import AppConfig


class AbroadConfig(AppConfig):
    name = "ictdesk.trust.transfers"
    label = "abroad"

    def ready(self) -> None:
        from ictdesk.trust.subprocessors import abroad  # noqa: PLC0415
        from ictdesk.trust.transfers import jobs, standing  # noqa: F401, PLC0415 - jobs register themselves

        abroad.use(standing.Standing())
