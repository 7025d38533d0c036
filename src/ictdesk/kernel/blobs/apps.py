"""The app of sealed files."""

from django.apps import AppConfig


class BlobsConfig(AppConfig):
    name = "ictdesk.kernel.blobs"
    label = "blobs"

    def ready(self) -> None:
        from ictdesk.kernel import erasing  # noqa: PLC0415 - needs the app registry
        from ictdesk.kernel.blobs import store  # noqa: PLC0415

        erasing.with_rows("blob", store.delete_files)
