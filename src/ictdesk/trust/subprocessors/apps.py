"""The app of the room `subprocessors`."""

from django.apps import AppConfig


class SubprocessorsConfig(AppConfig):
    name = "ictdesk.trust.subprocessors"
    label = "subprocessors"

    def ready(self) -> None:
        from ictdesk.kernel import egress  # noqa: PLC0415
        from ictdesk.trust.subprocessors import gate, jobs, repeating  # noqa: F401, PLC0415 - they register themselves

        egress.use(gate.answer)
