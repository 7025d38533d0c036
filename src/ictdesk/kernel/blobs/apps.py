"""The app of sealed files."""

from django.apps import AppConfig


class BlobsConfig(AppConfig):
    name = "ictdesk.kernel.blobs"
    label = "blobs"
