"""The app of the room `access`."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "ictdesk.trust.access"
    label = "access"

    def ready(self) -> None:
        from ictdesk.desk.people import entering  # noqa: PLC0415
        from ictdesk.kernel import visits  # noqa: PLC0415
        from ictdesk.trust.access import closing, jobs, retaining, visiting  # noqa: F401, PLC0415 - jobs register themselves

        entering.let_in_by(visiting.VISITS)
        visits.kept_by(visiting.runs)
        closing.register()
        retaining.register()
