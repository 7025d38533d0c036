"""The app of the room `orders`."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "ictdesk.trust.orders"
    label = "orders"

    def ready(self) -> None:
        from ictdesk.trust.orders import closing, commands, jobs  # noqa: F401, PLC0415 - register themselves

        closing.register()
